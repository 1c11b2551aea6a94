//! What moderators see of life accounts and of what they publish, and do with it.

use super::look::must_see;
use super::shown::put_mine;
use super::table::{account, comment, keeper, note};
use super::{Feed, film, write};
use crate::db::{DbError, Sql};
use crate::media::uses_changed;
use crate::moderation::{Moderated, State, Subject};
use crate::module::{Context, Refusal};
use crate::people::{Known, NOBODY};
use crate::search::touched;
use sampan_protocol::feed::{Comment, Mine, Note, overlay};
use sampan_protocol::ids::{CommentId, LifeId, NoteId, PersonId};
use sampan_protocol::moderation::Target;
use sampan_protocol::search::Kind;

/// A note or a clip.
pub(super) const NOTE: &str = "note";
/// A comment on one.
pub(super) const REPLY: &str = "note-comment";
/// An account.
pub(super) const LIFE: &str = "life";

/// Life accounts belong to the whole service, which operators keep.
pub(super) const EVERYWHERE: &str = "";

impl Moderated for Feed {
    fn kinds(&self) -> &'static [&'static str] {
        &[NOTE, REPLY, LIFE]
    }

    fn subject(&self, sql: &mut dyn Sql, target: &Target) -> Result<Option<Subject>, DbError> {
        match target.kind.as_str() {
            NOTE => of_note(sql, &target.id),
            REPLY => of_comment(sql, &target.id),
            _ => of_account(sql, &target.id),
        }
    }

    fn may_see(
        &self,
        sql: &mut dyn Sql,
        target: &Target,
        person: PersonId,
    ) -> Result<bool, DbError> {
        let note = match target.kind.as_str() {
            NOTE => target.id.parse::<NoteId>().ok(),
            REPLY => match target.id.parse::<CommentId>() {
                Ok(id) => comment::find(sql, id, NOBODY)?.map(|comment| comment.note),
                Err(_) => None,
            },
            _ => return Ok(of_account(sql, &target.id)?.is_some()),
        };
        let Some(note) = note else { return Ok(false) };
        Refusal::lets(must_see(sql, note, person))
    }

    fn show(&self, cx: &mut Context<'_>, target: &Target, shown: bool) -> Result<(), Refusal> {
        match target.kind.as_str() {
            NOTE => show_note(cx, &target.id, shown),
            REPLY => show_comment(cx, &target.id, shown),
            _ => Err(sampan_protocol::Error::refused("error.moderation.cannot").into()),
        }
    }
}

fn of_note(sql: &mut dyn Sql, id: &str) -> Result<Option<Subject>, DbError> {
    let Ok(id) = id.parse::<NoteId>() else { return Ok(None) };
    let Some(found) = note::find(sql, id, NOBODY)? else { return Ok(None) };
    let note = found.note;
    let mut words = vec![note.text];
    if let Some(film) = note.film {
        words.extend(film::words_of(sql, id, film)?);
        words.retain(|words| !words.is_empty());
    }
    Ok(Some(Subject {
        author: Some(found.author),
        place: EVERYWHERE.to_owned(),
        title: note.title,
        body: words.join("\n"),
        above: note.account.name,
        pictures: note.pictures.into_iter().map(|shot| shot.sha256).collect(),
        written: Some(note.published),
        link: format!("/feed/note/{id}"),
        gone: note.removed || note.held,
    }))
}

fn of_comment(sql: &mut dyn Sql, id: &str) -> Result<Option<Subject>, DbError> {
    let Ok(id) = id.parse::<CommentId>() else { return Ok(None) };
    let Some(found) = comment::find(sql, id, NOBODY)? else { return Ok(None) };
    let above = note::find(sql, found.note, NOBODY)?.map(|on| on.note.title);
    Ok(Some(Subject {
        author: Some(found.author),
        place: EVERYWHERE.to_owned(),
        body: found.body,
        above: above.unwrap_or_default(),
        written: Some(found.created),
        link: format!("/feed/note/{}", found.note),
        gone: found.state != State::Shown,
        ..Subject::default()
    }))
}

fn of_account(sql: &mut dyn Sql, id: &str) -> Result<Option<Subject>, DbError> {
    let Ok(id) = id.parse::<LifeId>() else { return Ok(None) };
    let Some(found) = account::find(sql, id, NOBODY)? else { return Ok(None) };
    Ok(Some(Subject {
        author: keeper::owner(sql, id)?,
        title: found.name,
        body: found.about,
        pictures: found.picture.into_iter().collect(),
        written: Some(found.created),
        link: format!("/feed/life/{id}"),
        ..Subject::default()
    }))
}

fn show_note(cx: &mut Context<'_>, id: &str, shown: bool) -> Result<(), Refusal> {
    let Ok(id) = id.parse::<NoteId>() else { return Ok(()) };
    let Some(stored) = note::lock(cx.sql, id, NOBODY)? else { return Ok(()) };
    // What was taken away by whoever published it stays away.
    let wanted = match shown {
        true => stored.taken || stored.note.held,
        false => !stored.note.removed,
    };
    if !wanted {
        return Ok(());
    }
    let before = stored.note.clone();
    let now = match shown {
        true => {
            let waiting = stored.note.published > cx.now || film::is_unmade(&stored.note);
            let out = Note { removed: false, held: false, waiting, ..stored.note };
            note::put(cx.sql, &out)?;
            write::comes_out(cx, &out, stored.author)?;
            out
        }
        false => {
            write::goes_in(cx, &stored.note)?;
            note::take(cx.sql, id)?;
            overlay::removed_note(stored.note)
        }
    };
    write::count(cx, Some(&before), &now)?;
    put_mine(cx, stored.author, &Mine::Note(now))?;
    uses_changed(cx, NOTE, id)?;
    touched(cx, Kind::Note, id)?;
    Ok(())
}

fn show_comment(cx: &mut Context<'_>, id: &str, shown: bool) -> Result<(), Refusal> {
    let Ok(id) = id.parse::<CommentId>() else { return Ok(()) };
    let Some(stored) = comment::find(cx.sql, id, NOBODY)? else { return Ok(()) };
    let state = if shown { State::Shown } else { State::Taken };
    if stored.state == State::Removed || stored.state == state {
        return Ok(());
    }
    comment::set_state(cx.sql, id, state)?;
    let counted = |state| i64::from(state == State::Shown);
    let comments = counted(state) - counted(stored.state);
    note::count(cx.sql, stored.note, note::Change { comments, ..note::Change::default() })?;
    let (author, people) = (stored.author, cx.ports.people.clone());
    let stored = comment::Stored { state, ..stored };
    let now: Comment = Known::default().comment(cx.sql, people.as_ref(), stored)?;
    put_mine(cx, author, &Mine::Comment(now))?;
    touched(cx, Kind::NoteComment, id)?;
    Ok(())
}
