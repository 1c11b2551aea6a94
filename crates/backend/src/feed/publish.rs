//! Has a note come out whose time has come.

use super::shown::put_mine;
use super::table::note;
use super::{telling, write};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::feed::{Mine, Note};
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
    let out = Note { waiting: false, ..stored.note };
    note::put(cx.sql, &out)?;
    write::comes_out(cx, &out, stored.author)?;
    telling::is_out(cx, stored.author, &out)?;
    put_mine(cx, stored.author, &Mine::Note(out))?;
    touched(cx, Kind::Note, id)?;
    Ok(())
}
