//! Exchange: rates that the operators set, quotes that hold for a minute, and what is made of them.

mod rate;
#[cfg(test)]
mod tests;

pub use rate::{MOST_RATES, MOST_SPREAD, Pair, Price, Rate, Rates};

use crate::caps::Caps;
use crate::error::Error;
use crate::ids::{OpId, QuoteId};
use crate::money::{Currency, Money};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// For how long a quote holds, in seconds.
pub const QUOTE_SECONDS: i64 = 60;

/// That a quote is over: the same may be asked for again.
pub const QUOTE_OVER: &str = "error.wallet.quote_over";

/// What a text that is no price is told to be.
#[derive(Debug, Clone, Copy)]
struct PriceFault;

impl std::fmt::Display for PriceFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a positive decimal number of at most 10 digits")
    }
}

/// What the service exchanges by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ExchangeRules {
    /// How much of a currency the service may give beyond what it took in; nothing where there is
    /// no line.
    pub positions: Vec<Money>,
    /// After how many hours rates are too old to be used; 0 for never.
    pub stale_hours: u32,
}

impl ExchangeRules {
    /// Those of a service whose money is play money: it gives plenty of each currency.
    #[must_use]
    pub fn of_play(currencies: &[Currency]) -> Self {
        let plenty = |currency: &Currency| Caps::money(200_000, *currency);
        Self { positions: currencies.iter().map(plenty).collect(), stale_hours: 0 }
    }

    /// How much of a currency may be given beyond what was taken in.
    #[must_use]
    pub fn position(&self, currency: Currency) -> i64 {
        let line = self.positions.iter().find(|line| line.currency == currency);
        line.map_or(0, |line| line.minor.max(0))
    }

    /// Whether rates of then are too old now.
    #[must_use]
    pub fn is_stale(&self, at: Timestamp, now: Timestamp) -> bool {
        self.stale_hours > 0 && now > at.plus_seconds(i64::from(self.stale_hours) * 3_600)
    }

    /// Refuses rules that make no sense.
    ///
    /// # Errors
    /// `Invalid` for an amount below nothing, or two of one currency.
    pub fn check(&self) -> Result<(), Error> {
        let twice = |at: usize| {
            let currency = self.positions[at].currency;
            self.positions[..at].iter().any(|line| line.currency == currency)
        };
        let wrong = (0..self.positions.len()).any(|at| twice(at) || self.positions[at].minor < 0);
        if wrong { Err(Error::invalid("error.wallet.positions")) } else { Ok(()) }
    }
}

/// The rates, with what the service may give of each currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RateBoard {
    /// The rates; none before the operators set any.
    pub rates: Option<Rates>,
    /// Whether they are too old to be used.
    pub stale: bool,
    /// When they were asked for.
    pub asked: Timestamp,
}

/// Asks for the rates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskRates {}

/// Which of two amounts is fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fixed {
    /// What is given; what is got follows.
    Sell,
    /// What is got; what is given follows.
    Buy,
}

/// Asks what an exchange would be now; the answer holds for a minute, for me, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskQuote {
    /// The currency that is given.
    pub sell: Currency,
    /// The currency that is got.
    pub buy: Currency,
    /// Minor units of one of them; positive.
    pub minor: i64,
    /// Of which.
    pub fixed: Fixed,
}

/// What an exchange is, until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// Which.
    pub id: QuoteId,
    /// What is given.
    pub sell: Money,
    /// What is got.
    pub buy: Money,
    /// What is given, at the middle rate, in the currency that is got.
    pub worth: Money,
    /// What the service keeps of it, in hundredths of a percent.
    pub spread: u32,
    /// So many whole units of what is given…
    pub units: u32,
    /// …come to so many of what is got.
    pub rate: String,
    /// When the rates were set.
    pub rates_at: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
}

impl Quote {
    /// What the spread costs.
    #[must_use]
    pub const fn cost(&self) -> Money {
        Money::new(self.worth.minor.saturating_sub(self.buy.minor), self.buy.currency)
    }
}

/// What a pair comes to for an amount: both amounts, and the worth of what is given.
///
/// # Errors
/// `Refused` for less than a minor unit, or more than accounts hold.
pub fn reckon(pair: &Pair, asked: &AskQuote) -> Result<[Money; 3], Error> {
    let small = || Error::refused("error.wallet.exchange_small");
    let (sell, buy) = match asked.fixed {
        Fixed::Sell => (Money::new(asked.minor, asked.sell), pair.bought(asked.minor)),
        Fixed::Buy => {
            let sell = pair.sold(asked.minor).ok_or_else(small)?;
            (sell, Some(Money::new(asked.minor, asked.buy)))
        }
    };
    let worth = pair.worth(sell.minor).ok_or_else(small)?;
    Ok([sell, buy.ok_or_else(small)?, worth])
}

/// Operations, and their names.
pub mod ops {
    use super::{Money, QuoteId};
    use serde::{Deserialize, Serialize};

    /// Exchanges money by a quote; needs the PIN. What is given leaves under the operation's id.
    /// `wallet.exchange`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Exchange {
        /// The quote.
        pub quote: QuoteId,
        /// What is given.
        pub sell: Money,
        /// What is got.
        pub buy: Money,
    }

    /// Name of [`Exchange`].
    pub const EXCHANGE: &str = "wallet.exchange";
}

/// The act by which operators set the rates: its arguments are [`SetRates`].
pub const SET_RATES: &str = "wallet.set_rates";

/// Sets the rates, all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRates {
    /// The currency in which all others are told.
    pub base: Currency,
    /// The others.
    pub rates: Vec<Rate>,
}

/// Reads the rates; offline, as they were when they were last asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetRates {}

/// Has an exchange quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteExchange {
    /// What.
    pub ask: AskQuote,
}

/// Exchanges money by a quote: now or not at all.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeMoney {
    /// Idempotency key.
    pub op: OpId,
    /// The quote.
    pub quote: Quote,
    /// The PIN.
    pub pin: String,
}
