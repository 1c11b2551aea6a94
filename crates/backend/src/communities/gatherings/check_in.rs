//! Lets a guest in, by the code that they show.

use super::table::seat;
use super::{hosted, shown};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::gatherings::{SeatState, ops, pass};

/// From how many seconds before it begins on guests are let in.
const EARLY: i64 = 12 * 3_600;

pub(super) fn apply(cx: &mut Context<'_>, door: &ops::CheckIn) -> Result<(), Refusal> {
    let stored = hosted(cx, door.gathering)?;
    let ends = sampan_calendar::ends(&stored.plan.when, door.at);
    if cx.now < door.at.plus_seconds(-EARLY) || cx.now > ends {
        return Err(Error::refused("error.gatherings.door_closed").into());
    }
    let all = seat::of_date(cx.sql, stored.id, door.at)?;
    let good = |seat: &seat::Stored| {
        seat.state == SeatState::Going && pass::is_good(&seat.pass, &door.code, cx.now)
    };
    let mut found: Vec<seat::Stored> = all.into_iter().filter(good).collect();
    let (Some(mut seat), true) = (found.pop(), found.is_empty()) else {
        return Err(Error::refused("error.gatherings.no_code").into());
    };
    if seat.came {
        return Err(Error::refused("error.gatherings.came_already").into());
    }
    seat.came = true;
    seat::put(cx.sql, &seat)?;
    shown::put_seat(cx, &stored, &seat)
}
