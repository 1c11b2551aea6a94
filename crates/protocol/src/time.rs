//! Points in time, and the two seams by which time and randomness are passed in.

use serde::{Deserialize, Serialize};

/// A point in time: microseconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The point `micros` microseconds after the epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// The point `seconds` seconds after the epoch.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// Microseconds since the epoch.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, rounded down.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The point `seconds` later (earlier if negative); stays at the limits of `i64`.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// The civil date `(year, month, day)` at `offset_minutes` east of UTC (proleptic Gregorian).
    #[must_use]
    pub const fn date(self, offset_minutes: i32) -> (i32, u8, u8) {
        let days = (self.seconds() + offset_minutes as i64 * 60).div_euclid(86_400);
        civil_from_days(days)
    }
}

/// The date of the day `days` after 1970-01-01, counted in eras of 400 years from 0000-03-01.
const fn civil_from_days(days: i64) -> (i32, u8, u8) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + (month <= 2) as i64;
    (year as i32, month as u8, day as u8)
}

/// The first instant of a civil month at `offset_minutes` east of UTC.
#[must_use]
pub const fn month_start(year: i32, month: u8, offset_minutes: i32) -> Timestamp {
    let y = year as i64 - (month <= 2) as i64;
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let shifted_month = (month as i64 + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    Timestamp::from_seconds(days * 86_400 - offset_minutes as i64 * 60)
}

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// Gives randomness; what makes keys and codes must be fit for cryptography.
pub trait Random: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_dates() {
        assert_eq!(Timestamp::from_seconds(0).date(0), (1970, 1, 1), "the epoch");
        assert_eq!(Timestamp::from_seconds(951_782_400).date(0), (2000, 2, 29), "a leap day");
        assert_eq!(
            Timestamp::from_seconds(1_767_225_599).date(480),
            (2026, 1, 1),
            "Shanghai is eight hours ahead"
        );
    }

    proptest! {
        #[test]
        fn a_month_starts_where_the_date_says(year in 1900..2200i32, month in 1..=12u8, off in -720..=840i32) {
            let start = month_start(year, month, off);
            prop_assert_eq!(start.date(off), (year, month, 1));
            prop_assert_ne!(Timestamp(start.0 - 1).date(off).1, month);
        }
    }
}
