//! Finds one person by identifier.

use super::table::person;
use crate::endpoint::Caller;
use sampan_protocol::Error;
use sampan_protocol::people::{ById, Person};

pub(super) fn answer(caller: &Caller, request: &ById) -> Result<Person, Error> {
    let found = caller.backend.db().read(|sql| person::me(sql, request.person))?;
    found.map(|me| me.person).ok_or_else(|| Error::not_found("error.people.unknown"))
}
