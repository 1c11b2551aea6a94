//! The dates of what happens once, or again and again, as far ahead as is looked.

use crate::zone::{local, settled, zone};
use chrono::{Datelike, Duration, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use rrule::{RRule, RRuleSet, Unvalidated};
use sampan_protocol::communities::gatherings::rule::{self, HORIZON_DAYS};
use sampan_protocol::communities::gatherings::{End, When, check_when};
use sampan_protocol::{Error, Timestamp};

/// Refuses a time that is none, and says when it is first: at the beginning, which has to exist, and
/// to be a date of its own rule.
///
/// # Errors
/// `Invalid` with what is wrong.
pub fn first(when: &When) -> Result<Timestamp, Error> {
    check_when(when)?;
    let at = crate::instant(&when.starts, &when.zone)?;
    let start = local(&when.starts)?;
    if !(2000..2200).contains(&start.year()) {
        return Err(Error::invalid("error.gatherings.starts"));
    }
    if when.rule.is_some() && walls(when)?.next() != Some(start) {
        return Err(Error::invalid("error.gatherings.rule_start"));
    }
    Ok(at)
}

/// The dates after a time, in order, so many at most.
///
/// # Errors
/// `Invalid` for a time that is none.
pub fn dates(when: &When, after: Timestamp, most: usize) -> Result<Vec<Timestamp>, Error> {
    let zone = zone(&when.zone)?;
    let all = walls(when)?.map(|wall| settled(zone, wall));
    Ok(all.filter(|at| *at > after).take(most).collect())
}

/// Whether it happens at this time.
///
/// # Errors
/// `Invalid` for a time that is none.
pub fn is_date(when: &When, at: Timestamp) -> Result<bool, Error> {
    let before = Timestamp::from_micros(at.micros().saturating_sub(1));
    Ok(dates(when, before, 1)?.first() == Some(&at))
}

/// When a date ends.
#[must_use]
pub const fn ends(when: &When, at: Timestamp) -> Timestamp {
    at.plus_seconds(when.minutes * 60)
}

/// The rule as RFC 5545 writes it beside a beginning in a zone: the last day ends there at midnight,
/// and is written in UTC.
///
/// # Errors
/// `Invalid` for a zone or a day that is none.
pub fn rule_text(when: &When) -> Result<Option<String>, Error> {
    let Some(rule) = &when.rule else { return Ok(None) };
    let until = match &rule.end {
        End::Until(day) => {
            let at = crate::zone::utc(settled(zone(&when.zone)?, end_of(day)?));
            at.format("%Y%m%dT%H%M%SZ").to_string()
        }
        _ => String::new(),
    };
    Ok(Some(rule.text(&until)))
}

/// The last second of a civil day.
///
/// # Errors
/// `Invalid` for what is no day.
pub fn end_of(day: &str) -> Result<NaiveDateTime, Error> {
    let wrong = || Error::invalid("error.gatherings.until");
    let (year, month, day) = rule::day_of(day).ok_or_else(wrong)?;
    let date = chrono::NaiveDate::from_ymd_opt(year, month.into(), day.into());
    date.and_then(|date| date.and_hms_opt(23, 59, 59)).ok_or_else(wrong)
}

/// What wall clocks show at each date; five years at most from the first one on.
fn walls(when: &When) -> Result<Box<dyn Iterator<Item = NaiveDateTime>>, Error> {
    let start = local(&when.starts)?;
    let Some(rule) = &when.rule else { return Ok(Box::new(std::iter::once(start))) };
    rule.check()?;
    let until = match &rule.end {
        End::Until(day) => end_of(day)?.format("%Y%m%dT%H%M%SZ").to_string(),
        _ => String::new(),
    };
    let wrong = |error: rrule::RRuleError| {
        Error::invalid("error.gatherings.rule").with("why", error.to_string())
    };
    // The wall clock is expanded as if it were UTC, which has no gaps.
    let begin = rrule::Tz::UTC.from_utc_datetime(&start);
    let read: RRule<Unvalidated> = rule.text(&until).parse().map_err(wrong)?;
    let set: RRuleSet = read.build(begin).map_err(wrong)?;
    let horizon = start + Duration::days(HORIZON_DAYS);
    let all: Vec<NaiveDateTime> =
        (&set).into_iter().map(|at| at.naive_utc()).take_while(|wall| *wall <= horizon).collect();
    Ok(Box::new(all.into_iter()))
}

/// A zone by its name, for who writes files.
pub(crate) fn zone_of(when: &When) -> Result<Tz, Error> {
    zone(&when.zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::communities::gatherings::{Every, Rule, Weekday};

    fn weekly(starts: &str, end: End) -> When {
        let rule = Rule { every: Every::Week, interval: 1, days: vec![Weekday::Su], nth: 0, end };
        When { starts: starts.into(), zone: "Europe/Berlin".into(), minutes: 60, rule: Some(rule) }
    }

    #[test]
    fn the_clock_on_the_wall_stays() {
        let when = weekly("2027-03-21T19:00", End::Times(3));
        let found = dates(&when, Timestamp(0), 9).expect("dates");
        let apart: Vec<i64> =
            found.windows(2).map(|pair| pair[1].seconds() - pair[0].seconds()).collect();
        assert_eq!(apart, [7 * 86_400 - 3_600, 7 * 86_400], "an hour less when clocks jump");
        assert_eq!(first(&when), Ok(found[0]), "the first one is its beginning");
        assert_eq!(is_date(&when, found[1]), Ok(true), "the second is one");
        assert_eq!(is_date(&when, found[1].plus_seconds(1)), Ok(false), "a second later is none");
    }

    #[test]
    fn a_date_in_the_gap_is_moved_and_the_others_are_not() {
        let when = weekly("2027-03-21T02:30", End::Times(3));
        let found = dates(&when, Timestamp(0), 9).expect("dates");
        assert_eq!(found.len(), 3, "none is left out");
        let berlin = |at| crate::offset_minutes(at, "Europe/Berlin").expect("a zone");
        let wall = |at: Timestamp| (at.seconds() + berlin(at) * 60).rem_euclid(86_400) / 60;
        let walls: Vec<i64> = found.iter().map(|at| wall(*at)).collect();
        assert_eq!(walls, [150, 210, 150], "half past three where half past two is missing");
    }

    #[test]
    fn what_never_ends_is_looked_at_for_five_years() {
        let when = weekly("2027-03-21T19:00", End::Never);
        let found = dates(&when, Timestamp(0), usize::MAX).expect("dates");
        assert_eq!(found.len(), 262, "five years of Sundays");
        let monday = When { starts: "2027-03-22T19:00".into(), ..when };
        let error = first(&monday).expect_err("no Sunday");
        assert_eq!(error.key, "error.gatherings.rule_start", "it does not begin on its own day");
    }

    #[test]
    fn the_last_day_is_told_in_utc() {
        let when = weekly("2027-03-21T19:00", End::Until("2027-04-30".into()));
        let text = rule_text(&when).expect("a rule").expect("it recurs");
        assert_eq!(text, "FREQ=WEEKLY;UNTIL=20270430T215959Z;BYDAY=SU");
    }
}
