//! Calendar files.

use crate::dates::{ends, rule_text, zone_of};
use crate::zone::{local, utc};
use chrono::{Datelike, Duration, NaiveDateTime, Offset, TimeZone};
use chrono_tz::{OffsetName, Tz};
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike, EventStatus, Property};
use sampan_protocol::communities::gatherings::When;
use sampan_protocol::{Error, Timestamp};
use std::collections::BTreeSet;

/// For how many years after its beginning a file says when clocks change.
const YEARS: i64 = 5;

/// Something in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What tells it from everything else in the world.
    pub uid: String,
    /// How often it was changed.
    pub sequence: i64,
    /// When the file is written.
    pub stamp: Timestamp,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Where.
    pub place: String,
    /// The beginning that is written: of the whole, or of one date, which then stands for itself.
    pub only: Option<Timestamp>,
    /// When.
    pub when: When,
    /// Dates that were called off.
    pub without: Vec<Timestamp>,
    /// Whether all of it was called off.
    pub off: bool,
}

/// Writes a calendar file.
///
/// # Errors
/// `Invalid` for a time that is none.
pub fn write(name: &str, entries: &[Entry]) -> Result<String, Error> {
    let mut calendar = Calendar::new();
    calendar.name(name);
    for entry in entries {
        calendar.push(event(entry)?);
    }
    let recurring = entries.iter().filter(|entry| recurs(entry));
    let (mut known, mut zones) = (BTreeSet::new(), String::new());
    for entry in recurring {
        if known.insert(entry.when.zone.clone()) {
            zone(entry, &mut zones)?;
        }
    }
    // The crate has no zones: they stand before what names them.
    let text = calendar.done().to_string();
    let before = text.find("BEGIN:VEVENT").unwrap_or(text.len());
    Ok(format!("{}{zones}{}", &text[..before], &text[before..]))
}

fn recurs(entry: &Entry) -> bool {
    entry.only.is_none() && entry.when.rule.is_some()
}

fn event(entry: &Entry) -> Result<Event, Error> {
    let mut event = Event::new();
    event.uid(&entry.uid).summary(&entry.title).timestamp(utc(entry.stamp));
    event.add_property("SEQUENCE", entry.sequence.to_string());
    if !entry.about.is_empty() {
        event.description(&entry.about);
    }
    if !entry.place.is_empty() {
        event.location(&entry.place);
    }
    if entry.off {
        event.status(EventStatus::Cancelled);
    }
    if !recurs(entry) {
        let at = match entry.only {
            Some(at) => at,
            None => crate::instant(&entry.when.starts, &entry.when.zone)?,
        };
        event.starts(utc(at)).ends(utc(ends(&entry.when, at)));
        return Ok(event.done());
    }
    let (tz, start) = (zone_of(&entry.when)?, local(&entry.when.starts)?);
    let there = |date_time: NaiveDateTime| CalendarDateTime::WithTimezone {
        date_time,
        tzid: entry.when.zone.clone(),
    };
    event.starts(there(start)).ends(there(start + Duration::minutes(entry.when.minutes)));
    if let Some(rule) = rule_text(&entry.when)? {
        event.add_property("RRULE", rule);
    }
    for off in &entry.without {
        let wall = utc(*off).with_timezone(&tz).naive_local();
        let mut property = Property::new("EXDATE", wall.format("%Y%m%dT%H%M%S").to_string());
        property.add_parameter("TZID", &entry.when.zone);
        event.append_multi_property(property.done());
    }
    Ok(event.done())
}

/// Writes when clocks change in the zone of an entry, from before its beginning on.
fn zone(entry: &Entry, text: &mut String) -> Result<(), Error> {
    let (tz, start) = (zone_of(&entry.when)?, local(&entry.when.starts)?);
    let first = chrono::NaiveDate::from_ymd_opt(start.year() - 1, 1, 1);
    let begin = first.and_then(|day| day.and_hms_opt(0, 0, 0)).ok_or_else(Error::internal)?;
    let mut hour = tz.from_utc_datetime(&begin);
    let mut parts = vec![observance(tz, begin, hour.naive_local())];
    let last = begin + Duration::days(366 * (YEARS + 1));
    while hour.naive_utc() < last {
        let next = hour + Duration::hours(1);
        if next.offset().fix() != hour.offset().fix() {
            let before = i64::from(hour.offset().fix().local_minus_utc());
            let wall = next.naive_utc() + Duration::seconds(before);
            parts.push(observance(tz, next.naive_utc(), wall));
        }
        hour = next;
    }
    text.push_str(&format!(
        "BEGIN:VTIMEZONE\r\nTZID:{}\r\n{}END:VTIMEZONE\r\n",
        entry.when.zone,
        parts.concat()
    ));
    Ok(())
}

/// What clocks show from an instant on, which by the clocks before was `wall`.
fn observance(tz: Tz, at: NaiveDateTime, wall: NaiveDateTime) -> String {
    let (after, before) =
        (tz.from_utc_datetime(&at), tz.from_utc_datetime(&(at - Duration::seconds(1))));
    let offset = |of: &chrono::DateTime<Tz>| {
        let seconds = of.offset().fix().local_minus_utc();
        let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
        format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
    };
    let summer = !chrono_tz::OffsetComponents::dst_offset(after.offset()).is_zero();
    let kind = if summer { "DAYLIGHT" } else { "STANDARD" };
    let name = after.offset().abbreviation().unwrap_or("LMT");
    format!(
        "BEGIN:{kind}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{name}\r\nEND:{kind}\r\n",
        wall.format("%Y%m%dT%H%M%S"),
        offset(&before),
        offset(&after),
    )
}
