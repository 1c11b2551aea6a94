//! Rates: what currencies cost, as exact decimal numbers, and what a pair of them comes to.

use super::PriceFault;
use crate::error::Error;
use crate::money::{Currency, Money};
use crate::time::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The most digits after the point.
const MOST_PLACES: u8 = 8;
/// The most digits in all.
const MOST_DIGITS: u32 = 10;
/// The widest spread, in hundredths of a percent.
pub const MOST_SPREAD: u32 = 2_000;
/// The most rates in a table.
pub const MOST_RATES: usize = 40;
/// Hundredths of a percent in a whole.
const WHOLE: i128 = 10_000;

/// A positive decimal number, kept as it was written: `7.1234` is 71,234 of four places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Price {
    digits: i64,
    places: u8,
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = usize::from(self.places);
        let digits = format!("{:0>width$}", self.digits, width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        if places == 0 { f.write_str(whole) } else { write!(f, "{whole}.{fraction}") }
    }
}

impl FromStr for Price {
    type Err = Error;

    /// Reads digits with at most one decimal point: no sign, no grouping, no exponent.
    fn from_str(text: &str) -> Result<Self, Error> {
        let fault = || Error::invalid("error.wallet.rate_shape");
        let text = text.trim();
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let fraction = fraction.trim_end_matches('0');
        let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let places = u8::try_from(fraction.len()).map_err(|_| fault())?;
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || places > MOST_PLACES {
            return Err(fault());
        }
        let digits: i64 = format!("{whole}{fraction}").parse().map_err(|_| fault())?;
        if digits == 0 || digits >= 10i64.pow(MOST_DIGITS) {
            return Err(fault());
        }
        Ok(Self { digits, places })
    }
}

impl Serialize for Price {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.to_string())
    }
}

impl<'de> Deserialize<'de> for Price {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(|_| serde::de::Error::custom(PriceFault))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Price {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Price".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[0-9]+([.][0-9]{1,8})?$",
            "description": "a positive decimal number, exact"
        })
    }
}

/// What a currency costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rate {
    /// The currency.
    pub currency: Currency,
    /// What one whole unit of it is worth, in whole units of the base currency.
    pub price: Price,
    /// What the service keeps when it is exchanged, in hundredths of a percent.
    pub spread: u32,
}

/// What currencies cost in a base currency, since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rates {
    /// The currency in which all others are told.
    pub base: Currency,
    /// The others.
    pub rates: Vec<Rate>,
    /// When they were set.
    pub at: Timestamp,
}

impl Rates {
    /// Refuses tables that make no sense.
    ///
    /// # Errors
    /// `Invalid` with what to do instead.
    pub fn check(&self) -> Result<(), Error> {
        let mut seen = vec![self.base];
        for rate in &self.rates {
            if seen.contains(&rate.currency) {
                return Err(Error::invalid("error.wallet.rate_twice")
                    .with("currency", rate.currency.code()));
            }
            if rate.spread > MOST_SPREAD {
                let most = i64::from(MOST_SPREAD / 100);
                return Err(Error::invalid("error.wallet.rate_spread").with("limit", most));
            }
            seen.push(rate.currency);
        }
        if seen.len() > MOST_RATES {
            return Err(Error::invalid("error.sync.arguments"));
        }
        Ok(())
    }

    /// Every currency that has a rate, the base first.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> {
        std::iter::once(self.base).chain(self.rates.iter().map(|rate| rate.currency))
    }

    /// What one currency comes to in another, by way of the base.
    ///
    /// # Errors
    /// `Refused`, naming the currency that has no rate; `Invalid` for one and the same.
    pub fn pair(&self, sell: Currency, buy: Currency) -> Result<Pair, Error> {
        if sell == buy {
            return Err(Error::invalid("error.wallet.exchange_same"));
        }
        let (sold, sold_spread) = self.of(sell)?;
        let (bought, bought_spread) = self.of(buy)?;
        let tens = |places: u8| 10i128.pow(u32::from(places));
        let get = i128::from(sold.digits) * tens(bought.places) * tens(buy.exponent());
        let per = i128::from(bought.digits) * tens(sold.places) * tens(sell.exponent());
        let common = common_divisor(get, per);
        let spread = sold_spread + bought_spread;
        Ok(Pair { sell, buy, get: get / common, per: per / common, spread })
    }

    /// What a currency costs in the base, and its spread.
    fn of(&self, currency: Currency) -> Result<(Price, u32), Error> {
        if currency == self.base {
            return Ok((Price { digits: 1, places: 0 }, 0));
        }
        let rate = self.rates.iter().find(|rate| rate.currency == currency);
        rate.map(|rate| (rate.price, rate.spread))
            .ok_or_else(|| Error::refused("error.wallet.no_rate").with("currency", currency.code()))
    }
}

/// Two currencies at their middle rate, with what the service keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    sell: Currency,
    buy: Currency,
    /// So many minor units of what is got…
    get: i128,
    /// …are worth so many minor units of what is given.
    per: i128,
    /// What the service keeps, in hundredths of a percent.
    pub spread: u32,
}

impl Pair {
    /// What an amount is worth at the middle rate, rounded down; none beyond what accounts hold.
    #[must_use]
    pub fn worth(&self, sold: i64) -> Option<Money> {
        self.down(sold, self.get, self.per).map(|minor| Money::new(minor, self.buy))
    }

    /// What is got for an amount: less the spread, rounded down; none where that is nothing.
    #[must_use]
    pub fn bought(&self, sold: i64) -> Option<Money> {
        let (get, per) = self.of_people()?;
        let got = self.down(sold, get, per).filter(|got| sold > 0 && *got > 0);
        got.map(|minor| Money::new(minor, self.buy))
    }

    /// What has to be given for an amount: more by the spread, rounded up.
    #[must_use]
    pub fn sold(&self, bought: i64) -> Option<Money> {
        let (get, per) = self.of_people()?;
        let exact = i128::from(bought).checked_mul(per)?;
        let up = exact.checked_add(get - 1)?.checked_div(get)?;
        let minor = i64::try_from(up).ok().filter(|minor| bought > 0 && *minor > 0)?;
        Some(Money::new(minor, self.sell))
    }

    /// The middle rate of whole units, or what people get, in plain digits: how many units of what
    /// is given (1, or 100 of what is worth little), and what they come to.
    #[must_use]
    pub fn told(&self, middle: bool) -> (u32, String) {
        const PLACES: u32 = 8;
        let (get, per) = self.of_people().filter(|_| !middle).unwrap_or((self.get, self.per));
        let scale = |currency: Currency| i128::from(currency.scale());
        let one = |units: i128| {
            let above = get * units * scale(self.sell);
            above.checked_mul(10i128.pow(PLACES)).map(|exact| exact / (per * scale(self.buy)))
        };
        let tenth = 10i128.pow(PLACES - 1);
        let units = if one(1).is_some_and(|rate| rate < tenth) { 100 } else { 1 };
        (units, five_digits(one(i128::from(units)).unwrap_or(0), PLACES))
    }

    /// The rate less the spread, reduced; none where nothing would be left.
    fn of_people(&self) -> Option<(i128, i128)> {
        let kept = WHOLE - i128::from(self.spread);
        let (get, per) = (self.get.checked_mul(kept)?, self.per.checked_mul(WHOLE)?);
        let common = common_divisor(get, per);
        (get > 0).then(|| (get / common, per / common))
    }

    fn down(&self, sold: i64, get: i128, per: i128) -> Option<i64> {
        i64::try_from(i128::from(sold).checked_mul(get)?.checked_div(per)?).ok()
    }
}

/// A number of so many places with five digits that count, or all of its whole ones.
fn five_digits(number: i128, places: u32) -> String {
    let text = format!("{number:0>width$}", width = places as usize + 1);
    let (whole, fraction) = text.split_at(text.len() - places as usize);
    let leading = fraction.len() - fraction.trim_start_matches('0').len();
    let kept = match whole {
        "0" => leading + 5,
        whole => 5usize.saturating_sub(whole.len()).max(2),
    };
    let fraction = fraction[..kept.min(fraction.len())].trim_end_matches('0');
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

const fn common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}
