//! People's calendars, for other programs: whoever has the address reads it.

use super::table::{gathering, memory, seat};
use crate::backend::Backend;
use crate::communities::scope;
use crate::module::{Context, Refusal};
use sampan_calendar::{Entry, write};
use sampan_protocol::auth::{from_hex, sha256_hex};
use sampan_protocol::communities::gatherings::{ops, rows};
use sampan_protocol::ids::PersonId;
use sampan_protocol::{Error, Timestamp};

/// For how many seconds what is over stays in it.
const BACK: i64 = 90 * 86_400;

/// Gives my calendar an address.
pub(super) fn apply(cx: &mut Context<'_>, new: &ops::Calendar) -> Result<(), Refusal> {
    if new.token.len() != 64 || from_hex(&new.token).is_none() {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    memory::set_calendar(cx.sql, cx.me.id, &sha256_hex(new.token.as_bytes()))?;
    let scope = scope(cx.me.id);
    Ok(cx.put(&scope, rows::CALENDAR, "mine", &new.token)?)
}

/// The calendar with this address: what its owner hosts, and has a place at. It blocks.
///
/// # Errors
/// `NotFound` where nobody's has it.
pub(in crate::communities) fn calendar(backend: &Backend, token: &str) -> Result<String, Error> {
    let (hash, now) = (sha256_hex(token.as_bytes()), backend.now());
    let found = backend.db().read(|sql| {
        let unknown = || Error::not_found("error.request.path");
        let person: PersonId = memory::calendar_of(sql, &hash)?.ok_or_else(unknown)?;
        let since = now.plus_seconds(-BACK);
        let mut entries = Vec::new();
        for stored in gathering::of_host(sql, person, since)? {
            entries.push(entry(&stored, None, now));
        }
        for seat in seat::of_person(sql, person, since)? {
            if let Some(stored) = gathering::find(sql, seat.gathering)? {
                entries.push(entry(&stored, Some(seat.at), now));
            }
        }
        Ok::<_, Refusal>(entries)
    })?;
    write("Sampan", &found)
}

fn entry(stored: &gathering::Stored, only: Option<Timestamp>, stamp: Timestamp) -> Entry {
    let plan = &stored.plan;
    let tail = only.map_or_else(String::new, |at| format!("-{}", at.seconds()));
    let place = [plan.area.as_str(), plan.address.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    Entry {
        uid: format!("{}{tail}@sampan", stored.id),
        sequence: stored.sequence,
        stamp,
        title: plan.title.clone(),
        about: plan.about.clone(),
        place: place.join(", "),
        only,
        when: plan.when.clone(),
        without: stored.without.clone(),
        off: only.map_or(stored.off, |at| stored.is_off(at)),
    }
}
