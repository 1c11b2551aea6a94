//! Gives places that are free to whoever waits first.

use super::table::gathering::Stored;
use super::table::seat;
use super::{shown, told};
use crate::module::{Context, Refusal};
use sampan_protocol::Timestamp;
use sampan_protocol::auth::to_hex;
use sampan_protocol::communities::gatherings::{SeatState, line};

/// How many are looked at at once.
const MANY: i64 = 64;

/// Gives what is free of a date to those who wait, in their order; the gathering is locked.
pub(super) fn promote(cx: &mut Context<'_>, stored: &Stored, at: Timestamp) -> Result<(), Refusal> {
    if stored.is_off(at) || at <= cx.now {
        return Ok(());
    }
    loop {
        let (going, _) = seat::counts(cx.sql, stored.id, at)?;
        let waiting = seat::waiting(cx.sql, stored.id, at, MANY)?;
        let people: Vec<i64> = waiting.iter().map(|seat| seat.people).collect();
        let fit = line::promoted(stored.plan.capacity, going, &people);
        for mut seat in waiting.into_iter().take(fit) {
            seat.state = SeatState::Going;
            seat.pass = pass(cx, seat.state);
            seat::put(cx.sql, &seat)?;
            shown::put_seat(cx, stored, &seat)?;
            told::promoted(cx, stored, &seat)?;
        }
        if (fit as i64) < MANY {
            return Ok(());
        }
    }
}

/// What codes at the door are made with, for who has a place.
pub(super) fn pass(cx: &Context<'_>, state: SeatState) -> String {
    if state != SeatState::Going {
        return String::new();
    }
    let mut bytes = [0; 20];
    cx.random.fill(&mut bytes);
    to_hex(&bytes)
}
