//! Keeps a note in a folder, or keeps it no longer.

use super::look::must_see;
use super::scope;
use super::table::{day, folder, kept, note};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::feed::{Kept, ops, overlay, rows};
use sampan_protocol::ids::LifeId;

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Keep) -> Result<(), Refusal> {
    let (id, me) = (wanted.note, cx.me.id);
    if !wanted.kept {
        if kept::remove(cx.sql, me, id)? {
            note::count(cx.sql, id, note::Change { saves: -1, ..note::Change::default() })?;
            if let Some(stored) = note::find(cx.sql, id, me)? {
                count_day(cx, stored.note.account.id, -1)?;
            }
        }
        cx.delete(&scope(me), rows::KEPT, id);
        return Ok(());
    }
    let stored = must_see(cx.sql, id, me)?;
    if let Some(wanted) = wanted.folder {
        let mine = folder::find(cx.sql, wanted)?.filter(|(_, owner)| *owner == me);
        mine.ok_or_else(|| Error::not_found("error.feed.no_folder"))?;
    }
    if kept::put(cx.sql, me, id, wanted.folder, cx.now)? {
        note::count(cx.sql, id, note::Change { saves: 1, ..note::Change::default() })?;
        count_day(cx, stored.note.account.id, 1)?;
    }
    let liked = stored.note.liked;
    let note = overlay::touched(stored.note, liked, true);
    cx.put(&scope(me), rows::KEPT, id, &Kept { note, folder: wanted.folder, at: cx.now })?;
    Ok(())
}

fn count_day(cx: &mut Context<'_>, life: LifeId, by: i64) -> Result<(), Refusal> {
    let sums = day::Sums { saves: by, ..day::Sums::default() };
    day::add(cx.sql, life, super::day(cx.now), sums)?;
    Ok(())
}
