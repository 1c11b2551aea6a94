//! Small payments without PIN, and the limits that hold for a person and a device.

use crate::caps::Caps;
use crate::ids::OpId;
use crate::money::Money;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of the [`SmallPay`] row, key: `small`.
pub const SMALL: &str = "wallet.small";
/// Key of the [`SmallPay`] row.
pub const SMALL_KEY: &str = "small";

/// How much a person lets go without PIN; all of it nought is off.
///
/// Units are those of [`Caps`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SmallPay {
    /// The most that one payment may move.
    pub each: u32,
    /// The most that all of them may move in 24 hours, or since a PIN was last given.
    pub day: u32,
}

impl SmallPay {
    /// Whether an amount is small enough for one payment.
    #[must_use]
    pub fn allows(self, amount: Money) -> bool {
        self.each > 0 && amount.minor <= Caps::money(self.each, amount.currency).minor
    }

    /// Whether the service lets a person choose this.
    #[must_use]
    pub const fn is_within(self, caps: &Caps) -> bool {
        self.each > 0
            && self.each <= caps.small_each
            && self.each <= self.day
            && self.day <= caps.small_day
    }
}

/// Operations in scope `wallet:<me>`, re-exported by [`super::ops`].
pub mod ops {
    use super::{Deserialize, Serialize};

    /// Lets small payments go without PIN from now on; needs the PIN. `wallet.small_on`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct SmallOn {
        /// The most that one payment may move, in units of [`crate::caps::Caps`].
        pub each: u32,
        /// The most that all of them may move in a day.
        pub day: u32,
    }

    /// Asks for the PIN always again. `wallet.small_off`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct SmallOff {}

    /// Name of [`SmallOn`].
    pub const SMALL_ON: &str = "wallet.small_on";
    /// Name of [`SmallOff`].
    pub const SMALL_OFF: &str = "wallet.small_off";
    /// Name of a [`super::super::ops::Transfer`] that is small enough to go without PIN.
    pub const PAY_SMALL: &str = "wallet.pay_small";
}

/// Lets small payments go without PIN, or not any more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetSmall {
    /// Idempotency key.
    pub op: OpId,
    /// How much; nought switches it off.
    pub small: SmallPay,
    /// The PIN, to switch it on.
    pub pin: Option<String>,
}

/// Asks for every limit that holds for this person on this device, with what is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskLimits {}

/// Reads the limits; offline, as they were when they were last asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetLimits {}

/// Limits, as of a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limits {
    /// The limits, account by account.
    pub lines: Vec<LimitLine>,
    /// When they were asked for.
    pub at: Timestamp,
}

/// A limit in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LimitLine {
    /// What it is about.
    pub kind: LimitKind,
    /// The most.
    pub most: Money,
    /// Minor units of it that are used; none for what is counted one by one.
    pub used: Option<i64>,
    /// When it ends; none if it stays.
    pub until: Option<Timestamp>,
}

/// What a limit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// One payment.
    Each,
    /// Everything that leaves by a new device, a day.
    NewDevice,
    /// One pay code by itself.
    CodeEach,
    /// Pay codes by themselves, a day.
    CodeDay,
    /// One payment without PIN.
    SmallEach,
    /// Payments without PIN, a day.
    SmallDay,
    /// Money put in, a day.
    TopUp,
    /// Money taken out, a day.
    Withdraw,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn small_is_what_was_chosen_and_nothing_when_it_is_off() {
        let cny = |minor| Money::new(minor, Currency::new("CNY").expect("listed"));
        let on = SmallPay { each: 50, day: 200 };
        assert!(on.allows(cny(5_000)), "50.00 itself");
        assert!(!on.allows(cny(5_001)), "a fen more is not small");
        assert!(!SmallPay::default().allows(cny(1)), "off is off");
    }

    #[test]
    fn the_service_says_what_may_be_chosen() {
        let caps = Caps { small_each: 200, small_day: 1_000, ..Caps::default() };
        let chosen = |each, day| SmallPay { each, day }.is_within(&caps);
        assert!(chosen(200, 1_000), "as much as it lets");
        for (each, day) in [(201, 1_000), (200, 1_001), (0, 0), (100, 99)] {
            assert!(!chosen(each, day), "{each} each and {day} a day");
        }
    }
}
