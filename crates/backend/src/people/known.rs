//! People by identifier, as something that is shown needs them.

use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use crate::ports;
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::Person;
use std::collections::{BTreeMap, BTreeSet};

/// People by identifier, each looked up once.
#[derive(Default)]
pub(crate) struct Known(BTreeMap<PersonId, Person>);

impl Known {
    /// Looks up who is not known yet, all at once.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) fn meet(
        &mut self,
        sql: &mut dyn Sql,
        people: &dyn ports::People,
        ids: impl IntoIterator<Item = PersonId>,
    ) -> Result<(), DbError> {
        let unknown: BTreeSet<PersonId> =
            ids.into_iter().filter(|id| !self.0.contains_key(id)).collect();
        let found = people.persons(sql, unknown.into_iter().collect())?;
        self.0.extend(found.into_iter().map(|person| (person.id, person)));
        Ok(())
    }

    /// Who it is.
    ///
    /// # Errors
    /// `Decode` for somebody who does not exist.
    pub(crate) fn get(
        &mut self,
        sql: &mut dyn Sql,
        people: &dyn ports::People,
        id: PersonId,
    ) -> Result<Person, DbError> {
        if let Some(known) = self.0.get(&id) {
            return Ok(known.clone());
        }
        let found = people.person(sql, id)?;
        let found = found.ok_or_else(|| DbError::Decode(format!("there is no person {id}")))?;
        self.0.insert(id, found.clone());
        Ok(found)
    }
}

/// Somebody, within an operation.
///
/// # Errors
/// `NotFound` for somebody who does not exist.
pub(crate) fn somebody(cx: &mut Context<'_>, id: PersonId) -> Result<Person, Refusal> {
    if id == cx.me.id {
        return Ok(cx.me.clone());
    }
    let found = cx.ports.people.person(cx.sql, id)?;
    found.ok_or_else(|| Error::not_found("error.people.unknown").into())
}
