//! Changes a note.

use super::moderated::{EVERYWHERE, NOTE};
use super::shown::put_mine;
use super::table::{keeper, note, topic};
use super::{film, must_publish, no_note, write};
use crate::media::uses_changed;
use crate::moderation::{self, Doing};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::feed::{Mine, Note, ops, overlay, text};
use sampan_protocol::moderation::Target as About;
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, edit: &ops::Edit) -> Result<(), Refusal> {
    write::check(cx, &edit.said, edit.publish)?;
    let found = note::lock(cx.sql, edit.note, cx.me.id)?.filter(|found| !found.note.removed);
    let stored = found.ok_or_else(no_note)?;
    must_publish(keeper::find(cx.sql, stored.note.account.id, cx.me.id)?)?;
    moderation::may(cx, EVERYWHERE, Doing::Edit)?;
    let made = film::take(cx, &edit.said, stored.note.film.as_ref())?;
    let held = write::sifted(cx, &edit.said, made.as_ref())?;
    let (before, was_held) = (stored.note.clone(), stored.note.held);
    if let Some(word) = &held {
        moderation::hold(cx, &About::new(NOTE, edit.note), EVERYWHERE, word)?;
        write::goes_in(cx, &before)?;
    }
    let now = film::shown(overlay::edited(stored.note, edit, cx.now), made);
    let now = Note { held: was_held || held.is_some(), ..now };
    note::put(cx.sql, &now)?;
    film::put(cx, &now, &edit.said)?;
    // What was out waits again if it has another video, which is not done.
    if now.waiting && !before.waiting && !now.held {
        write::goes_in(cx, &before)?;
    }
    // What is held back comes out when a moderator lets it.
    if (before.waiting || now.waiting) && !now.held {
        write::comes_out(cx, &now, stored.author)?;
    } else if !now.held {
        topic::set(cx.sql, now.id, &text::topics(&now.text), now.published)?;
    }
    write::count(cx, Some(&before), &now)?;
    put_mine(cx, stored.author, &Mine::Note(now))?;
    uses_changed(cx, NOTE, edit.note)?;
    touched(cx, Kind::Note, edit.note)?;
    Ok(())
}
