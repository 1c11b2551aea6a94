//! What people find of life accounts and of their notes.

use super::Feed;
use super::table::{account, keeper, note};
use crate::db::{DbError, Sql};
use crate::module::Refusal;
use crate::people::NOBODY;
use crate::ports::People;
use crate::search::{Document, Searched};
use sampan_protocol::feed::Note;
use sampan_protocol::feed::film::Audience;
use sampan_protocol::ids::{LifeId, NoteId, PersonId};
use sampan_protocol::search::Kind;

impl Searched for Feed {
    fn kinds(&self) -> &'static [Kind] {
        &[Kind::Account, Kind::Note]
    }

    fn document(
        &self,
        sql: &mut dyn Sql,
        _: &dyn People,
        (kind, id): (Kind, &str),
    ) -> Result<Option<Document>, Refusal> {
        match kind {
            Kind::Note => of_note(sql, id),
            _ => of_account(sql, id),
        }
    }

    fn may_find(&self, _: &mut dyn Sql, _: &Document, _: PersonId) -> Result<bool, DbError> {
        Ok(true)
    }

    fn after(
        &self,
        sql: &mut dyn Sql,
        kind: Kind,
        after: &str,
        most: usize,
    ) -> Result<Vec<String>, DbError> {
        match kind {
            Kind::Note => note::ids(sql, after, most as i64),
            _ => account::ids(sql, after, most as i64),
        }
    }
}

fn of_account(sql: &mut dyn Sql, id: &str) -> Result<Option<Document>, Refusal> {
    let Ok(id) = id.parse::<LifeId>() else { return Ok(None) };
    let Some(found) = account::find(sql, id, NOBODY)? else { return Ok(None) };
    let (of, at, liked) = (keeper::owner(sql, id)?, found.created, found.followers);
    Ok(Some(Document { hit: found.into(), of, at, liked }))
}

/// A note that is out, for everybody.
fn of_note(sql: &mut dyn Sql, id: &str) -> Result<Option<Document>, Refusal> {
    let Ok(id) = id.parse::<NoteId>() else { return Ok(None) };
    let found = note::find(sql, id, NOBODY)?;
    let is_out = |note: &Note| {
        let is_everybodys = note.audience == Audience::Everybody;
        is_everybodys && !note.removed && !note.waiting && !note.held
    };
    let Some(found) = found.filter(|found| is_out(&found.note)) else { return Ok(None) };
    let (of, at) = (Some(found.author), found.note.published);
    let liked = found.note.likes + found.note.saves;
    Ok(Some(Document { hit: found.note.into(), of, at, liked }))
}
