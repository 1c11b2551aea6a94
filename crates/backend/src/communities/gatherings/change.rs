//! Changes a gathering: whoever signed up is told, keeps their place, and may cancel for nothing
//! where the time is another one.

use super::table::gathering::{self, Stored};
use super::table::seat;
use super::{gather, hosted, line, settle, shown, told};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_calendar as calendar;
use sampan_protocol::communities::gatherings::{HELD_AFTER_DAYS, MoneyState, ops};
use sampan_protocol::search::Kind;
use sampan_protocol::{Error, Timestamp};

pub(super) fn apply(cx: &mut Context<'_>, change: &ops::Change) -> Result<(), Refusal> {
    let before = hosted(cx, change.gathering)?;
    if before.off || before.over {
        return Err(Error::refused("error.gatherings.over").into());
    }
    let next = gather::check(cx, before.community.id, &change.plan)?;
    let dates = seat::dates(cx.sql, before.id, cx.now)?;
    let most = dates.iter().map(|(_, going)| *going).max().unwrap_or_default();
    if change.plan.capacity < most {
        let below = Error::refused("error.gatherings.capacity_below").with("going", most);
        return Err(below.into());
    }
    let mut now = before.clone();
    now.plan = change.plan.clone();
    if before.plan.when != now.plan.when {
        now.next = next;
        now.ends = calendar::ends(&now.plan.when, next);
        if let Some((from, _)) = dates.first() {
            move_to(cx, &before, &mut now, (*from, dates.len()))?;
        }
    }
    gathering::set(cx.sql, &now)?;
    touched(cx, Kind::Gathering, now.id)?;
    settle::turn_later(cx, &now)?;
    let seen = |plan: &Stored| {
        let plan = &plan.plan;
        let (title, area) = (plan.title.clone(), plan.area.clone());
        (title, area, plan.address.clone(), plan.spot.clone(), plan.when.clone())
    };
    let differs = seen(&before) != seen(&now);
    for (at, _) in seat::dates(cx.sql, now.id, cx.now)? {
        line::promote(cx, &now, at)?;
        for seat in seat::of_date(cx.sql, now.id, at)? {
            shown::put_seat(cx, &now, &seat)?;
            if differs {
                told::changed(cx, &now, seat.person)?;
            }
        }
    }
    Ok(())
}

/// Moves those who signed up along with the time of what happens once.
fn move_to(
    cx: &mut Context<'_>,
    before: &Stored,
    now: &mut Stored,
    (from, dates): (Timestamp, usize),
) -> Result<(), Refusal> {
    if before.plan.when.rule.is_some() || now.plan.when.rule.is_some() || dates > 1 {
        return Err(Error::refused("error.gatherings.series_has_guests").into());
    }
    let held = !seat::held(cx.sql, now.id, from)?.is_empty();
    // What is held ends by itself: it has to last until the new beginning, and a day to take it.
    if held && now.next > before.next.plus_seconds((HELD_AFTER_DAYS - 1) * 86_400) {
        let far = Error::refused("error.gatherings.too_far").with("days", HELD_AFTER_DAYS - 1);
        return Err(far.into());
    }
    // A second move could outlast what is held since the first.
    if held && before.moved && now.next > before.next {
        return Err(Error::refused("error.gatherings.moved_already").into());
    }
    if now.next == from {
        return Ok(());
    }
    for seat in seat::of_date(cx.sql, now.id, from)? {
        shown::drop_seat(cx, &seat);
    }
    let left = seat::held(cx.sql, now.id, from)?;
    let lost = left.iter().any(|seat| seat.money != MoneyState::Held);
    debug_assert!(!lost, "only what is held is looked for");
    seat::move_all(cx.sql, now.id, (from, now.next))?;
    now.moved = true;
    settle::forget(cx, now.id, from)?;
    if held {
        settle::later(cx, now, now.next)?;
    }
    Ok(())
}
