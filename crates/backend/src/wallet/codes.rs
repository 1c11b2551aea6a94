//! Collect codes: whether one is genuine, and that one with an amount is paid once only.

use super::table::code;
use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use crate::ports::People;
use ed25519_dalek::{Signature, VerifyingKey};
use sampan_protocol::auth::from_hex;
use sampan_protocol::people::DeviceState;
use sampan_protocol::wallet::code::{Read, Terms, read};
use sampan_protocol::wallet::ops::Transfer;
use sampan_protocol::{Error, Money, Timestamp};

/// Takes a code as the reason of a payment of mine.
///
/// # Errors
/// `Refused` with what is wrong with it: forged, out of date, of another service or person, for
/// another amount, paid before.
pub(super) fn spend(
    cx: &mut Context<'_>,
    payload: &str,
    payment: &Transfer,
) -> Result<(), Refusal> {
    let people = cx.ports.people.clone();
    let asking = Asking { service_id: cx.service_id, now: cx.now, paying: Some(payment.amount) };
    let terms = genuine(cx.sql, people.as_ref(), &asking, payload)?;
    if terms.person != payment.to {
        return Err(Error::refused("error.wallet.code_payee").into());
    }
    let single = terms.amount().is_some();
    if single && !code::spend(cx.sql, terms.device, terms.reference, cx.op_id)? {
        return Err(Error::refused("error.wallet.code_used").into());
    }
    Ok(())
}

/// What a code is checked against.
pub(super) struct Asking<'a> {
    /// The service's identifier.
    pub(super) service_id: &'a str,
    /// The time.
    pub(super) now: Timestamp,
    /// What is about to be paid, if that is known yet.
    pub(super) paying: Option<Money>,
}

/// Reads a code and checks that it can be paid now: service, expiry, amount, device, signature.
///
/// # Errors
/// `Invalid` for what is no code, `Refused` with what is wrong with it.
pub(super) fn genuine(
    sql: &mut dyn Sql,
    people: &dyn People,
    asking: &Asking<'_>,
    payload: &str,
) -> Result<Terms, Refusal> {
    let code = read(payload)?;
    code.terms.check(asking.service_id, asking.now, asking.paying)?;
    if !is_signed(sql, people, &code)? {
        return Err(Error::refused("error.wallet.code_forged").into());
    }
    Ok(code.terms)
}

fn is_signed(sql: &mut dyn Sql, people: &dyn People, code: &Read) -> Result<bool, DbError> {
    let Some((owner, device)) = people.device(sql, code.terms.device)? else {
        return Ok(false);
    };
    let key = from_hex(&device.public_key)
        .and_then(|bytes| bytes.try_into().ok())
        .and_then(|bytes: [u8; 32]| VerifyingKey::from_bytes(&bytes).ok());
    let signature = Signature::from_bytes(&code.signature);
    Ok(owner == code.terms.person
        && device.state == DeviceState::Active
        && key.is_some_and(|key| key.verify_strict(&code.signed, &signature).is_ok()))
}
