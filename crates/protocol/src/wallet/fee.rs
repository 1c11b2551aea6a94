//! Fees: what the service keeps of a movement, as operators set it, and how it is reckoned.

use crate::error::Error;
use crate::money::{Currency, Money};
use serde::{Deserialize, Serialize};

/// Purpose of the leg that takes a fee.
pub const FEE: &str = "wallet.fee";

/// The most hundredths of a percent that a fee may be.
pub const MOST_POINTS: u32 = 2_000;

/// How a fee is reckoned, in minor units of the movement's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Fee {
    /// Hundredths of a percent of the amount.
    pub basis_points: u32,
    /// Added to it.
    pub fixed: i64,
    /// At least.
    pub least: i64,
    /// At most.
    pub most: Option<i64>,
}

impl Fee {
    /// The fee on an amount, rounded up, and never more than the amount.
    #[must_use]
    pub fn on(&self, amount: i64) -> i64 {
        let part = (i128::from(amount) * i128::from(self.basis_points) + 9_999) / 10_000;
        let part = i64::try_from(part).unwrap_or(i64::MAX).saturating_add(self.fixed);
        part.max(self.least).min(self.most.unwrap_or(i64::MAX)).clamp(0, amount.max(0))
    }

    /// Refuses a fee that makes no sense.
    ///
    /// # Errors
    /// `Invalid` for more than a fifth, parts below nothing, or bounds that cross.
    pub fn check(&self) -> Result<(), Error> {
        let crossed = self.most.is_some_and(|most| most < self.least.max(0));
        if self.basis_points > MOST_POINTS || self.fixed < 0 || self.least < 0 || crossed {
            return Err(Error::invalid("error.wallet.fee_shape")
                .with("limit", i64::from(MOST_POINTS / 100)));
        }
        Ok(())
    }
}

/// What a fee is taken on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FeeOn {
    /// What a merchant is paid; the merchant bears it.
    Merchant,
    /// What is taken out by this rail; whoever takes it out bears it.
    Withdrawal(String),
}

/// A fee in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeeRule {
    /// On what.
    pub on: FeeOn,
    /// In which currency.
    pub currency: Currency,
    /// How much.
    pub fee: Fee,
}

/// All fees of a service; there is none where there is no rule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Fees {
    /// The rules, one for each kind of movement and currency.
    pub rules: Vec<FeeRule>,
}

impl Fees {
    /// The fee on an amount; nothing where there is no rule.
    #[must_use]
    pub fn on(&self, what: &FeeOn, amount: Money) -> Money {
        let rule = self.rules.iter().find(|r| r.on == *what && r.currency == amount.currency);
        Money::new(rule.map_or(0, |rule| rule.fee.on(amount.minor)), amount.currency)
    }

    /// What is left of an amount that is taken out, and the fee.
    ///
    /// # Errors
    /// `Refused` where the fee eats all of it.
    pub fn withdrawal(&self, rail: &str, amount: Money) -> Result<[Money; 2], Error> {
        let fee = self.on(&FeeOn::Withdrawal(rail.to_owned()), amount);
        let rest = Money::new(amount.minor.saturating_sub(fee.minor), amount.currency);
        if rest.minor <= 0 {
            return Err(Error::refused("error.wallet.fee_eats").with("fee", fee));
        }
        Ok([rest, fee])
    }

    /// Refuses fees that make no sense.
    ///
    /// # Errors
    /// `Invalid` with what to do instead.
    pub fn check(&self) -> Result<(), Error> {
        for (at, rule) in self.rules.iter().enumerate() {
            rule.fee.check()?;
            let same = |r: &FeeRule| r.on == rule.on && r.currency == rule.currency;
            if self.rules[..at].iter().any(same) {
                return Err(
                    Error::invalid("error.wallet.fee_twice").with("currency", rule.currency.code())
                );
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fees_round_up_and_keep_within_their_bounds() {
        let fee = Fee { basis_points: 60, fixed: 0, least: 0, most: None };
        assert_eq!(fee.on(10_000), 60, "0.60 % of 100.00");
        assert_eq!(fee.on(1), 1, "a part of a cent is a cent");
        assert_eq!(fee.on(0), 0, "nothing of nothing");
        let bounded = Fee { basis_points: 60, fixed: 10, least: 50, most: Some(200) };
        assert_eq!(bounded.on(1_000), 50, "at least");
        assert_eq!(bounded.on(10_000), 70, "part and fixed");
        assert_eq!(bounded.on(1_000_000), 200, "at most");
        assert_eq!(bounded.on(20), 20, "never more than there is");
        assert_eq!(Fee { basis_points: u32::MAX, ..fee }.on(i64::MAX), i64::MAX, "no overflow");
    }

    fn rule(on: FeeOn, code: &str, basis_points: u32) -> FeeRule {
        let fee = Fee { basis_points, ..Fee::default() };
        FeeRule { on, currency: Currency::new(code).expect("listed"), fee }
    }

    #[test]
    fn a_fee_is_taken_where_there_is_a_rule() {
        let sandbox = || FeeOn::Withdrawal("sandbox".to_owned());
        let rules = vec![rule(FeeOn::Merchant, "CNY", 60), rule(sandbox(), "CNY", 10_000)];
        let fees = Fees { rules };
        let money = |minor, code| Money::new(minor, Currency::new(code).expect("listed"));
        assert_eq!(fees.on(&FeeOn::Merchant, money(10_000, "CNY")).minor, 60, "there is one");
        assert_eq!(fees.on(&FeeOn::Merchant, money(10_000, "JPY")).minor, 0, "not in yen");
        assert!(fees.withdrawal("sandbox", money(100, "CNY")).is_err(), "nothing would be left");
        let free = fees.withdrawal("other", money(100, "CNY")).expect("it costs nothing");
        assert_eq!(free.map(|m| m.minor), [100, 0], "all of it");
    }

    #[test]
    fn fees_make_sense_or_are_refused() {
        let good = rule(FeeOn::Merchant, "CNY", 60);
        assert!(Fees { rules: vec![good.clone()] }.check().is_ok(), "an ordinary one");
        assert!(Fees { rules: vec![good.clone(), good.clone()] }.check().is_err(), "twice");
        for fee in [
            Fee { basis_points: MOST_POINTS + 1, ..Fee::default() },
            Fee { fixed: -1, ..Fee::default() },
            Fee { least: 5, most: Some(4), ..Fee::default() },
        ] {
            let rules = vec![FeeRule { fee, ..good.clone() }];
            assert!(Fees { rules }.check().is_err(), "{fee:?} makes no sense");
        }
    }
}
