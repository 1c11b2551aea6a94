//! Lets a further device in by the recovery phrase, sets a new PIN, and ends a freeze.

use super::newcomer;
use crate::auth::is_genuine;
use crate::backend::Backend;
use crate::changes::Changes;
use crate::db::Sql;
use crate::module::Refusal;
use crate::people::table::{biometric, device, person};
use crate::people::{put_device, put_me};
use crate::pin::{self, table::secret};
use sampan_protocol::people::{DeviceState, Me};
use sampan_protocol::pin::check as check_pin;
use sampan_protocol::service::{Recover, recovery_bytes};
use sampan_protocol::sync::Scope;
use sampan_protocol::{Code, Error, Timestamp};
use std::collections::BTreeMap;

pub(super) fn answer(backend: &Backend, request: &Recover) -> Result<Me, Error> {
    newcomer::check(&request.device)?;
    check_pin(&request.pin)?;
    let key = backend.db().read(|sql| match person::by_handle(sql, &request.handle)? {
        Some(me) => person::recovery_key(sql, me.person.id),
        None => Ok(None),
    })?;
    let message = recovery_bytes(&request.handle, &request.device);
    if !key.is_some_and(|key| is_genuine(&key, &message, &request.proof)) {
        return Err(unproved());
    }
    let phc = pin::hash(&request.pin, backend.pin_cost(), backend.random())?;
    let now = backend.now();
    let done = backend.db().write(|sql| recover(backend, sql, request, &phc, now));
    let (me, reached) = done.map_err(Error::from)?;
    backend.wake(reached);
    Ok(me)
}

fn recover(
    backend: &Backend,
    sql: &mut dyn Sql,
    request: &Recover,
    phc: &str,
    now: Timestamp,
) -> Result<(Me, BTreeMap<Scope, u64>), Refusal> {
    let found = person::by_handle(sql, &request.handle)?.ok_or_else(unproved)?;
    let id = found.person.id;
    let mut changes = Changes::default();
    match newcomer::standing(sql, id, &request.device)? {
        // The answer to an earlier try got lost: it must not set an old PIN again.
        Some(DeviceState::Active) => return Ok((found, BTreeMap::new())),
        Some(_) => {
            device::set_state(sql, request.device.id, DeviceState::Active)?;
            put_device(sql, &mut changes, request.device.id, None)?;
        }
        None => {
            newcomer::admit(sql, &mut changes, id, &request.device, DeviceState::Active, now)?;
        }
    }
    device::set_joined(sql, request.device.id, now)?;
    secret::set(sql, id, phc)?;
    biometric::remove_all(sql, id)?;
    person::set_frozen(sql, id, false)?;
    let me = put_me(sql, &mut changes, id, None)?;
    let reached = changes.flush(sql, backend.random())?;
    Ok((me, reached))
}

/// One message for an unknown handle and for a wrong phrase.
fn unproved() -> Error {
    Error::new(Code::Unauthorized, "error.service.recovery")
}
