//! Calls a gathering off, or one date of it: everybody is told, and all money is let go.

use super::table::gathering::{self, Stored};
use super::table::seat;
use super::{hosted, must_come, settle, shown, told};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::communities::gatherings::{SeatState, ops};
use sampan_protocol::search::Kind;
use sampan_protocol::{Error, Timestamp};

pub(super) fn apply(cx: &mut Context<'_>, off: &ops::CallOff) -> Result<(), Refusal> {
    let stored = hosted(cx, off.gathering)?;
    carry_out(cx, stored, off)
}

/// Calls off what is locked.
///
/// # Errors
/// `Refused` for what is over, or has begun.
pub(super) fn carry_out(
    cx: &mut Context<'_>,
    mut stored: Stored,
    off: &ops::CallOff,
) -> Result<(), Refusal> {
    if stored.off || stored.over {
        return Err(Error::refused("error.gatherings.over").into());
    }
    let whole = off.at.is_none() || stored.plan.when.rule.is_none();
    let dates: Vec<Timestamp> = match off.at {
        Some(at) => {
            must_come(&stored, at, cx.now)?;
            vec![at]
        }
        None => {
            if stored.plan.when.rule.is_none() && stored.next <= cx.now {
                return Err(Error::refused("error.gatherings.begun").into());
            }
            let after = Timestamp(cx.now.micros() + 1);
            seat::dates(cx.sql, stored.id, after)?.into_iter().map(|(at, _)| at).collect()
        }
    };
    if whole {
        // What is on while a series is called off goes on to its end.
        stored.off = stored.next > cx.now || stored.plan.when.rule.is_none();
        stored.over = stored.off;
        let rest = sampan_calendar::dates(&stored.plan.when, cx.now, 600)?;
        stored.without.extend(rest);
    } else {
        stored.without.extend(&dates);
        settle::advance_past_off(&mut stored)?;
    }
    gathering::set(cx.sql, &stored)?;
    touched(cx, Kind::Gathering, stored.id)?;
    settle::turn_later(cx, &stored)?;
    for at in dates {
        for mut seat in seat::of_date(cx.sql, stored.id, at)? {
            seat.state = SeatState::Left;
            seat.pass = String::new();
            seat::put(cx.sql, &seat)?;
            shown::put_seat(cx, &stored, &seat)?;
            told::called_off(cx, &stored, &seat)?;
        }
        settle::now(cx, &stored, at)?;
    }
    Ok(())
}
