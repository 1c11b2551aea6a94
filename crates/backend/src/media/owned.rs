//! Videos as things that have files: only their owners see them until something else shows them.

use super::Media;
use super::shows::{Part, Reader, Shown, Shows};
use super::table::video;
use super::video::files_of;
use crate::db::{DbError, Sql};
use sampan_protocol::ids::VideoId;

/// A video.
pub(super) const VIDEO: &str = "video";

impl Shows for Media {
    fn kinds(&self) -> &'static [&'static str] {
        &[VIDEO]
    }

    fn shown(&self, sql: &mut dyn Sql, (_, id): (&str, &str)) -> Result<Shown, DbError> {
        let made = find(sql, id)?.and_then(|stored| stored.video.made);
        let what = made.as_ref().map(files_of).unwrap_or_default();
        Ok(Shown { what: what.into_iter().collect(), is_open: false })
    }

    fn after(&self, sql: &mut dyn Sql, _: &str, after: &str, most: usize) -> Result<Part, DbError> {
        Ok(Part::of(video::ids(sql, after, most as i64)?, most))
    }

    fn sees(
        &self,
        sql: &mut dyn Sql,
        reader: &Reader<'_>,
        (_, id): (&str, &str),
    ) -> Result<bool, DbError> {
        Ok(find(sql, id)?.is_some_and(|stored| stored.owner == reader.person))
    }
}

fn find(sql: &mut dyn Sql, id: &str) -> Result<Option<video::Stored>, DbError> {
    match id.parse::<VideoId>() {
        Ok(id) => video::find(sql, id),
        Err(_) => Ok(None),
    }
}
