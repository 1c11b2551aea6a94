//! Lets a second key of a device, which fingerprint or face unlock, stand for the PIN.

use super::table::biometric;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::auth::from_hex;
use sampan_protocol::biometric::BiometricOn;

/// Keeps the key of the device that signed.
///
/// # Errors
/// `Invalid` for what is no key.
pub(super) fn on(cx: &mut Context<'_>, wanted: &BiometricOn) -> Result<(), Refusal> {
    if from_hex(&wanted.public_key).is_none_or(|key| key.len() != 32) {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    let of = (cx.my_device()?, cx.me.id);
    Ok(biometric::put(cx.sql, of, &wanted.public_key, cx.now)?)
}

/// Forgets it.
///
/// # Errors
/// What the database says.
pub(super) fn off(cx: &mut Context<'_>) -> Result<(), Refusal> {
    let device = cx.my_device()?;
    Ok(biometric::remove(cx.sql, device)?)
}
