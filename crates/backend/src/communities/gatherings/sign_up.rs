//! Signs up: takes a place, or the end of the line; what costs money is held either way.

use super::table::gathering::{self, Stored};
use super::table::seat;
use super::{line, locked, must_come, settle, shown};
use crate::communities::must_belong;
use crate::module::{Context, Refusal};
use crate::ports::Hold;
use sampan_protocol::communities::gatherings::{
    BOOKED_AHEAD_DAYS, MoneyState, SeatState, check_answers, held_until, line as rule, ops,
};
use sampan_protocol::ids::BillId;
use sampan_protocol::{Error, Money};

pub(super) fn apply(cx: &mut Context<'_>, new: &ops::SignUp) -> Result<(), Refusal> {
    let (stored, role) = locked(cx, new.gathering)?;
    must_belong(role)?;
    must_come(&stored, new.at, cx.now)?;
    check(cx, &stored, new)?;
    let (going, waiting) = seat::counts(cx.sql, stored.id, new.at)?;
    let people = new.guests + 1;
    let state = match rule::has_room(stored.plan.capacity, going, waiting, people) {
        true => SeatState::Going,
        false => SeatState::Waiting,
    };
    let paid = match new.amount {
        Some(amount) => Some((hold(cx, &stored, new, amount)?, amount)),
        None => None,
    };
    let seat = seat::Stored {
        gathering: stored.id,
        at: new.at,
        person: cx.me.id,
        state,
        people,
        place: gathering::next_place(cx.sql, stored.id)?,
        answers: new.answers.clone(),
        paid,
        money: paid.map_or(MoneyState::Nothing, |_| MoneyState::Held),
        pass: line::pass(cx, state),
        came: false,
    };
    seat::put(cx.sql, &seat)?;
    if paid.is_some() {
        settle::later(cx, &stored, new.at)?;
    }
    shown::put_seat(cx, &stored, &seat)
}

/// Refuses who may not sign up like this.
fn check(cx: &mut Context<'_>, stored: &Stored, new: &ops::SignUp) -> Result<(), Refusal> {
    if stored.host == cx.me.id {
        return Err(Error::refused("error.gatherings.own").into());
    }
    match seat::find(cx.sql, stored.id, new.at, cx.me.id)?.map(|seat| seat.state) {
        Some(SeatState::Going | SeatState::Waiting) => {
            return Err(Error::refused("error.gatherings.already").into());
        }
        Some(SeatState::LeftLate) => {
            return Err(Error::refused("error.gatherings.left_late").into());
        }
        Some(SeatState::Left) | None => {}
    }
    let plan = &stored.plan;
    if !(0..=plan.guests).contains(&new.guests) || new.guests + 1 > plan.capacity {
        let most = plan.guests.min(plan.capacity - 1);
        return Err(Error::refused("error.gatherings.too_many").with("limit", most).into());
    }
    check_answers(&plan.questions, &new.answers)?;
    if plan.amount(new.guests) != new.amount {
        return Err(Error::refused("error.gatherings.price_changed").into());
    }
    if plan.price.is_none() {
        return Ok(());
    }
    if new.at > cx.now.plus_seconds(BOOKED_AHEAD_DAYS * 86_400) {
        let early = Error::refused("error.gatherings.too_early").with("days", BOOKED_AHEAD_DAYS);
        return Err(early.into());
    }
    let people = cx.ports.people.clone();
    let there = people.person(cx.sql, stored.host)?.is_some();
    if !there || people.is_frozen(cx.sql, stored.host)? {
        return Err(Error::refused("error.gatherings.host_gone").into());
    }
    Ok(())
}

/// Holds what it costs; the payment is named by the operation.
fn hold(
    cx: &mut Context<'_>,
    stored: &Stored,
    new: &ops::SignUp,
    amount: Money,
) -> Result<BillId, Refusal> {
    let id = BillId(cx.op_id.0);
    let (payee, note) = (stored.host, stored.plan.title.as_str());
    let hold = Hold { id, payee, amount, note, until: held_until(new.at) };
    let payments = cx.ports.payments.clone();
    payments.hold(cx, &hold)?;
    Ok(id)
}
