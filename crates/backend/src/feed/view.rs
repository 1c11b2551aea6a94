//! Counts who looked at notes: each person once a day and note, and never who manages the account.

use super::look::seen;
use super::table::{day, keeper, view};
use crate::module::{Context, Refusal};
use sampan_protocol::feed::ops::{self, MOST_VIEWS};

pub(super) fn apply(cx: &mut Context<'_>, told: &ops::View) -> Result<(), Refusal> {
    let (me, today) = (cx.me.id, super::day(cx.now));
    for id in told.notes.iter().take(MOST_VIEWS) {
        let Some(stored) = seen(cx.sql, *id, me)? else { continue };
        let life = stored.note.account.id;
        let out = !(stored.note.waiting || stored.note.held);
        if !out || keeper::find(cx.sql, life, me)?.is_some() {
            continue;
        }
        let (viewed, reached) = view::add(cx.sql, (*id, life), today, me)?;
        if viewed || reached {
            let (views, reach) = (i64::from(viewed), i64::from(reached));
            let sums = day::Sums { views, reach, ..day::Sums::default() };
            day::add(cx.sql, life, today, sums)?;
        }
    }
    Ok(())
}
