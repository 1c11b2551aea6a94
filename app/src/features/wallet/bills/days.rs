//! Days beside the bills: told once, at the first bill of each.

use sampan_protocol::Timestamp;

/// A civil day of the reader.
pub(crate) type Day = (i32, u8, u8);

/// The day to be told beside a bill; none where the bill above has told it. What is not known of
/// the bill above tells nothing: a day told twice is worse than one told late.
pub(crate) fn told(this: Day, above: Option<Day>, first_of_month: bool) -> Option<Day> {
    match above {
        _ if first_of_month => Some(this),
        Some(above) if above != this => Some(this),
        _ => None,
    }
}

/// Monday is 1, Sunday 7 (ISO 8601), at so many minutes east of UTC.
pub(crate) fn weekday(time: Timestamp, offset_minutes: i32) -> u8 {
    let days = (time.seconds() + i64::from(offset_minutes) * 60).div_euclid(86_400);
    // 1970-01-01 was a Thursday.
    u8::try_from((days + 3).rem_euclid(7) + 1).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_once() {
        let (monday, tuesday) = ((2026, 11, 23), (2026, 11, 24));
        assert_eq!(told(monday, Some(tuesday), false), Some(monday), "another day begins");
        assert_eq!(told(monday, Some(monday), false), None, "the bill above has told it");
        assert_eq!(told(monday, Some(monday), true), Some(monday), "a month begins with its day");
        assert_eq!(told(monday, None, false), None, "the bill above was not read yet");
    }

    #[test]
    fn weekdays_follow_the_readers_clock() {
        let sunday_evening = Timestamp::from_seconds(1_795_392_000 - 3_600);
        assert_eq!(weekday(sunday_evening, 0), 7, "2026-11-22 is a Sunday");
        assert_eq!(weekday(sunday_evening, 480), 1, "in Shanghai it is Monday by then");
        assert_eq!(weekday(Timestamp::from_seconds(-1), 0), 3, "before the epoch, too");
    }
}
