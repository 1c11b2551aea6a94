//! Changes a note.

use super::shown::put_mine;
use super::table::{keeper, note, topic};
use super::{must_publish, no_note, write};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::feed::{Mine, ops, overlay, text};
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, edit: &ops::Edit) -> Result<(), Refusal> {
    write::check(cx, &edit.said, edit.publish)?;
    let found = note::lock(cx.sql, edit.note, cx.me.id)?.filter(|found| !found.note.removed);
    let stored = found.ok_or_else(no_note)?;
    must_publish(keeper::find(cx.sql, stored.note.account.id, cx.me.id)?)?;
    let waited = stored.note.waiting;
    let now = overlay::edited(stored.note, edit, cx.now);
    note::put(cx.sql, &now)?;
    if waited {
        write::comes_out(cx, &now, stored.author)?;
    } else {
        topic::set(cx.sql, now.id, &text::topics(&now.text), now.published)?;
    }
    put_mine(cx, stored.author, &Mine::Note(now))?;
    touched(cx, Kind::Note, edit.note)?;
    Ok(())
}
