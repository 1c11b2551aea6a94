//! Local times and the instants that they are.

use chrono::{DateTime, Duration, LocalResult, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;
use sampan_protocol::{Error, Timestamp};

/// How local times are written.
const FORMAT: &str = "%Y-%m-%dT%H:%M";

/// The zone of this name.
///
/// # Errors
/// `Invalid` for a name that the tz database does not have.
pub(crate) fn zone(name: &str) -> Result<Tz, Error> {
    name.parse().map_err(|_| Error::invalid("error.gatherings.zone").with("zone", name))
}

/// A local time as it is written.
///
/// # Errors
/// `Invalid` for what is no time.
pub(crate) fn local(text: &str) -> Result<NaiveDateTime, Error> {
    let read = NaiveDateTime::parse_from_str(text, FORMAT);
    read.map_err(|_| Error::invalid("error.gatherings.starts"))
}

/// The instant of a local time; of one that comes twice, the first.
///
/// # Errors
/// `Invalid` for a time that does not exist there because clocks are put forward, with the last one
/// before and the first one after.
pub fn instant(text: &str, name: &str) -> Result<Timestamp, Error> {
    let (zone, time) = (zone(name)?, local(text)?);
    match zone.from_local_datetime(&time) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(stamp(&at)),
        LocalResult::None => {
            let exists = |minutes: i64| {
                let near = time + Duration::minutes(minutes);
                (!matches!(zone.from_local_datetime(&near), LocalResult::None)).then_some(near)
            };
            let before = (1..=1_500).find_map(|minutes| exists(-minutes));
            let after = (1..=1_500).find_map(exists);
            let told = |time: Option<NaiveDateTime>| {
                time.map_or_else(String::new, |time| time.format("%H:%M").to_string())
            };
            Err(Error::invalid("error.gatherings.gap")
                .with("zone", name)
                .with("before", told(before))
                .with("after", told(after)))
        }
    }
}

/// The instant of a wall clock's time among those of a rule: one that does not exist is as late as
/// the offset before the gap makes it (RFC 5545, 3.3.5).
pub(crate) fn settled(zone: Tz, time: NaiveDateTime) -> Timestamp {
    match zone.from_local_datetime(&time) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => stamp(&at),
        LocalResult::None => {
            let before = zone.from_local_datetime(&(time - Duration::days(1))).earliest();
            let offset = before.map_or(0, |at| at.offset().fix().local_minus_utc());
            Timestamp::from_seconds(time.and_utc().timestamp() - i64::from(offset))
        }
    }
}

/// By how many minutes clocks in a zone are ahead of UTC at an instant.
///
/// # Errors
/// `Invalid` for a name that the tz database does not have.
pub fn offset_minutes(at: Timestamp, name: &str) -> Result<i64, Error> {
    let there = utc(at).with_timezone(&zone(name)?);
    Ok(i64::from(there.offset().fix().local_minus_utc()) / 60)
}

/// The names of zones that people live in.
#[must_use]
pub fn names() -> Vec<String> {
    let lived_in = |name: &&str| {
        let beginnings = [
            "Africa/",
            "America/",
            "Asia/",
            "Atlantic/",
            "Australia/",
            "Europe/",
            "Indian/",
            "Pacific/",
        ];
        beginnings.iter().any(|beginning| name.starts_with(beginning))
    };
    let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    names.filter(lived_in).chain(["UTC"]).map(str::to_owned).collect()
}

/// An instant as chrono has it.
pub(crate) fn utc(at: Timestamp) -> DateTime<chrono::Utc> {
    DateTime::from_timestamp_micros(at.micros()).unwrap_or_default()
}

fn stamp<Z: TimeZone>(at: &DateTime<Z>) -> Timestamp {
    Timestamp::from_micros(at.timestamp_micros())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_does_not_exist_is_refused_with_its_neighbours() {
        let error = instant("2027-03-28T02:30", "Europe/Berlin").expect_err("clocks jump");
        assert_eq!(error.key, "error.gatherings.gap", "it says so");
        let told = serde_json::to_string(&error).expect("it is written");
        assert!(told.contains("01:59") && told.contains("03:00"), "with what there is: {told}");
        let there = instant("2027-03-28T03:00", "Europe/Berlin").expect("it exists");
        assert_eq!(there, Timestamp::from_seconds(1_806_195_600), "one in the morning, UTC");
        let twice = instant("2026-10-25T02:30", "Europe/Berlin").expect("it comes twice");
        assert_eq!(twice, Timestamp::from_seconds(1_792_888_200), "the first of them");
        assert!(instant("2026-13-01T00:00", "UTC").is_err(), "no month");
        let nowhere = instant("2026-12-01T00:00", "Mars/Olympus").expect_err("no zone");
        assert_eq!(nowhere.key, "error.gatherings.zone", "it is named");
    }

    #[test]
    fn clocks_are_ahead_by_season() {
        let at = instant("2026-07-01T12:00", "Europe/Berlin").expect("summer");
        assert_eq!(offset_minutes(at, "Europe/Berlin"), Ok(120), "in summer");
        assert!(names().len() > 300, "people live all over the world");
    }
}
