//! Likes a note or a comment, or does no longer.

use super::look::must_see;
use super::table::{account, comment, day, like, note};
use super::{film, is_everybodys, scope, telling};
use crate::moderation::State;
use crate::module::{Context, Refusal};
use sampan_protocol::feed::{Like, Liked, ops, rows};
use sampan_protocol::ids::NoteId;
use sampan_protocol::{Error, Timestamp};

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Like) -> Result<(), Refusal> {
    let (target, me) = (wanted.target, cx.me.id);
    if wanted.likes {
        must_be_there(cx, target)?;
    }
    let at = wanted.likes.then_some(cx.now);
    if let Some(given) = like::set(cx.sql, target, me, at)? {
        let by = if wanted.likes { 1 } else { -1 };
        match target {
            Liked::Note(id) => of_note(cx, id, (by, given))?,
            Liked::Comment(id) => comment::count(cx.sql, id, by)?,
        }
    }
    if wanted.likes {
        cx.put(&scope(me), rows::LIKED, target.key(), &Like { target })?;
    } else {
        cx.delete(&scope(me), rows::LIKED, target.key());
    }
    Ok(())
}

fn must_be_there(cx: &mut Context<'_>, target: Liked) -> Result<(), Refusal> {
    let on = match target {
        Liked::Note(id) => id,
        Liked::Comment(id) => {
            let found = comment::find(cx.sql, id, cx.me.id)?
                .filter(|comment| comment.state == State::Shown);
            found.ok_or_else(|| Error::not_found("error.feed.no_comment"))?.note
        }
    };
    must_see(cx.sql, on, cx.me.id).map(drop)
}

/// Counts a like of a note that came, or one that went which was given at a time.
fn of_note(cx: &mut Context<'_>, id: NoteId, (by, given): (i64, Timestamp)) -> Result<(), Refusal> {
    note::count(cx.sql, id, note::Change { likes: by, ..note::Change::default() })?;
    film::recent::count(cx, id, (by, given))?;
    let Some(stored) = note::find(cx.sql, id, cx.me.id)? else { return Ok(()) };
    if stored.note.removed || stored.note.held {
        return Ok(());
    }
    let life = stored.note.account.id;
    // What only some may see does not count where everybody reads it.
    if is_everybodys(&stored.note) {
        account::count(cx.sql, life, account::Change { likes: by, ..account::Change::default() })?;
    }
    let sums = day::Sums { likes: by, ..day::Sums::default() };
    day::add(cx.sql, life, super::day(cx.now), sums)?;
    if by > 0 {
        telling::likes(cx, stored.author, &stored.note)?;
    }
    Ok(())
}
