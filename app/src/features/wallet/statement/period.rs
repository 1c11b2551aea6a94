//! Periods that people ask statements for, as a pure rule.

use sampan_protocol::wallet::statement::Day;

/// A period, relative to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    /// From the first of this month to today.
    ThisMonth,
    /// All of the month before.
    LastMonth,
    /// From the first of January to today.
    ThisYear,
    /// As typed.
    Own,
}

impl Period {
    /// Its first and last day; none for one that is typed.
    pub(super) fn days(self, today: Day) -> Option<(Day, Day)> {
        let (year, month, _) = today;
        match self {
            Self::ThisMonth => Some(((year, month, 1), today)),
            Self::LastMonth => {
                let (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
                Some(((year, month, 1), (year, month, length(year, month))))
            }
            Self::ThisYear => Some(((year, 1, 1), today)),
            Self::Own => None,
        }
    }
}

/// How many days a month has.
const fn length(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Reads what a field for a date holds: `2026-11-24`.
pub(super) fn read_day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let day =
        (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(day)
}

/// A day as a field for a date holds it.
pub(super) fn write_day((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_begin_and_end_on_days_that_exist() {
        let last = |today| Period::LastMonth.days(today);
        assert_eq!(last((2026, 1, 5)), Some(((2025, 12, 1), (2025, 12, 31))), "over new year");
        assert_eq!(last((2028, 3, 31)), Some(((2028, 2, 1), (2028, 2, 29))), "a leap year");
        assert_eq!(last((2100, 3, 1)), Some(((2100, 2, 1), (2100, 2, 28))), "a century is none");
        let today = (2026, 11, 24);
        assert_eq!(Period::ThisMonth.days(today), Some(((2026, 11, 1), today)), "to today");
        assert_eq!(Period::ThisYear.days(today), Some(((2026, 1, 1), today)), "to today");
        assert_eq!(Period::Own.days(today), None, "as typed");
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        assert_eq!(read_day(&write_day((2026, 3, 9))), Some((2026, 3, 9)), "there and back");
        for wrong in ["", "2026", "2026-11", "2026-11-24-1", "x-1-1"] {
            assert_eq!(read_day(wrong), None, "{wrong} is no day");
        }
    }
}
