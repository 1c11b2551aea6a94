//! How much of a person's money may move with less than the full proof, as the service sets it.

use crate::money::{Currency, Money};
use serde::{Deserialize, Serialize};

/// Limits of the ways to pay that ask for less than a PIN on an old device.
///
/// Numbers are whole units of a currency that has cents; of one without, twenty times as many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Caps {
    /// The most that one pay code moves without being confirmed on the payer's device.
    pub code_each: u32,
    /// The most that all pay codes of a person move so in 24 hours.
    pub code_day: u32,
    /// The most that a person may let one payment move without PIN.
    pub small_each: u32,
    /// The most that a person may let all payments without PIN move in 24 hours.
    pub small_day: u32,
    /// The most that fingerprint or face let one payment move in the PIN's place.
    pub biometric_each: u32,
    /// The most that they let all payments of a person move in 24 hours.
    pub biometric_day: u32,
    /// For how many hours a device that joined others is new.
    pub cooling_hours: u32,
    /// The most that leaves by a new device in 24 hours.
    pub cooling_day: u32,
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            code_each: 500,
            code_day: 2_000,
            small_each: 200,
            small_day: 1_000,
            biometric_each: 2_000,
            biometric_day: 5_000,
            cooling_hours: 24,
            cooling_day: 2_000,
        }
    }
}

impl Caps {
    /// So many units as money of a currency.
    #[must_use]
    pub fn money(units: u32, currency: Currency) -> Money {
        let few = if currency.exponent() == 0 { 20 } else { 1 };
        Money::new(i64::from(units) * few * currency.scale(), currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_whole_ones_whatever_the_currency() {
        let money = |code| Caps::money(500, Currency::new(code).expect("listed")).minor;
        assert_eq!(money("CNY"), 50_000, "500.00 yuan are 50,000 fen");
        assert_eq!(money("JPY"), 10_000, "a yen is worth less, so there are more of them");
    }

    #[test]
    fn settings_that_do_not_name_them_have_the_ordinary_ones() {
        let read: Caps = serde_json::from_str("{\"code_each\":7}").expect("the rest is optional");
        assert_eq!(read, Caps { code_each: 7, ..Caps::default() }, "only what is named differs");
    }
}
