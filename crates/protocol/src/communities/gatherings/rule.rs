//! How something recurs: the part of RFC 5545's rules that people can choose, as text and back.

use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// Every so many of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Days.
    Day,
    /// Weeks, on some days of the week.
    #[default]
    Week,
    /// Months, on the same day of the month; months that have none are left out.
    Month,
    /// Months, on the first, second, …, last such weekday.
    MonthWeekday,
    /// Years, on the same date; years that have none are left out.
    Year,
}

impl Every {
    /// Every choice.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::MonthWeekday, Self::Year];

    /// Its word, in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::MonthWeekday => "month_weekday",
            Self::Year => "year",
        }
    }

    /// The choice with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.word() == word)
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mo,
    /// Tuesday.
    Tu,
    /// Wednesday.
    We,
    /// Thursday.
    Th,
    /// Friday.
    Fr,
    /// Saturday.
    Sa,
    /// Sunday.
    Su,
}

impl Weekday {
    /// From Monday on.
    pub const ALL: [Self; 7] =
        [Self::Mo, Self::Tu, Self::We, Self::Th, Self::Fr, Self::Sa, Self::Su];

    /// Its two letters in RFC 5545.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mo => "MO",
            Self::Tu => "TU",
            Self::We => "WE",
            Self::Th => "TH",
            Self::Fr => "FR",
            Self::Sa => "SA",
            Self::Su => "SU",
        }
    }

    /// The weekday of a civil date, by the days since 1970-01-01, which was a Thursday.
    #[must_use]
    pub const fn of_day(days: i64) -> Self {
        Self::ALL[(days + 3).rem_euclid(7) as usize]
    }
}

/// When it ends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// Never: the calendar looks [`HORIZON_DAYS`] ahead.
    #[default]
    Never,
    /// After so many times.
    Times(i64),
    /// With this day, at the place: `2026-12-31`.
    Until(String),
}

/// How something recurs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// Of what.
    pub every: Every,
    /// Every how many; from 1 on.
    pub interval: i64,
    /// On which days, of weeks.
    pub days: Vec<Weekday>,
    /// Which one of the month, of months by weekday: 1 to 4, or -1 for the last.
    pub nth: i64,
    /// When it ends.
    pub end: End,
}

/// How far ahead of its beginning something that never ends is looked at.
pub const HORIZON_DAYS: i64 = 5 * 366;
/// The most times that a rule says.
pub const MOST_TIMES: i64 = 500;
/// The largest interval.
pub const MOST_INTERVAL: i64 = 52;

impl Rule {
    /// The rule as RFC 5545 writes it; `until` is how the last day is written, as that takes the
    /// time zone.
    #[must_use]
    pub fn text(&self, until: &str) -> String {
        let frequency = match self.every {
            Every::Day => "DAILY",
            Every::Week => "WEEKLY",
            Every::Month | Every::MonthWeekday => "MONTHLY",
            Every::Year => "YEARLY",
        };
        let mut text = format!("FREQ={frequency}");
        if self.interval != 1 {
            let _ = write!(text, ";INTERVAL={}", self.interval);
        }
        match &self.end {
            End::Never => {}
            End::Times(n) => {
                let _ = write!(text, ";COUNT={n}");
            }
            End::Until(_) => {
                let _ = write!(text, ";UNTIL={until}");
            }
        }
        let days: Vec<&str> = self.days.iter().map(|day| day.word()).collect();
        match (self.every, self.days.first()) {
            (Every::Week, Some(_)) => {
                let _ = write!(text, ";BYDAY={}", days.join(","));
            }
            (Every::MonthWeekday, Some(day)) => {
                let _ = write!(text, ";BYDAY={}{}", self.nth, day.word());
            }
            _ => {}
        }
        text
    }

    /// Refuses what is no rule: an interval of nothing, a week without days, the fifth Monday.
    ///
    /// # Errors
    /// `Invalid`, with what to choose.
    pub fn check(&self) -> Result<(), Error> {
        let key = match (self.every, &self.end) {
            _ if !(1..=MOST_INTERVAL).contains(&self.interval) => "error.gatherings.interval",
            (Every::Week, _) if self.days.is_empty() || self.days.len() > 7 => {
                "error.gatherings.weekdays"
            }
            (Every::MonthWeekday, _)
                if self.days.len() != 1 || !(matches!(self.nth, -1 | 1..=4)) =>
            {
                "error.gatherings.weekdays"
            }
            (_, End::Times(n)) if !(1..=MOST_TIMES).contains(n) => "error.gatherings.times",
            (_, End::Until(day)) if day_of(day).is_none() => "error.gatherings.until",
            _ => return Ok(()),
        };
        Err(Error::invalid(key).with("limit", MOST_TIMES))
    }
}

/// The numbers of a civil date `2026-12-31`; none if it is no such date.
#[must_use]
pub fn day_of(text: &str) -> Option<(i32, u8, u8)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse::<u8>().ok()?);
    ((1..=12).contains(&month) && day >= 1).then_some(())?;
    let start = crate::time::month_start(year, month, 0);
    let date = start.plus_seconds((i64::from(day) - 1) * 86_400).date(0);
    (date == (year, month, day)).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_written_as_the_rfc_has_them() {
        let weekly = Rule {
            every: Every::Week,
            interval: 2,
            days: vec![Weekday::Tu, Weekday::Th],
            nth: 0,
            end: End::Times(10),
        };
        assert_eq!(weekly.text(""), "FREQ=WEEKLY;INTERVAL=2;COUNT=10;BYDAY=TU,TH");
        let monthly = Rule {
            every: Every::MonthWeekday,
            interval: 1,
            days: vec![Weekday::Fr],
            nth: -1,
            end: End::Until("2026-12-31".into()),
        };
        let text = monthly.text("20261231T225959Z");
        assert_eq!(text, "FREQ=MONTHLY;UNTIL=20261231T225959Z;BYDAY=-1FR");
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        let daily = Rule { every: Every::Day, interval: 1, ..Rule::default() };
        assert!(daily.check().is_ok(), "every day, for ever");
        for wrong in [
            Rule { interval: 0, ..daily.clone() },
            Rule { interval: MOST_INTERVAL + 1, ..daily.clone() },
            Rule { every: Every::Week, ..daily.clone() },
            Rule { every: Every::MonthWeekday, days: vec![Weekday::Mo], nth: 5, ..daily.clone() },
            Rule { end: End::Times(0), ..daily.clone() },
            Rule { end: End::Times(MOST_TIMES + 1), ..daily.clone() },
            Rule { end: End::Until("2026-02-30".into()), ..daily.clone() },
            Rule { end: End::Until("soon".into()), ..daily },
        ] {
            assert!(wrong.check().is_err(), "{wrong:?} must be refused");
        }
    }

    #[test]
    fn weekdays_follow_the_calendar() {
        assert_eq!(Weekday::of_day(0), Weekday::Th, "1970-01-01 was a Thursday");
        assert_eq!(Weekday::of_day(-1), Weekday::We, "and the day before a Wednesday");
        assert_eq!(day_of("2024-02-29"), Some((2024, 2, 29)), "a leap day");
        assert_eq!(day_of("2023-02-29"), None, "there was none");
    }
}
