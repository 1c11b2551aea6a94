//! Cancels: the place goes to whoever waits first, and the money back, if it is in time.

use super::table::seat;
use super::{line, locked, shown};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::gatherings::{MoneyState, SeatState, is_given_back, ops};

pub(super) fn apply(cx: &mut Context<'_>, off: &ops::SignOff) -> Result<(), Refusal> {
    let (stored, _) = locked(cx, off.gathering)?;
    let found = seat::find(cx.sql, stored.id, off.at, cx.me.id)?;
    let signed = |seat: &seat::Stored| matches!(seat.state, SeatState::Going | SeatState::Waiting);
    let none = || Error::refused("error.gatherings.not_signed_up");
    let mut seat = found.filter(signed).ok_or_else(none)?;
    if off.at <= cx.now {
        return Err(Error::refused("error.gatherings.begun").into());
    }
    let plan = &stored.plan;
    let in_time = is_given_back(cx.now, off.at, plan.refund_hours, stored.moved);
    let back = seat.state == SeatState::Waiting || in_time;
    seat.state = SeatState::Left;
    seat.pass = String::new();
    match (seat.money, seat.paid) {
        (MoneyState::Held, Some((payment, _))) if back => {
            let payments = cx.ports.payments.clone();
            payments.void(cx, payment)?;
            seat.money = MoneyState::GivenBack;
        }
        // It stays held: whether the host keeps it is known when it begins.
        (MoneyState::Held, _) => seat.state = SeatState::LeftLate,
        _ => {}
    }
    seat::put(cx.sql, &seat)?;
    shown::put_seat(cx, &stored, &seat)?;
    line::promote(cx, &stored, off.at)
}
