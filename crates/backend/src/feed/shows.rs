//! Which pictures and videos life accounts and notes show, and to whom: a note's are for those who may
//! read it.

use super::look::seen;
use super::moderated::{LIFE, NOTE};
use super::table::{account, keeper, note};
use super::{Feed, is_everybodys};
use crate::db::{DbError, Sql};
use crate::media::video::files_of;
use crate::media::{Part, Reader, Shown, Shows};
use crate::people::NOBODY;
use sampan_protocol::feed::Role;
use sampan_protocol::ids::{LifeId, NoteId};

impl Shows for Feed {
    fn kinds(&self) -> &'static [&'static str] {
        &[NOTE, LIFE]
    }

    fn shown(&self, sql: &mut dyn Sql, (kind, id): (&str, &str)) -> Result<Shown, DbError> {
        match kind {
            NOTE => of_note(sql, id),
            _ => of_account(sql, id),
        }
    }

    fn after(
        &self,
        sql: &mut dyn Sql,
        kind: &str,
        after: &str,
        most: usize,
    ) -> Result<Part, DbError> {
        let ids = match kind {
            NOTE => note::ids(sql, after, most as i64)?,
            _ => account::ids(sql, after, most as i64)?,
        };
        Ok(Part::of(ids, most))
    }

    fn sees(
        &self,
        sql: &mut dyn Sql,
        reader: &Reader<'_>,
        (kind, id): (&str, &str),
    ) -> Result<bool, DbError> {
        let Some(id) = id.parse::<NoteId>().ok().filter(|_| kind == NOTE) else {
            return Ok(false);
        };
        if seen(sql, id, reader.person)?.is_some() || reader.operates(sql)? {
            return Ok(true);
        }
        // What was taken away is shown to who published it, for an appeal.
        let Some(found) = note::find(sql, id, NOBODY)? else { return Ok(false) };
        let role = keeper::find(sql, found.note.account.id, reader.person)?;
        Ok(role.is_some_and(Role::publishes))
    }

    /// How an account looked stands wherever somebody followed it.
    fn lets_go(&self, kind: &str) -> bool {
        kind == NOTE
    }
}

/// The pictures and the video of a note; of what was removed nothing is left.
fn of_note(sql: &mut dyn Sql, id: &str) -> Result<Shown, DbError> {
    let Ok(id) = id.parse::<NoteId>() else { return Ok(Shown::default()) };
    let Some(found) = note::find(sql, id, NOBODY)? else { return Ok(Shown::default()) };
    let (note, is_open) = (&found.note, is_everybodys(&found.note));
    let pictures = note.pictures.iter().map(|shot| shot.sha256.clone());
    let film = note.film.iter().flat_map(|film| {
        let made = film.made.as_ref().map(files_of).unwrap_or_default();
        made.into_iter().chain([film.id.to_string()])
    });
    Ok(Shown { what: pictures.chain(note.clip.clone()).chain(film).collect(), is_open })
}

fn of_account(sql: &mut dyn Sql, id: &str) -> Result<Shown, DbError> {
    let Ok(id) = id.parse::<LifeId>() else { return Ok(Shown::default()) };
    let picture = account::find(sql, id, NOBODY)?.and_then(|found| found.picture);
    Ok(Shown::open(picture))
}
