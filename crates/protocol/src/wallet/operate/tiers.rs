//! Tiers: how well the service knows a person, and what each allows.

use crate::caps::Caps;
use crate::error::Error;
use crate::money::{Currency, Money};
use serde::{Deserialize, Serialize};

/// What the service's tiers allow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Tiers {
    /// The tier of who registers.
    pub newcomers: u8,
    /// Who is not verified.
    pub unverified: Tier,
    /// Who is verified by little: a telephone number, a name.
    pub basic: Tier,
    /// Who is verified fully.
    pub full: Tier,
}

/// What one tier allows; in the units of [`Caps`]. Without a number, there is no limit but those
/// that everybody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tier {
    /// The most that may be on an account.
    pub ceiling: Option<u32>,
    /// The most that may leave an account in a day of UTC.
    pub day: Option<u32>,
    /// The most that may leave at once.
    pub each: Option<u32>,
}

impl Default for Tiers {
    /// Newcomers are as before there were tiers: nothing limits them but what limits everybody.
    fn default() -> Self {
        let tier =
            |ceiling, day, each| Tier { ceiling: Some(ceiling), day: Some(day), each: Some(each) };
        Self {
            newcomers: Self::FULL,
            unverified: tier(1_000, 500, 200),
            basic: tier(20_000, 5_000, 2_000),
            full: Tier::default(),
        }
    }
}

impl Tiers {
    /// The tier of who is not verified.
    pub const UNVERIFIED: u8 = 0;
    /// The tier of who is verified by little.
    pub const BASIC: u8 = 1;
    /// The tier of who is verified fully.
    pub const FULL: u8 = 2;

    /// What a tier allows.
    #[must_use]
    pub const fn of(&self, tier: u8) -> Tier {
        match tier {
            Self::UNVERIFIED => self.unverified,
            Self::BASIC => self.basic,
            _ => self.full,
        }
    }

    /// Refuses tiers that make no sense.
    ///
    /// # Errors
    /// `Invalid` with what to change.
    pub fn check(&self) -> Result<(), Error> {
        let fits = |tier: &Tier| {
            let within = |less: Option<u32>, more: Option<u32>| match (less, more) {
                (Some(less), Some(more)) => less <= more,
                (None, Some(_)) => false,
                _ => true,
            };
            within(tier.each, tier.day)
        };
        let tiers = [self.unverified, self.basic, self.full];
        if self.newcomers > Self::FULL || !tiers.iter().all(fits) {
            return Err(Error::invalid("error.wallet.tiers"));
        }
        Ok(())
    }
}

impl Tier {
    /// A limit of this tier as money.
    #[must_use]
    pub fn money(units: Option<u32>, currency: Currency) -> Option<Money> {
        units.map(|units| Caps::money(units, currency))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_that_never_heard_of_tiers_limits_nobody_by_them() {
        let tiers: Tiers = serde_json::from_str("{}").expect("everything is optional");
        assert_eq!(tiers, Tiers::default(), "the ordinary ones");
        assert_eq!(tiers.of(tiers.newcomers), Tier::default(), "and no limit for newcomers");
        assert!(tiers.check().is_ok(), "they make sense");
    }

    #[test]
    fn one_payment_is_within_a_day() {
        let mut tiers = Tiers::default();
        tiers.basic.each = Some(6_000);
        assert!(tiers.check().is_err(), "one payment would be more than a day's");
        tiers.basic.each = None;
        assert!(tiers.check().is_err(), "so would one without limit");
        let tiers = Tiers { newcomers: 3, ..Tiers::default() };
        assert!(tiers.check().is_err(), "there is no such tier");
    }
}
