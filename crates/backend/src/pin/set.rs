//! Sets another PIN: by the one that is known, or by the recovery phrase.

use super::table::secret;
use super::{check, hash};
use crate::auth::is_genuine;
use crate::backend::Backend;
use crate::endpoint::{Caller, Endpoint};
use crate::people::table::{biometric, person};
use sampan_protocol::ids::OpId;
use sampan_protocol::pin::{ChangePin, ResetPin, check as check_shape, reset_bytes};
use sampan_protocol::{Code, Error};

/// The requests.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new("Sets another PIN, by the one that is known.", change),
        Endpoint::new("Sets another PIN, by the recovery phrase.", reset),
    ]
}

fn change(caller: &Caller, request: &ChangePin) -> Result<(), Error> {
    check_shape(&request.new)?;
    if request.old == request.new {
        return Err(Error::invalid("error.pin.same"));
    }
    if is_done(caller, request.op)? {
        return Ok(());
    }
    check(&caller.backend, caller.me, &request.old)?;
    keep(caller, request.op, &request.new)
}

fn reset(caller: &Caller, request: &ResetPin) -> Result<(), Error> {
    check_shape(&request.pin)?;
    let key = caller.backend.db().read(|sql| person::recovery_key(sql, caller.me))?;
    let message = reset_bytes(request.op, caller.device);
    if !key.is_some_and(|key| is_genuine(&key, &message, &request.proof)) {
        return Err(Error::new(Code::Refused, "error.pin.phrase"));
    }
    if is_done(caller, request.op)? {
        return Ok(());
    }
    keep(caller, request.op, &request.pin)
}

/// Whether this very request was done before, and its answer got lost.
fn is_done(caller: &Caller, op: OpId) -> Result<bool, Error> {
    let by = caller.backend.db().read(|sql| secret::set_by(sql, caller.me))?;
    Ok(by == Some(op))
}

fn keep(caller: &Caller, op: OpId, pin: &str) -> Result<(), Error> {
    let backend: &Backend = &caller.backend;
    let phc = hash(pin, backend.pin_cost(), backend.random())?;
    backend.db().write(|sql| {
        secret::set(sql, caller.me, &phc)?;
        biometric::remove_all(sql, caller.me)?;
        secret::note_set_by(sql, caller.me, op)
    })?;
    Ok(())
}
