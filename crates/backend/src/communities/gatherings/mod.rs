//! Gatherings: who has a place, who waits for one, and what becomes of their money.
//!
//! Everything about places happens under the lock of the gathering's row, so the order in which
//! people get one is the order in which the service took their requests. Money is only ever *held*
//! before a date begins: who cancels in time, who waits in vain and whom a host calls off lets it go,
//! and when the date begins one job takes what is due. Nothing is taken that may have to be given back.

mod call_off;
mod change;
mod check_in;
mod gather;
mod line;
mod look;
mod moderated;
mod remember;
mod searched;
mod settle;
mod shown;
mod sign_off;
mod sign_up;
mod subscription;
pub(crate) mod table;
mod told;

pub(super) use look::endpoints;
pub(super) use moderated::{home, show, subject};
pub(super) use remember::picture;
pub(super) use searched::document;
pub(super) use subscription::calendar;
pub(super) use table::gathering::{CREATE as CREATE_GATHERINGS, ids};
pub(super) use table::memory::{CREATE as CREATE_MEMORIES, ids as memories};
pub(super) use table::seat::CREATE as CREATE_SEATS;

use super::look::must_read;
use super::table::member;
use crate::jobs::Job;
use crate::module::{Context, Refusal, arguments, unknown_operation};
use sampan_protocol::communities::Role;
use sampan_protocol::communities::gatherings::ops;
use sampan_protocol::ids::GatheringId;
use sampan_protocol::sync::Operation;
use sampan_protocol::{Error, Timestamp};
use table::gathering::{self, Stored};

/// Applies an operation about gatherings.
pub(super) fn apply(cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
    match op.name.as_str() {
        ops::GATHER => gather::apply(cx, &arguments(op)?),
        ops::CHANGE => change::apply(cx, &arguments(op)?),
        ops::CALL_OFF => call_off::apply(cx, &arguments(op)?),
        ops::SIGN_UP | ops::BOOK => sign_up::apply(cx, &arguments(op)?),
        ops::SIGN_OFF => sign_off::apply(cx, &arguments(op)?),
        ops::CHECK_IN => check_in::apply(cx, &arguments(op)?),
        ops::REMEMBER => remember::apply(cx, &arguments(op)?),
        ops::CALENDAR => subscription::apply(cx, &arguments(op)?),
        _ => Err(unknown_operation(op)),
    }
}

/// Does what is due.
pub(super) fn due(cx: &mut Context<'_>, job: &Job) -> Result<(), Refusal> {
    match job.kind.as_str() {
        settle::KIND => settle::due(cx, &job.subject),
        settle::TURN => settle::turn(cx, &job.subject),
        _ => Err(Error::internal().into()),
    }
}

/// A gathering that I may read, locked, and what I am in its community.
fn locked(cx: &mut Context<'_>, id: GatheringId) -> Result<(Stored, Option<Role>), Refusal> {
    let unknown = || Error::not_found("error.gatherings.unknown");
    let found = gathering::lock(cx.sql, id)?.ok_or_else(unknown)?;
    must_read(cx.sql, found.community.id, cx.me.id)?;
    let role = member::find(cx.sql, found.community.id, cx.me.id)?.map(|(role, _)| role);
    Ok((found, role))
}

/// The same, for who hosts it.
fn hosted(cx: &mut Context<'_>, id: GatheringId) -> Result<Stored, Refusal> {
    let (found, _) = locked(cx, id)?;
    match found.is_host(cx.me.id) {
        true => Ok(found),
        false => Err(Error::refused("error.gatherings.hosts_only").into()),
    }
}

/// Refuses a date that there is none of, that was called off, or that has begun.
fn must_come(stored: &Stored, at: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if stored.is_off(at) {
        return Err(Error::refused("error.gatherings.off").into());
    }
    if !sampan_calendar::is_date(&stored.plan.when, at)? {
        return Err(Error::not_found("error.gatherings.no_date").into());
    }
    if stored.over || at <= now {
        return Err(Error::refused("error.gatherings.begun").into());
    }
    Ok(())
}
