//! What people find of people.

use super::People;
use super::table::person;
use crate::db::{DbError, Sql};
use crate::module::Refusal;
use crate::ports;
use crate::search::{Document, Searched};
use sampan_protocol::ids::PersonId;
use sampan_protocol::search::Kind;

impl Searched for People {
    fn kinds(&self) -> &'static [Kind] {
        &[Kind::Person]
    }

    fn document(
        &self,
        sql: &mut dyn Sql,
        _: &dyn ports::People,
        (_, id): (Kind, &str),
    ) -> Result<Option<Document>, Refusal> {
        let Ok(id) = id.parse::<PersonId>() else { return Ok(None) };
        let Some(me) = person::me(sql, id)? else { return Ok(None) };
        let at = person::registered(sql, id)?.unwrap_or_default();
        Ok(Some(Document { hit: me.person.into(), of: Some(id), to: None, at, liked: 0 }))
    }

    fn may_find(&self, _: &mut dyn Sql, _: &Document, _: PersonId) -> Result<bool, DbError> {
        Ok(true)
    }

    fn after(
        &self,
        sql: &mut dyn Sql,
        _: Kind,
        after: &str,
        most: usize,
    ) -> Result<Vec<String>, DbError> {
        person::ids(sql, after, most as i64)
    }
}
