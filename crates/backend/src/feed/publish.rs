//! Has a note come out whose time has come, or whose video is done.

use super::moderated::NOTE;
use super::shown::put_mine;
use super::table::note;
use super::{film, telling, write};
use crate::media::uses_changed;
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::feed::{Mine, Note};
use sampan_protocol::ids::PersonId;
use sampan_protocol::search::Kind;

/// Does the job of this note.
///
/// # Errors
/// What the database says.
pub(super) fn due(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    let id = subject.parse().map_err(|_| Error::internal())?;
    let Some(stored) = note::lock(cx.sql, id, cx.me.id)? else { return Ok(()) };
    if !stored.note.waiting || stored.note.held || stored.note.published > cx.now {
        return Ok(());
    }
    // What waits for its video comes out with that.
    if film::is_unmade(&stored.note) {
        return Ok(());
    }
    out(cx, &stored.note, stored.author)?;
    // Whoever wrote it and publishes no longer may see it from now on.
    telling::is_out(cx, stored.author, &stored.note)
}

/// Has a note that waited come out.
///
/// # Errors
/// What the database says.
pub(super) fn out(cx: &mut Context<'_>, note: &Note, author: PersonId) -> Result<(), Refusal> {
    let out = Note { waiting: false, ..note.clone() };
    note::put(cx.sql, &out)?;
    write::comes_out(cx, &out, author)?;
    write::count(cx, Some(note), &out)?;
    put_mine(cx, author, &Mine::Note(out))?;
    uses_changed(cx, NOTE, note.id)?;
    touched(cx, Kind::Note, note.id)?;
    Ok(())
}
