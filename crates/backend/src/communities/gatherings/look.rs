//! Answers what devices ask of gatherings, in parts.

use super::shown;
use super::table::gathering::{self, Stored};
use super::table::{memory, seat};
use crate::communities::look::must_read;
use crate::db::Sql;
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::page::{self, After};
use crate::people::Known;
use sampan_calendar as calendar;
use sampan_protocol::communities::gatherings::{
    Gathering, GatheringPart, GatheringsPart, Guest, GuestsPart, MemoriesPart, Memory, MoneyState,
    Whose,
};
use sampan_protocol::ids::{GatheringId, PersonId};
use sampan_protocol::page::Page;
use sampan_protocol::{Error, Timestamp};

/// How many dates of what recurs are told.
const DATES: usize = 8;

pub(in crate::communities) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new("Lists gatherings.", list),
        Endpoint::new("Shows a gathering.", one),
        Endpoint::new("Lists who comes to a gathering.", guests),
        Endpoint::new("Lists the pictures of a gathering.", memories),
    ]
}

fn readable(sql: &mut dyn Sql, id: GatheringId, reader: PersonId) -> Result<Stored, Refusal> {
    let unknown = || Error::not_found("error.gatherings.unknown");
    let found = gathering::find(sql, id)?.ok_or_else(unknown)?;
    must_read(sql, found.community.id, reader)?;
    Ok(found)
}

fn list(caller: &Caller, asked: &GatheringsPart) -> Result<Page<Gathering>, Error> {
    let (after, me) = (page::after(&asked.part)?, caller.me);
    let people = caller.backend.ports().people.clone();
    let found = caller.backend.db().read(|sql| {
        if let Whose::Community(id) = asked.list.whose {
            must_read(sql, id, me)?;
        }
        let which = (&asked.list.whose, asked.list.over);
        let mut shown = Vec::new();
        for (after, stored) in gathering::list(sql, me, which, after.as_ref())? {
            let one = shown::gathering(sql, people.as_ref(), (&stored, me), &[stored.next])?;
            shown.push((after, one));
        }
        Ok::<_, Refusal>(shown)
    })?;
    page::of(found, &asked.part)
}

fn one(caller: &Caller, asked: &GatheringPart) -> Result<Page<Gathering>, Error> {
    let (id, me) = (asked.list.gathering, caller.me);
    let people = caller.backend.ports().people.clone();
    let found = caller.backend.db().read(|sql| {
        let stored = readable(sql, id, me)?;
        let before = Timestamp(stored.next.micros() - 1);
        let dates = match stored.over {
            true => vec![stored.next],
            false => calendar::dates(&stored.plan.when, before, DATES)?,
        };
        shown::gathering(sql, people.as_ref(), (&stored, me), &dates)
    })?;
    page::of(vec![(After { rank: 0, id }, found)], &asked.part)
}

fn guests(caller: &Caller, asked: &GuestsPart) -> Result<Page<Guest>, Error> {
    let (after, me) = (page::after(&asked.part)?, caller.me);
    let people = caller.backend.ports().people.clone();
    let found = caller.backend.db().read(|sql| {
        let stored = readable(sql, asked.list.gathering, me)?;
        let hosting = stored.is_host(me);
        let date = (stored.id, asked.list.at);
        let (mut authors, mut shown) = (Known::default(), Vec::new());
        for (after, seat) in seat::list(sql, date, hosting, after.as_ref())? {
            let guest = Guest {
                person: authors.get(sql, people.as_ref(), seat.person)?,
                state: seat.state,
                guests: seat.people - 1,
                answers: if hosting { seat.answers } else { Vec::new() },
                money: if hosting { seat.money } else { MoneyState::Nothing },
                came: hosting && seat.came,
            };
            shown.push((after, guest));
        }
        Ok::<_, Refusal>(shown)
    })?;
    page::of(found, &asked.part)
}

fn memories(caller: &Caller, asked: &MemoriesPart) -> Result<Page<Memory>, Error> {
    let (after, me) = (page::after(&asked.part)?, caller.me);
    let people = caller.backend.ports().people.clone();
    let found = caller.backend.db().read(|sql| {
        let stored = readable(sql, asked.list.gathering, me)?;
        let (mut authors, mut shown) = (Known::default(), Vec::new());
        for (after, kept) in memory::list(sql, stored.id, after.as_ref())? {
            let memory::Stored { id, author, picture, words, at } = kept;
            let author = authors.get(sql, people.as_ref(), author)?;
            shown.push((after, Memory { id, author, picture, words, at }));
        }
        Ok::<_, Refusal>(shown)
    })?;
    page::of(found, &asked.part)
}
