//! Takes a note or a comment away.

use super::moderated::NOTE;
use super::shown::put_mine;
use super::table::{captions, comment, keeper, note};
use super::{must_publish, no_note, write};
use crate::media::uses_changed;
use crate::moderation::State;
use crate::module::{Context, Refusal};
use crate::people::Known;
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::feed::{Liked, Mine, ops, overlay};
use sampan_protocol::ids::{CommentId, NoteId};
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Remove) -> Result<(), Refusal> {
    match wanted.target {
        Liked::Note(id) => of_note(cx, id),
        Liked::Comment(id) => of_comment(cx, id),
    }
}

fn of_note(cx: &mut Context<'_>, id: NoteId) -> Result<(), Refusal> {
    let stored = note::lock(cx.sql, id, cx.me.id)?.ok_or_else(no_note)?;
    must_publish(keeper::find(cx.sql, stored.note.account.id, cx.me.id)?)?;
    if stored.note.removed {
        return Ok(());
    }
    write::goes_in(cx, &stored.note)?;
    let before = stored.note.clone();
    let now = overlay::removed_note(stored.note);
    note::put(cx.sql, &now)?;
    captions::put(cx.sql, id, None)?;
    write::count(cx, Some(&before), &now)?;
    put_mine(cx, stored.author, &Mine::Note(now))?;
    uses_changed(cx, NOTE, id)?;
    touched(cx, Kind::Note, id)?;
    Ok(())
}

fn of_comment(cx: &mut Context<'_>, id: CommentId) -> Result<(), Refusal> {
    let found = comment::find(cx.sql, id, cx.me.id)?;
    let stored = found.ok_or_else(|| Error::not_found("error.feed.no_comment"))?;
    let on = note::find(cx.sql, stored.note, cx.me.id)?.ok_or_else(no_note)?;
    if stored.author != cx.me.id {
        must_publish(keeper::find(cx.sql, on.note.account.id, cx.me.id)?)?;
    }
    comment::remove(cx.sql, id)?;
    if stored.state == State::Shown {
        let change = note::Change { comments: -1, ..note::Change::default() };
        note::count(cx.sql, stored.note, change)?;
    }
    let (author, people) = (stored.author, cx.ports.people.clone());
    let shown = Known::default().comment(cx.sql, people.as_ref(), stored)?;
    put_mine(cx, author, &Mine::Comment(overlay::removed_comment(shown)))?;
    touched(cx, Kind::NoteComment, id)?;
    Ok(())
}
