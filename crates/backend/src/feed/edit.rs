//! Changes a note.

use super::moderated::{EVERYWHERE, NOTE};
use super::shown::put_mine;
use super::table::{keeper, note, topic};
use super::{must_publish, no_note, write};
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
    let held = write::sifted(cx, &edit.said)?;
    let (waited, was_held) = (stored.note.waiting, stored.note.held);
    if let Some(word) = &held {
        moderation::hold(cx, &About::new(NOTE, edit.note), EVERYWHERE, word)?;
        write::goes_in(cx, &stored.note)?;
    }
    let now = overlay::edited(stored.note, edit, cx.now);
    let now = Note { held: was_held || held.is_some(), ..now };
    note::put(cx.sql, &now)?;
    // What is held back comes out when a moderator lets it.
    if waited && !now.held {
        write::comes_out(cx, &now, stored.author)?;
    } else if !now.held {
        topic::set(cx.sql, now.id, &text::topics(&now.text), now.published)?;
    }
    put_mine(cx, stored.author, &Mine::Note(now))?;
    touched(cx, Kind::Note, edit.note)?;
    Ok(())
}
