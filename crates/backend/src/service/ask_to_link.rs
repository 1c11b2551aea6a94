//! Asks for a further device to be let in: it waits for an approval from an older one.

use super::newcomer;
use crate::backend::Backend;
use crate::changes::Changes;
use crate::module::Refusal;
use crate::people::table::{device, person};
use sampan_protocol::Error;
use sampan_protocol::people::DeviceState;
use sampan_protocol::service::AskToLink;

/// The most devices of a person that may wait at once.
const MOST_WAITING: i64 = 5;

pub(super) fn answer(backend: &Backend, request: &AskToLink) -> Result<(), Error> {
    newcomer::check(&request.device)?;
    let now = backend.now();
    let reached = backend
        .db()
        .write(|sql| {
            let found = person::by_handle(sql, &request.handle)?;
            let owner = found.ok_or_else(|| unknown(&request.handle))?.person.id;
            let mut changes = Changes::default();
            if newcomer::standing(sql, owner, &request.device)?.is_none() {
                if device::count(sql, owner, DeviceState::Waiting)? >= MOST_WAITING {
                    return Err(Error::refused("error.service.too_many_waiting").into());
                }
                let waiting = DeviceState::Waiting;
                newcomer::admit(sql, &mut changes, owner, &request.device, waiting, now)?;
            }
            Ok::<_, Refusal>(changes.flush(sql, backend.random())?)
        })
        .map_err(Error::from)?;
    backend.wake(reached);
    Ok(())
}

fn unknown(handle: &str) -> Error {
    Error::not_found("error.people.unknown_handle").with("handle", handle)
}
