//! The days of the demo world, in the local time of its town.

use super::Extent;
use sampan_protocol::Timestamp;

/// Minutes east of UTC.
const OFFSET: i32 = 480;
const DAY: i64 = 86_400;
/// How many days everybody is busy for.
const BUSY: i64 = 91;
/// How many bills Mei has in these days at least; more need more days.
const BUSY_BILLS: usize = 220;
/// How many bills a day of the time before has.
const BILLS_A_DAY: usize = 4;

/// The days from the first to the one that the world is looked at.
pub(in crate::seed) struct Calendar {
    today: Timestamp,
    now: Timestamp,
    length: i64,
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    midnight: Timestamp,
    /// Day of the month, from 1.
    pub(super) of_month: u8,
    /// Month, 1 to 12.
    pub(super) month: u8,
    /// Whether it is Saturday or Sunday.
    pub(super) weekend: bool,
}

impl Day {
    /// A point of the day.
    pub(super) const fn at(self, hour: i64, minute: i64) -> Timestamp {
        self.midnight.plus_seconds(hour * 3_600 + minute * 60)
    }
}

impl Calendar {
    /// The days that this much takes.
    pub(super) fn new(extent: Extent) -> Self {
        let local = extent.now.seconds() + i64::from(OFFSET) * 60;
        let midnight = local - local.rem_euclid(DAY) - i64::from(OFFSET) * 60;
        let before = extent.bills.saturating_sub(BUSY_BILLS).div_ceil(BILLS_A_DAY);
        Self {
            today: Timestamp::from_seconds(midnight),
            now: extent.now,
            length: BUSY + i64::try_from(before).unwrap_or(0),
        }
    }

    /// Every day after that of the arrivals, oldest first.
    pub(super) fn days(&self) -> impl Iterator<Item = Day> + '_ {
        (0..self.length).rev().map(|ago| self.day(ago))
    }

    /// The day so many days ago.
    pub(super) fn day(&self, ago: i64) -> Day {
        let midnight = self.today.plus_seconds(-ago * DAY);
        let (_, month, of_month) = midnight.date(OFFSET);
        let days = (midnight.seconds() + i64::from(OFFSET) * 60).div_euclid(DAY);
        // 1970-01-01 was a Thursday.
        let weekend = matches!((days + 4).rem_euclid(7), 0 | 6);
        Day { midnight, of_month, month, weekend }
    }

    /// How many days there are.
    pub(super) const fn length(&self) -> i64 {
        self.length
    }

    /// Whether a day belongs to the last three months, in which everybody is busy.
    pub(super) fn is_recent(&self, day: Day) -> bool {
        day.midnight >= self.today.plus_seconds(-(BUSY - 1) * DAY)
    }

    /// From when on only what is laid out for the last hours happens.
    pub(super) const fn last_day(&self) -> Timestamp {
        self.now.plus_seconds(-DAY)
    }

    /// When people arrive: the day before the first.
    pub(in crate::seed) const fn first_hour(&self) -> Timestamp {
        self.today.plus_seconds(-self.length * DAY + 8 * 3_600)
    }
}
