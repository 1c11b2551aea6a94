//! Looks up currencies by their ISO 4217 codes.

mod table;

use alloc::{format, string::String};
use core::fmt;

use crate::decimal::Decimal;

/// An active currency of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency {
    alpha: &'static str,
    numeric: u16,
    exponent: Option<u8>,
}

impl Currency {
    /// Every active currency, in alphabetical order.
    #[must_use]
    pub fn all() -> &'static [Currency] {
        table::ACTIVE
    }

    /// Looks up three capital letters, such as `SGD`.
    #[must_use]
    pub fn from_alpha(code: &str) -> Option<Currency> {
        let at = table::ACTIVE.binary_search_by(|currency| currency.alpha.cmp(code)).ok()?;
        table::ACTIVE.get(at).copied()
    }

    /// Looks up a number, such as 702.
    #[must_use]
    pub fn from_numeric(number: u16) -> Option<Currency> {
        table::ACTIVE.iter().find(|currency| currency.numeric == number).copied()
    }

    /// Looks up exactly three ASCII digits, such as `036`.
    #[must_use]
    pub fn from_digits(code: &str) -> Option<Currency> {
        let three = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
        if three { Currency::from_numeric(code.parse().ok()?) } else { None }
    }

    /// Its three letters.
    #[must_use]
    pub const fn alpha(self) -> &'static str {
        self.alpha
    }

    /// Its number.
    #[must_use]
    pub const fn numeric(self) -> u16 {
        self.numeric
    }

    /// Its number as the three digits that a payload holds.
    #[must_use]
    pub fn digits(self) -> String {
        format!("{:03}", self.numeric)
    }

    /// How many decimals its minor unit has; `None` for metals, baskets and test codes.
    #[must_use]
    pub const fn exponent(self) -> Option<u8> {
        self.exponent
    }

    /// Reads a decimal amount as minor units, exactly or not at all.
    #[must_use]
    pub fn parse_minor(self, amount: &str) -> Option<i64> {
        Decimal::parse(amount)?.minor(self.exponent?)
    }

    /// Writes minor units as a decimal amount with all decimals of the currency.
    ///
    /// A payload knows no sign, so negative amounts have no text.
    #[must_use]
    pub fn format_minor(self, minor: i64) -> Option<String> {
        let digits = usize::from(self.exponent?);
        let minor = u64::try_from(minor).ok()?;
        let unit = 10_u64.checked_pow(u32::from(self.exponent?))?;
        let (whole, part) = (minor / unit, minor % unit);
        Some(if digits == 0 { format!("{whole}") } else { format!("{whole}.{part:0digits$}") })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.alpha)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(alpha: &str) -> Currency {
        Currency::from_alpha(alpha).expect("an active currency")
    }

    #[test]
    fn the_table_is_sorted_and_each_code_stands_once() {
        let all = Currency::all();
        assert_eq!(all.len(), 178);
        assert!(all.windows(2).all(|pair| pair[0].alpha < pair[1].alpha));
        for currency in all {
            assert_eq!(Currency::from_numeric(currency.numeric), Some(*currency));
            assert_eq!(Currency::from_alpha(currency.alpha), Some(*currency));
            assert_eq!(Currency::from_digits(&currency.digits()), Some(*currency));
            assert!(currency.alpha.len() == 3 && currency.numeric < 1000);
        }
    }

    #[test]
    fn knows_the_exponents_that_are_not_two() {
        for (alpha, exponent) in [
            ("JPY", Some(0)),
            ("VND", Some(0)),
            ("KRW", Some(0)),
            ("IDR", Some(2)),
            ("KHR", Some(2)),
            ("KWD", Some(3)),
            ("CLF", Some(4)),
            ("XAU", None),
        ] {
            assert_eq!(of(alpha).exponent(), exponent, "{alpha}");
        }
    }

    #[test]
    fn looks_up_exact_codes_only() {
        assert_eq!(Currency::from_digits("036"), Some(of("AUD")));
        for code in ["36", "0036", "+36", "０３６", " 36", "", "999x", "001"] {
            assert_eq!(Currency::from_digits(code), None, "{code:?}");
        }
        assert_eq!(Currency::from_alpha("sgd"), None);
        assert_eq!(Currency::from_alpha("HRK"), None, "Croatia pays in euro");
    }

    #[test]
    fn minor_units_go_there_and_back() {
        for (alpha, text, minor) in [
            ("SGD", "0.05", 5),
            ("SGD", "12.34", 1234),
            ("JPY", "999", 999),
            ("KWD", "1.000", 1000),
            ("SGD", "92233720368547758.07", i64::MAX),
        ] {
            assert_eq!(of(alpha).parse_minor(text), Some(minor));
            assert_eq!(of(alpha).format_minor(minor).as_deref(), Some(text));
        }
        assert_eq!(of("SGD").format_minor(-1), None);
        assert_eq!(of("XAU").format_minor(1), None);
    }
}
