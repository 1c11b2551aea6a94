//! Money: whole minor units with a currency (ISO 4217), never a float.

use crate::error::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A currency by its ISO 4217 alphabetic code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency with this alphabetic code.
    ///
    /// # Errors
    /// `Invalid` if ISO 4217 lists no such currency.
    pub fn new(code: &str) -> Result<Self, Error> {
        let unknown = || Error::invalid("error.money.unknown_currency").with("code", code);
        let bytes: [u8; 3] = code.as_bytes().try_into().map_err(|_| unknown())?;
        listed(code).map(|_| Self(bytes)).ok_or_else(unknown)
    }

    /// The alphabetic code, e.g. `CNY`.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// The numeric code, e.g. `156`.
    #[must_use]
    pub fn numeric(&self) -> u16 {
        listed(self.code()).map_or(999, sampan_emvqr::Currency::numeric)
    }

    /// How many decimals the minor unit has, e.g. 2 for CNY, 0 for JPY, 3 for KWD.
    #[must_use]
    pub fn exponent(&self) -> u8 {
        listed(self.code()).and_then(sampan_emvqr::Currency::exponent).unwrap_or(0)
    }

    /// How many minor units one major unit has.
    #[must_use]
    pub fn scale(&self) -> i64 {
        10i64.pow(u32::from(self.exponent()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(from)?;
        Self::new(&code).map_err(|_| serde::de::Error::custom("not an ISO 4217 currency"))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Currency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[A-Z]{3}$",
            "description": "ISO 4217 alphabetic code"
        })
    }
}

/// The listed currency of this code, unless it is a metal or a test code, which have no minor unit.
fn listed(code: &str) -> Option<sampan_emvqr::Currency> {
    sampan_emvqr::Currency::from_alpha(code).filter(|currency| currency.exponent().is_some())
}

/// An amount of money in minor units of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Money {
    /// Minor units, e.g. 1999 for CNY 19.99. Negative where money leaves.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// So many minor units of a currency.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads what a person typed: digits with at most one decimal point, no sign, no grouping.
    ///
    /// # Errors
    /// `Invalid`, naming the fault: not a number, more decimals than the currency has, too large.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, Error> {
        let text = text.trim();
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) {
            return Err(Error::invalid("error.money.not_a_number"));
        }
        let exponent = usize::from(currency.exponent());
        let significant = fraction.trim_end_matches('0');
        if significant.len() > exponent {
            return Err(Error::invalid("error.money.too_many_decimals")
                .with("currency", currency.code())
                .with("decimals", i64::from(currency.exponent())));
        }
        let padded = format!("{whole}{significant:0<exponent$}");
        let minor = padded.trim_start_matches('0').parse::<i64>().or_else(|e| match e.kind() {
            std::num::IntErrorKind::Empty => Ok(0),
            _ => Err(Error::invalid("error.money.too_large")),
        })?;
        Ok(Self { minor, currency })
    }

    /// The amount in plain digits with a decimal point, without currency: `-19.99`.
    #[must_use]
    pub fn to_plain(self) -> String {
        let exponent = usize::from(self.currency.exponent());
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.minor.unsigned_abs(), width = exponent + 1);
        let (whole, fraction) = digits.split_at(digits.len() - exponent);
        if exponent == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// The sum, if both have one currency and it fits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let minor = self.minor.checked_add(other.minor)?;
        (self.currency == other.currency).then_some(Self { minor, ..self })
    }

    /// The same amount, the other way.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { minor: self.minor.saturating_neg(), currency: self.currency }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.to_plain(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn currency(code: &str) -> Currency {
        Currency::new(code).expect("a listed currency")
    }

    #[test]
    fn decimals_follow_the_currency() {
        let read = |text: &str, code: &str| Money::parse(text, currency(code)).map(|m| m.minor);
        assert_eq!(read("19.99", "CNY"), Ok(1999), "two decimals");
        assert_eq!(read("5", "CNY"), Ok(500), "none typed");
        assert_eq!(read(".5", "CNY"), Ok(50), "no whole part");
        assert_eq!(read("1.500", "CNY"), Ok(150), "zeros beyond the minor unit say nothing");
        assert_eq!(read("100", "JPY"), Ok(100), "yen have no minor unit");
        assert_eq!(read("1.234", "KWD"), Ok(1234), "dinars have three");
        for (text, code) in [
            ("1.234", "CNY"),
            ("1.5", "JPY"),
            ("", "CNY"),
            (".", "CNY"),
            ("-1", "CNY"),
            ("1e3", "CNY"),
            ("1,000", "CNY"),
            ("１", "CNY"),
            ("99999999999999999999", "CNY"),
        ] {
            assert!(read(text, code).is_err(), "{text} {code} must be refused");
        }
    }

    #[test]
    fn only_listed_currencies_exist() {
        for code in ["", "cny", "XQQ", "XAU", "人民币"] {
            assert!(Currency::new(code).is_err(), "{code} is not in ISO 4217");
        }
    }

    proptest! {
        #[test]
        fn plain_text_reads_back(minor in 0..i64::MAX, code in prop::sample::select(vec!["CNY", "JPY", "KWD", "USD"])) {
            let money = Money::new(minor, currency(code));
            prop_assert_eq!(Money::parse(&money.to_plain(), money.currency), Ok(money));
        }

        #[test]
        fn nothing_typed_makes_it_panic(text in ".*") {
            let _ = Money::parse(&text, currency("CNY"));
        }
    }
}
