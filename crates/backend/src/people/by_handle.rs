//! Finds one person by handle.

use super::table::person;
use crate::endpoint::Caller;
use sampan_protocol::Error;
use sampan_protocol::people::{ByHandle, Person};

pub(super) fn answer(caller: &Caller, request: &ByHandle) -> Result<Person, Error> {
    let found = caller.backend.db().read(|sql| person::by_handle(sql, &request.handle))?;
    found.map(|me| me.person).ok_or_else(|| {
        Error::not_found("error.people.unknown_handle").with("handle", request.handle.as_str())
    })
}
