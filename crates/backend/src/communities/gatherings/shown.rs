//! Gatherings as each of their readers may see them.

use super::table::gathering::Stored;
use super::table::seat;
use crate::communities::scope;
use crate::db::Sql;
use crate::module::{Context, Refusal};
use crate::people::Known;
use crate::ports::People;
use sampan_calendar as calendar;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::gatherings::{
    Day, Gathering, MySeat, Seat, SeatState, rows, spot,
};
use sampan_protocol::ids::PersonId;

/// A gathering with these dates, as somebody may see it.
///
/// # Errors
/// What the database says.
pub(super) fn gathering(
    sql: &mut dyn Sql,
    people: &dyn People,
    (stored, reader): (&Stored, PersonId),
    dates: &[Timestamp],
) -> Result<Gathering, Refusal> {
    let told = stored.is_host(reader) || seat::has_place(sql, stored.id, reader)?;
    let mut plan = stored.plan.clone();
    if !told {
        plan.address = String::new();
        plan.spot = spot::coarse(&plan.spot).to_owned();
    }
    let mut authors = Known::default();
    let mut hosts = Vec::with_capacity(plan.hosts.len());
    for host in &plan.hosts {
        hosts.push(authors.get(sql, people, *host)?);
    }
    let mut days = Vec::with_capacity(dates.len());
    for at in dates {
        days.push(day(sql, stored, *at, reader)?);
    }
    Ok(Gathering {
        id: stored.id,
        community: stored.community.clone(),
        host: authors.get(sql, people, stored.host)?,
        hosts,
        plan,
        next: stored.next,
        told,
        off: stored.off,
        over: stored.over,
        moved: stored.moved,
        days,
    })
}

fn day(
    sql: &mut dyn Sql,
    stored: &Stored,
    at: Timestamp,
    reader: PersonId,
) -> Result<Day, Refusal> {
    let (going, waiting) = seat::counts(sql, stored.id, at)?;
    let mine = match seat::find(sql, stored.id, at, reader)? {
        Some(seat) => Some(MySeat {
            state: seat.state,
            ahead: match seat.state {
                SeatState::Waiting => seat::ahead(sql, &seat)?,
                _ => 0,
            },
            guests: seat.people - 1,
            amount: seat.paid.map(|(_, amount)| amount),
            money: seat.money,
            came: seat.came,
        }),
        None => None,
    };
    let ends = calendar::ends(&stored.plan.when, at);
    Ok(Day { at, ends, going, waiting, off: stored.is_off(at), mine })
}

/// Tells somebody how their sign-up stands.
///
/// # Errors
/// What the database says.
pub(super) fn put_seat(
    cx: &mut Context<'_>,
    stored: &Stored,
    seat: &seat::Stored,
) -> Result<(), Refusal> {
    let people = cx.ports.people.clone();
    let shown = gathering(cx.sql, people.as_ref(), (stored, seat.person), &[seat.at])?;
    let row = Seat { gathering: shown, pass: seat.pass.clone() };
    Ok(cx.put(&scope(seat.person), rows::SEAT, key(seat), &row)?)
}

/// Tells somebody that there is no such sign-up of theirs any more.
pub(super) fn drop_seat(cx: &mut Context<'_>, seat: &seat::Stored) {
    cx.delete(&scope(seat.person), rows::SEAT, key(seat));
}

fn key(seat: &seat::Stored) -> String {
    format!("{}/{}", seat.gathering, seat.at.micros())
}
