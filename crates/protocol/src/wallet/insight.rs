//! What a person's spending looks like: months side by side, and whom a month went to.

use super::Category;
use crate::money::Currency;
use crate::people::Person;
use serde::{Deserialize, Serialize};

/// Reads how months compare, and whom the last of them went to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetInsight {
    /// The last month: year and month 1–12, in the reader's time zone.
    pub month: (i32, u8),
    /// How many months, at most 24.
    pub span: u8,
    /// The currency.
    pub currency: Currency,
    /// Only what was spent on this.
    pub category: Option<Category>,
    /// The reader's time zone: minutes east of UTC.
    pub utc_offset: i32,
}

/// How months compare, and whom the last of them went to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Insight {
    /// The months, oldest first, those without bills included.
    pub months: Vec<MonthSpent>,
    /// What the last month was spent on, largest first, whatever category was asked for.
    pub by_category: Vec<(Category, i64)>,
    /// Whom the last month went to, largest first; at most 10.
    pub top: Vec<SpentOn>,
}

/// What was spent in a month; positive minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSpent {
    /// Year.
    pub year: i32,
    /// Month, 1–12.
    pub month: u8,
    /// Minor units.
    pub spent: i64,
}

/// What somebody was paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpentOn {
    /// Whom.
    pub other: Person,
    /// Minor units, positive.
    pub spent: i64,
    /// In how many payments.
    pub count: u32,
}

/// The `span` months that end with this one, oldest first.
#[must_use]
pub fn months_before((year, month): (i32, u8), span: u8) -> Vec<(i32, u8)> {
    let last = year * 12 + i32::from(month) - 1;
    let of = |n: i32| (n.div_euclid(12), u8::try_from(n.rem_euclid(12) + 1).unwrap_or(1));
    (0..i32::from(span)).rev().map(|back| of(last - back)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_go_back_over_the_new_year() {
        assert_eq!(
            months_before((2026, 2), 4),
            [(2025, 11), (2025, 12), (2026, 1), (2026, 2)],
            "oldest first"
        );
        assert_eq!(months_before((2026, 12), 1), [(2026, 12)], "only itself");
        assert_eq!(months_before((2026, 1), 0), [], "none");
    }
}
