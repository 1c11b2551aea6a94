//! Says whom a device speaks for: nobody while it waits for approval.

use crate::endpoint::Caller;
use crate::people::table::person;
use sampan_protocol::Error;
use sampan_protocol::people::{DeviceState, Me};
use sampan_protocol::service::WhoAmI;

pub(super) fn answer(caller: &Caller, _: &WhoAmI) -> Result<Option<Me>, Error> {
    if caller.state != DeviceState::Active {
        return Ok(None);
    }
    Ok(caller.backend.db().read(|sql| person::me(sql, caller.me))?)
}
