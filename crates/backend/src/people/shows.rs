//! Which pictures people have of themselves.

use super::People;
use super::table::person;
use crate::db::{DbError, Sql};
use crate::media::{Part, Reader, Shown, Shows};
use sampan_protocol::ids::PersonId;

/// A person.
pub(super) const PERSON: &str = "person";

impl Shows for People {
    fn kinds(&self) -> &'static [&'static str] {
        &[PERSON]
    }

    fn shown(&self, sql: &mut dyn Sql, (_, id): (&str, &str)) -> Result<Shown, DbError> {
        let Ok(id) = id.parse::<PersonId>() else { return Ok(Shown::default()) };
        Ok(Shown::open(person::me(sql, id)?.and_then(|me| me.person.avatar)))
    }

    fn after(&self, sql: &mut dyn Sql, _: &str, after: &str, most: usize) -> Result<Part, DbError> {
        Ok(Part::of(person::ids(sql, after, most as i64)?, most))
    }

    fn sees(&self, _: &mut dyn Sql, _: &Reader<'_>, _: (&str, &str)) -> Result<bool, DbError> {
        Ok(true)
    }

    /// How somebody looked stands in bills and chats for as long as those are there.
    fn lets_go(&self, _: &str) -> bool {
        false
    }
}
