//! What is kept as evidence: whatever something showed that moderators have not decided about, or about
//! which an appeal waits, and that its author took away meanwhile.

use super::table::{decision, queue};
use super::{Moderation, subject};
use crate::db::{DbError, Sql};
use crate::media::table::uses;
use crate::media::{CASE, Part, Reader, Shown, Shows};

impl Shows for Moderation {
    fn kinds(&self) -> &'static [&'static str] {
        &[CASE]
    }

    fn shown(&self, sql: &mut dyn Sql, (_, key): (&str, &str)) -> Result<Shown, DbError> {
        if !is_pending(sql, key)? {
            return Ok(Shown::default());
        }
        let what = uses::of_thing(sql, (CASE, key))?.into_keys().collect();
        Ok(Shown { what, is_open: false })
    }

    fn after(&self, sql: &mut dyn Sql, _: &str, after: &str, most: usize) -> Result<Part, DbError> {
        Ok(Part::of(uses::ids(sql, CASE, after, most as i64)?, most))
    }

    fn sees(
        &self,
        sql: &mut dyn Sql,
        reader: &Reader<'_>,
        (_, key): (&str, &str),
    ) -> Result<bool, DbError> {
        if reader.operates(sql)? {
            return Ok(true);
        }
        let Some(place) = queue::place(sql, key)? else { return Ok(false) };
        Ok(subject::place(reader.modules, sql, &place, reader.person)?.moderates)
    }
}

/// Whether moderators have still to decide about something, or about an appeal.
///
/// # Errors
/// What the database says.
pub(crate) fn is_pending(sql: &mut dyn Sql, key: &str) -> Result<bool, DbError> {
    Ok(queue::find(sql, key)?.is_some() || decision::is_appealed(sql, key)?)
}
