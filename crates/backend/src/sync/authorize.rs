//! Allows one operation, once, for two minutes: by PIN, or by a key that fingerprint or face unlock.

use super::table::approval::{self, By};
use crate::auth::is_genuine;
use crate::endpoint::Caller;
use crate::people::table::biometric;
use crate::{media, pin};
use sampan_protocol::Error;
use sampan_protocol::biometric::{AuthorizeBiometric, OFF, signing_bytes};
use sampan_protocol::sync::Authorize;

/// For how long an approval is good, in seconds.
const SECONDS: i64 = 120;

pub(super) fn by_pin(caller: &Caller, request: &Authorize) -> Result<(), Error> {
    check_digest(&request.digest)?;
    pin::check(&caller.backend, caller.me, &request.pin)?;
    grant(caller, &request.digest, By::Pin)
}

pub(super) fn by_biometric(caller: &Caller, request: &AuthorizeBiometric) -> Result<(), Error> {
    check_digest(&request.digest)?;
    let (device, me) = (caller.device, caller.me);
    let key = caller.backend.db().read(|sql| biometric::get(sql, device, me))?;
    let message = signing_bytes(device, &request.digest);
    if !key.is_some_and(|key| is_genuine(&key, &message, &request.signature)) {
        return Err(Error::refused(OFF));
    }
    grant(caller, &request.digest, By::Biometric)
}

fn check_digest(digest: &str) -> Result<(), Error> {
    if media::is_name(digest) { Ok(()) } else { Err(Error::invalid("error.request.malformed")) }
}

fn grant(caller: &Caller, digest: &str, by: By) -> Result<(), Error> {
    let (whose, now) = ((caller.device, caller.me), caller.backend.now());
    let expires = now.plus_seconds(SECONDS);
    caller.backend.db().write(|sql| approval::grant(sql, digest, whose, by, now, expires))?;
    Ok(())
}
