//! When a plan pays, as a pure rule over civil dates.

use super::{Every, Rhythm};
use crate::time::{Timestamp, month_start};

/// A day in seconds.
const DAY: i64 = 86_400;

/// The time of the `n`th payment, counted from 0; none after the last one.
///
/// A month later is the same day of the month and the same time of the day; where the month is too
/// short it is its last day, and the month after that the right day again.
#[must_use]
pub fn nth(rhythm: &Rhythm, n: u32) -> Option<Timestamp> {
    let (first, steps) = (rhythm.first, i64::from(n));
    let at = match rhythm.every {
        Every::Once if n > 0 => return None,
        Every::Once => first,
        Every::Day => first.plus_seconds(steps * DAY),
        Every::Week => first.plus_seconds(steps * 7 * DAY),
        Every::Month => months_later(first, n, rhythm.utc_offset),
    };
    let over = rhythm.times.is_some_and(|times| n >= times)
        || rhythm.until.is_some_and(|until| at > until);
    (!over).then_some(at)
}

/// The first payment from `n` on that is later than `now`, by its number.
#[must_use]
pub fn next_after(rhythm: &Rhythm, mut n: u32, now: Timestamp) -> Option<(u32, Timestamp)> {
    // What lies far behind is passed over in one stride.
    let gone = now.seconds().saturating_sub(rhythm.first.seconds()).max(0);
    let stride = match rhythm.every {
        Every::Once => 0,
        Every::Day => gone / DAY,
        Every::Week => gone / (7 * DAY),
        Every::Month => gone / (31 * DAY),
    };
    n = n.max(u32::try_from(stride).unwrap_or(u32::MAX));
    loop {
        let at = nth(rhythm, n)?;
        if at > now {
            return Some((n, at));
        }
        n = n.checked_add(1)?;
    }
}

fn months_later(first: Timestamp, months: u32, offset: i32) -> Timestamp {
    let (year, month, day) = first.date(offset);
    let time_of_day = first.micros() - midnight(year, month, day, offset).micros();
    let count = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    let year = i32::try_from(year).unwrap_or(i32::MAX / 16);
    let month = u8::try_from(month).unwrap_or(1);
    let day = day.min(days_of(year, month));
    Timestamp(midnight(year, month, day, offset).micros().saturating_add(time_of_day))
}

fn midnight(year: i32, month: u8, day: u8, offset: i32) -> Timestamp {
    month_start(year, month, offset).plus_seconds((i64::from(day) - 1) * DAY)
}

fn days_of(year: i32, month: u8) -> u8 {
    let next =
        if month == 12 { month_start(year + 1, 1, 0) } else { month_start(year, month + 1, 0) };
    let days = (next.seconds() - month_start(year, month, 0).seconds()) / DAY;
    u8::try_from(days).unwrap_or(28)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 09:30 in Shanghai.
    const OFFSET: i32 = 480;

    fn at(year: i32, month: u8, day: u8) -> Timestamp {
        midnight(year, month, day, OFFSET).plus_seconds(9 * 3_600 + 1_800)
    }

    fn monthly(first: Timestamp) -> Rhythm {
        Rhythm { first, every: Every::Month, utc_offset: OFFSET, until: None, times: None }
    }

    #[test]
    fn the_31st_is_the_last_day_of_shorter_months() {
        let rhythm = monthly(at(2026, 10, 31));
        let days: Vec<_> = (0..6).filter_map(|n| nth(&rhythm, n)).map(|t| t.date(OFFSET)).collect();
        let expected = [
            (2026, 10, 31),
            (2026, 11, 30),
            (2026, 12, 31),
            (2027, 1, 31),
            (2027, 2, 28),
            (2027, 3, 31),
        ];
        assert_eq!(days, expected, "and the right day again afterwards");
        assert_eq!(nth(&rhythm, 4), Some(at(2027, 2, 28)), "at the same time of the day");
        assert_eq!(nth(&rhythm, 16), Some(at(2028, 2, 29)), "leap years have one more");
    }

    #[test]
    fn days_are_those_of_the_time_zone() {
        // 00:30 on the 1st in Shanghai is still the month before in UTC.
        let first = midnight(2026, 1, 1, OFFSET).plus_seconds(1_800);
        assert_eq!(first.date(0), (2025, 12, 31), "the day before, in UTC");
        let second = nth(&monthly(first), 1).map(|t| t.date(OFFSET));
        assert_eq!(second, Some((2026, 2, 1)), "the 1st, not the 31st");
    }

    #[test]
    fn a_plan_ends_by_count_or_by_date() {
        let mut rhythm = monthly(at(2026, 1, 15));
        rhythm.times = Some(2);
        assert!(nth(&rhythm, 1).is_some() && nth(&rhythm, 2).is_none(), "twice");
        rhythm.times = None;
        rhythm.until = Some(at(2026, 3, 15));
        assert!(
            nth(&rhythm, 2).is_some() && nth(&rhythm, 3).is_none(),
            "until that day, which counts"
        );
        rhythm.every = Every::Once;
        assert!(nth(&rhythm, 0).is_some() && nth(&rhythm, 1).is_none(), "once is once");
    }

    #[test]
    fn what_was_missed_is_passed_over() {
        let rhythm = Rhythm { every: Every::Day, ..monthly(at(2026, 1, 1)) };
        let now = at(2026, 1, 5);
        assert_eq!(next_after(&rhythm, 1, now), Some((5, at(2026, 1, 6))), "the next one to come");
        assert_eq!(next_after(&rhythm, 7, now), Some((7, at(2026, 1, 8))), "never one before");
        let once = Rhythm { every: Every::Once, ..rhythm };
        assert_eq!(next_after(&once, 0, now), None, "once is over");
    }

    proptest! {
        #[test]
        fn payments_are_in_order_and_months_keep_their_day(
            year in 1990..2100i32, month in 1..=12u8, day in 1..=31u8, minute in 0..1_440i64,
            offset in -720..=840i32, n in 0..400u32,
        ) {
            let day = day.min(days_of(year, month));
            let first = midnight(year, month, day, offset).plus_seconds(minute * 60);
            let rhythm = Rhythm { utc_offset: offset, ..monthly(first) };
            let (one, two) = (nth(&rhythm, n), nth(&rhythm, n + 1));
            prop_assert!(one < two, "in order");
            let (y, m, d) = one.map(|t| t.date(offset)).unwrap_or_default();
            prop_assert_eq!(d, day.min(days_of(y, m)), "the same day, or the month's last");
            let months = (y - year) * 12 + i32::from(m) - i32::from(month);
            prop_assert_eq!(u32::try_from(months), Ok(n), "as many months later");
        }

        #[test]
        fn the_next_is_later_than_now_and_the_one_before_is_not(
            day in 1..=28u8, ahead in 0..20_000i64, every in prop::sample::select(vec![Every::Day, Every::Week, Every::Month]),
        ) {
            let rhythm = Rhythm { every, ..monthly(at(2026, 1, day)) };
            let now = rhythm.first.plus_seconds(ahead * 3_600);
            let (n, at) = next_after(&rhythm, 0, now).expect("it never ends");
            prop_assert!(at > now);
            prop_assert!(n == 0 || nth(&rhythm, n - 1).is_some_and(|before| before <= now));
        }
    }
}
