//! Allows one operation by PIN, once, for two minutes.

use super::table::approval;
use crate::endpoint::Caller;
use crate::{media, pin};
use sampan_protocol::Error;
use sampan_protocol::sync::Authorize;

/// For how long an approval is good, in seconds.
const SECONDS: i64 = 120;

pub(super) fn answer(caller: &Caller, request: &Authorize) -> Result<(), Error> {
    if !media::is_name(&request.digest) {
        return Err(Error::invalid("error.request.malformed"));
    }
    pin::check(&caller.backend, caller.me, &request.pin)?;
    let (device, me, now) = (caller.device, caller.me, caller.backend.now());
    let expires = now.plus_seconds(SECONDS);
    caller
        .backend
        .db()
        .write(|sql| approval::grant(sql, &request.digest, device, me, now, expires))?;
    Ok(())
}
