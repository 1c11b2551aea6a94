//! What people find of life accounts, of their notes, and of what is said to those.

use super::Feed;
use super::table::{account, comment, keeper, note};
use crate::db::{DbError, Sql};
use crate::moderation::State;
use crate::module::Refusal;
use crate::people::{Known, NOBODY};
use crate::ports::People;
use crate::search::{Document, Searched};
use sampan_protocol::feed::Note;
use sampan_protocol::feed::film::Audience;
use sampan_protocol::ids::{CommentId, LifeId, NoteId, PersonId};
use sampan_protocol::search::Kind;

impl Searched for Feed {
    fn kinds(&self) -> &'static [Kind] {
        &[Kind::Account, Kind::Note, Kind::NoteComment]
    }

    fn document(
        &self,
        sql: &mut dyn Sql,
        people: &dyn People,
        (kind, id): (Kind, &str),
    ) -> Result<Option<Document>, Refusal> {
        match kind {
            Kind::Note => of_note(sql, id),
            Kind::NoteComment => of_comment(sql, people, id),
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
            Kind::NoteComment => comment::ids(sql, after, most as i64),
            _ => account::ids(sql, after, most as i64),
        }
    }
}

fn of_account(sql: &mut dyn Sql, id: &str) -> Result<Option<Document>, Refusal> {
    let Ok(id) = id.parse::<LifeId>() else { return Ok(None) };
    let Some(found) = account::find(sql, id, NOBODY)? else { return Ok(None) };
    let (of, at, liked) = (keeper::owner(sql, id)?, found.created, found.followers);
    Ok(Some(Document { hit: found.into(), of, to: None, at, liked }))
}

fn of_note(sql: &mut dyn Sql, id: &str) -> Result<Option<Document>, Refusal> {
    let Ok(id) = id.parse::<NoteId>() else { return Ok(None) };
    let Some(found) = out(sql, id)? else { return Ok(None) };
    let (of, at) = (Some(found.author), found.note.published);
    let liked = found.note.likes + found.note.saves;
    Ok(Some(Document { hit: found.note.into(), of, to: None, at, liked }))
}

/// A comment on a note that is out, for everybody.
fn of_comment(
    sql: &mut dyn Sql,
    people: &dyn People,
    id: &str,
) -> Result<Option<Document>, Refusal> {
    let Ok(id) = id.parse::<CommentId>() else { return Ok(None) };
    let found = comment::find(sql, id, NOBODY)?.filter(|found| found.state == State::Shown);
    let Some(found) = found else { return Ok(None) };
    let Some(on) = out(sql, found.note)? else { return Ok(None) };
    let (of, at, liked) = (Some(found.author), found.created, found.likes);
    let hit = Known::default().comment(sql, people, found)?.into_hit(&on.note);
    Ok(Some(Document { hit, of, to: Some(on.author), at, liked }))
}

/// A note that is out, for everybody.
fn out(sql: &mut dyn Sql, id: NoteId) -> Result<Option<note::Stored>, DbError> {
    let is_out = |note: &Note| {
        let is_everybodys = note.audience == Audience::Everybody;
        is_everybodys && !note.removed && !note.waiting && !note.held
    };
    Ok(note::find(sql, id, NOBODY)?.filter(|found| is_out(&found.note)))
}
