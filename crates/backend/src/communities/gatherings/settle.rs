//! What happens by itself: money is taken when a date begins, or let go, and the next date comes.

use super::shown;
use super::table::gathering::{self, Stored};
use super::table::seat;
use crate::jobs::NewJob;
use crate::module::{Context, Refusal};
use sampan_calendar as calendar;
use sampan_protocol::communities::gatherings::{MoneyState, SeatState};
use sampan_protocol::ids::GatheringId;
use sampan_protocol::{Error, Timestamp};

/// The job that takes or lets go what is held for a date.
pub(super) const KIND: &str = "gathering.settle";
/// The job by which the next date comes.
pub(super) const TURN: &str = "gathering.turn";
/// After how many seconds what could not be taken is tried again.
const AGAIN: i64 = 3_600;

/// Has a date settled when it begins.
pub(super) fn later(cx: &mut Context<'_>, of: &Stored, at: Timestamp) -> Result<(), Refusal> {
    put(cx, of, at, at)
}

/// Has a date settled at once, in a transaction of its own.
pub(super) fn now(cx: &mut Context<'_>, of: &Stored, at: Timestamp) -> Result<(), Refusal> {
    let due = cx.now;
    put(cx, of, at, due)
}

/// Has a date not settled any more.
pub(super) fn forget(cx: &mut Context<'_>, id: GatheringId, at: Timestamp) -> Result<(), Refusal> {
    Ok(cx.unschedule("communities", KIND, &subject(id, at))?)
}

fn put(cx: &mut Context<'_>, of: &Stored, at: Timestamp, due: Timestamp) -> Result<(), Refusal> {
    let (subject, person) = (subject(of.id, at), of.host);
    let job = NewJob { module: "communities", kind: KIND, subject: &subject, person, due };
    Ok(cx.schedule(&job)?)
}

fn subject(id: GatheringId, at: Timestamp) -> String {
    format!("{id}/{}", at.micros())
}

/// Has the next date come when this one is over.
pub(super) fn turn_later(cx: &mut Context<'_>, of: &Stored) -> Result<(), Refusal> {
    let subject = of.id.to_string();
    if of.over {
        return Ok(cx.unschedule("communities", TURN, &subject)?);
    }
    let (person, due) = (of.host, of.ends);
    let job = NewJob { module: "communities", kind: TURN, subject: &subject, person, due };
    Ok(cx.schedule(&job)?)
}

/// Does the job [`TURN`].
pub(super) fn turn(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    let id = subject.parse().map_err(|_| Error::internal())?;
    let Some(mut stored) = gathering::lock(cx.sql, id)? else { return Ok(()) };
    if stored.over || stored.ends > cx.now {
        return turn_later(cx, &stored);
    }
    advance(&mut stored)?;
    gathering::set(cx.sql, &stored)?;
    turn_later(cx, &stored)
}

/// Goes on to the next date that was not called off; it is over if there is none.
fn advance(stored: &mut Stored) -> Result<(), Refusal> {
    let rest = calendar::dates(&stored.plan.when, stored.next, usize::MAX)?;
    match rest.into_iter().find(|at| !stored.without.contains(at)) {
        Some(at) => {
            stored.next = at;
            stored.ends = calendar::ends(&stored.plan.when, at);
        }
        None => stored.over = true,
    }
    Ok(())
}

/// Goes on if the next date was just called off.
pub(super) fn advance_past_off(stored: &mut Stored) -> Result<(), Refusal> {
    if stored.without.contains(&stored.next) {
        advance(stored)?;
        stored.off = stored.over;
    }
    Ok(())
}

/// Does the job [`KIND`]: each sign-up whose money is held is settled by itself, and what cannot be
/// (a host whose account is frozen) is tried again until the hold ends.
pub(super) fn due(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    let read = || {
        let (id, at) = subject.split_once('/')?;
        Some((id.parse().ok()?, Timestamp(at.parse().ok()?)))
    };
    let (id, at) = read().ok_or_else(Error::internal)?;
    let Some(stored) = gathering::lock(cx.sql, id)? else { return Ok(()) };
    let (mut taken, _) = seat::counts(cx.sql, id, at)?;
    let mut left = false;
    for mut seat in seat::held(cx.sql, id, at)? {
        let Some(fate) = fate(&stored, &seat, cx.now, &mut taken) else { continue };
        match settle(cx, &seat, fate) {
            Ok(()) => seat.money = fate,
            Err(Refusal::Rejected(error)) if is_over(&error) => seat.money = MoneyState::GivenBack,
            Err(Refusal::Rejected(error)) => {
                tracing::warn!(%error, gathering = %id, "money of a sign-up is not settled");
                left = true;
                continue;
            }
            Err(failed) => return Err(failed),
        }
        seat::put(cx.sql, &seat)?;
        shown::put_seat(cx, &stored, &seat)?;
    }
    match left {
        true => {
            let due = cx.now.plus_seconds(AGAIN);
            put(cx, &stored, at, due)
        }
        false => Ok(()),
    }
}

/// What becomes of the money of a sign-up now; none if it is still held. Whoever cancelled late pays
/// for a place that stayed empty, and for none that somebody else has.
fn fate(
    stored: &Stored,
    seat: &seat::Stored,
    now: Timestamp,
    taken: &mut i64,
) -> Option<MoneyState> {
    if stored.is_off(seat.at) || seat.state == SeatState::Left {
        return Some(MoneyState::GivenBack);
    }
    if seat.at > now {
        return None;
    }
    Some(match seat.state {
        SeatState::Going => MoneyState::Taken,
        SeatState::LeftLate if *taken + seat.people <= stored.plan.capacity => {
            *taken += seat.people;
            MoneyState::Taken
        }
        _ => MoneyState::GivenBack,
    })
}

fn settle(cx: &mut Context<'_>, seat: &seat::Stored, fate: MoneyState) -> Result<(), Refusal> {
    let (payment, amount) = seat.paid.ok_or_else(Error::internal)?;
    let payments = cx.ports.payments.clone();
    cx.attempt(|cx| match fate {
        MoneyState::Taken => payments.capture(cx, payment, amount),
        _ => payments.void(cx, payment),
    })
}

/// Whether the hold ended by itself: then the money is back already.
fn is_over(error: &Error) -> bool {
    matches!(error.key.as_str(), "error.wallet.hold_over" | "error.wallet.hold_expired")
}
