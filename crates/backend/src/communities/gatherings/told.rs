//! What people are told of that happens to gatherings they signed up for.

use super::table::gathering::Stored;
use super::table::seat;
use crate::module::{Context, Refusal};
use crate::notices::{Told, tell};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;

/// Tells somebody who waited that they have a place.
pub(super) fn promoted(
    cx: &mut Context<'_>,
    stored: &Stored,
    seat: &seat::Stored,
) -> Result<(), Refusal> {
    of(cx, stored, ("communities.gathering_place", seat.person), seat.at)
}

/// Tells somebody that time or place are others.
pub(super) fn changed(
    cx: &mut Context<'_>,
    stored: &Stored,
    person: PersonId,
) -> Result<(), Refusal> {
    of(cx, stored, ("communities.gathering_changed", person), stored.next)
}

/// Tells somebody that it was called off.
pub(super) fn called_off(
    cx: &mut Context<'_>,
    stored: &Stored,
    seat: &seat::Stored,
) -> Result<(), Refusal> {
    of(cx, stored, ("communities.gathering_off", seat.person), seat.at)
}

fn of(
    cx: &mut Context<'_>,
    stored: &Stored,
    (kind, person): (&str, PersonId),
    at: Timestamp,
) -> Result<(), Refusal> {
    let args = [("what", stored.plan.title.as_str().into()), ("at", at.into())];
    let about = format!("{}/{}", stored.id, at.micros());
    let link = format!("/communities/gathering/{}", stored.id);
    Ok(tell(cx, person, &Told { kind, about, args: &args, link })?)
}
