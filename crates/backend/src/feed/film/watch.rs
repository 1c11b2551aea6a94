//! Counts how far short videos were watched: of each, on a day, from where. By whom is not written
//! anywhere; who manages the account does not count.

use crate::feed::look::seen;
use crate::feed::table::{film, keeper, watched};
use crate::module::{Context, Refusal};
use sampan_protocol::feed::ops::{self, MOST_VIEWS};

pub(in crate::feed) fn apply(cx: &mut Context<'_>, told: &ops::Watch) -> Result<(), Refusal> {
    let (me, today) = (cx.me.id, crate::feed::day(cx.now));
    for one in told.watched.iter().take(MOST_VIEWS) {
        let Some(found) = seen(cx.sql, one.note, me)? else { continue };
        let note = found.note;
        let made = note.film.is_some_and(|film| film.made.is_some());
        if !made || note.waiting || note.held || one.tenths > 10 {
            continue;
        }
        if keeper::find(cx.sql, note.account.id, me)?.is_some() {
            continue;
        }
        watched::add(cx.sql, (note.id, today), one.tenths, one.source)?;
        film::count_shown(cx.sql, note.id)?;
    }
    Ok(())
}
