//! Rails as a service presents them: what each can do, what it costs, and when money arrives.

use crate::error::Error;
use crate::money::{Currency, Money};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Which way money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Into the wallet.
    In,
    /// Out of the wallet.
    Out,
}

/// What one way of a rail costs, and how long it takes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Terms {
    /// Ten-thousandths of the amount.
    pub per_10_000: u32,
    /// Added to it, in the minor units of each currency; nothing where none is listed.
    pub fixed: Vec<Money>,
    /// After how many seconds money is there, as a rule; none where it is there at once.
    pub seconds: Option<i64>,
}

impl Terms {
    /// The fee on an amount, rounded up, and never more than the amount.
    #[must_use]
    pub fn fee(&self, amount: Money) -> Money {
        let share = (i128::from(amount.minor) * i128::from(self.per_10_000) + 9_999) / 10_000;
        let share = i64::try_from(share).unwrap_or(i64::MAX);
        let fixed = self.fixed.iter().find(|fixed| fixed.currency == amount.currency);
        let fee = share.saturating_add(fixed.map_or(0, |fixed| fixed.minor));
        Money::new(fee.clamp(0, amount.minor.max(0)), amount.currency)
    }
}

/// What a rail can do, as a service tells its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RailInfo {
    /// Its one word, e.g. `sandbox`.
    pub name: String,
    /// What money coming in costs; none where none can.
    pub top_up: Option<Terms>,
    /// What money going out costs; none where none can.
    pub payout: Option<Terms>,
    /// Whether what came in by it can be sent back by it.
    pub refund: bool,
    /// Whether it answers at once: then a payment can be made by it, too.
    pub instant: bool,
    /// The currencies that it takes; none listed: all.
    pub currencies: Vec<Currency>,
    /// Whether it moves play money only.
    pub play: bool,
    /// What it has to be told for a payout, e.g. `iban`; nothing where it knows.
    #[serde(default)]
    pub needs: Vec<String>,
}

/// What a rail would take, and when money would be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// What it costs; part of the amount.
    pub fee: Money,
    /// What is there in the end.
    pub arrives: Money,
    /// When, as a rule; none where at once.
    pub at: Option<Timestamp>,
}

impl RailInfo {
    /// The terms of one way; none where it does not go.
    #[must_use]
    pub const fn terms(&self, way: Way) -> Option<&Terms> {
        match way {
            Way::In => self.top_up.as_ref(),
            Way::Out => self.payout.as_ref(),
        }
    }

    /// Whether it takes this currency.
    #[must_use]
    pub fn takes(&self, currency: Currency) -> bool {
        self.currencies.is_empty() || self.currencies.contains(&currency)
    }

    /// What moving an amount costs, and when it would be there.
    ///
    /// # Errors
    /// `Refused` where the rail does not go this way, not in this currency, or where the fee would
    /// be all of it.
    pub fn quote(&self, way: Way, amount: Money, now: Timestamp) -> Result<Quote, Error> {
        let terms = self.terms(way).ok_or_else(|| {
            Error::refused("error.wallet.rail_way").with("rail", self.name.as_str())
        })?;
        if !self.takes(amount.currency) {
            return Err(Error::refused("error.wallet.rail_currency")
                .with("rail", self.name.as_str())
                .with("currency", amount.currency.code()));
        }
        let fee = terms.fee(amount);
        let arrives = Money::new(amount.minor.saturating_sub(fee.minor), amount.currency);
        if amount.minor > 0 && arrives.minor <= 0 {
            return Err(Error::refused("error.wallet.rail_fee_all").with("fee", fee));
        }
        Ok(Quote { fee, arrives, at: terms.seconds.map(|seconds| now.plus_seconds(seconds)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(minor: i64, code: &str) -> Money {
        Money::new(minor, Currency::new(code).expect("listed"))
    }

    fn rail() -> RailInfo {
        let fixed = vec![money(25, "EUR")];
        let terms = Terms { per_10_000: 140, fixed, seconds: Some(60) };
        RailInfo {
            name: "sim".to_owned(),
            top_up: Some(terms),
            payout: None,
            refund: true,
            instant: false,
            currencies: vec![money(0, "EUR").currency],
            play: true,
            needs: Vec::new(),
        }
    }

    #[test]
    fn a_quote_says_the_fee_and_what_is_left() {
        let now = Timestamp::from_seconds(1_000);
        let quote = rail().quote(Way::In, money(10_001, "EUR"), now).expect("it goes");
        assert_eq!(quote.fee.minor, 166, "1.4 %, rounded up, and 25 cents");
        assert_eq!(quote.arrives.minor, 9_835, "the rest arrives");
        assert_eq!(quote.at, Some(now.plus_seconds(60)), "in a minute");
    }

    #[test]
    fn what_a_rail_cannot_do_is_refused() {
        let key = |way, amount| {
            let told = rail().quote(way, amount, Timestamp::default());
            told.expect_err("it cannot").key
        };
        assert_eq!(key(Way::Out, money(100, "EUR")), "error.wallet.rail_way", "not this way");
        assert_eq!(key(Way::In, money(100, "CNY")), "error.wallet.rail_currency", "not yuan");
        assert_eq!(key(Way::In, money(25, "EUR")), "error.wallet.rail_fee_all", "nothing is left");
    }

    proptest! {
        #[test]
        fn a_fee_is_never_more_than_the_amount(minor in 0..i64::MAX, share in 0..20_000_u32) {
            let terms = Terms { per_10_000: share, fixed: vec![money(30, "EUR")], seconds: None };
            let fee = terms.fee(money(minor, "EUR")).minor;
            prop_assert!((0..=minor).contains(&fee));
        }
    }
}
