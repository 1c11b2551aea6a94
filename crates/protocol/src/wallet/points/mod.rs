//! Points: what the service gives for payments to merchants, and what they are worth.
//!
//! They are no money, and are not in the ledger: ISO 4217 has no currency that is fit for them.
//! Each person has lots, one for each month in which points end, and a journal in which every
//! change stands with the balance after it. What a refund takes back of points that are spent
//! already is owed, and the next points pay it.

use super::overlay::{Waiting, WaitingState};
use super::price::ops::{PAY_LESS, PayLess};
use crate::caps::Caps;
use crate::error::Error;
use crate::ids::{BillId, OpId};
use crate::money::{Currency, Money};
use crate::people::Person;
use crate::time::{Timestamp, month_start};
use serde::{Deserialize, Serialize};

/// Kind of the [`Points`] row, key: `points`.
pub const POINTS: &str = "wallet.points";
/// Key of the [`Points`] row.
pub const POINTS_KEY: &str = "points";
/// Kind of [`PointsEntry`] rows, key: entry.
pub const POINTS_ENTRY: &str = "wallet.points_entry";
/// How long before they end points are told of, in seconds: 60 days.
pub const AHEAD: i64 = 60 * 86_400;
/// The most lines of a history that are read at once.
pub const MOST_ENTRIES: usize = 200;

/// How points are given and what they are worth, as the service sets it. Units are those of
/// [`Caps`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PointsRules {
    /// How many are given for each unit that is spent; nought switches points off.
    pub each: u32,
    /// How many take one unit off a payment; nought: they cannot be used so.
    pub worth: u32,
    /// For how many months after the one in which they were given they are good.
    pub months: u32,
}

impl Default for PointsRules {
    fn default() -> Self {
        Self { each: 0, worth: 100, months: 12 }
    }
}

impl PointsRules {
    /// Whether points are given at all.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.each > 0
    }

    /// Refuses rules that make no sense.
    ///
    /// # Errors
    /// `Invalid` with the bounds.
    pub fn check(&self) -> Result<(), Error> {
        if self.each <= 1_000 && self.worth <= 1_000_000 && (1..=120).contains(&self.months) {
            return Ok(());
        }
        Err(Error::invalid("error.wallet.points_rules"))
    }

    /// How many points a payment gives: rounded down, once for the whole amount.
    #[must_use]
    pub fn given_for(&self, paid: Money) -> i64 {
        let unit = Caps::money(1, paid.currency).minor.max(1);
        whole(i128::from(paid.minor.max(0)) * i128::from(self.each) / i128::from(unit))
    }

    /// What points take off a payment: rounded down.
    #[must_use]
    pub fn value(&self, points: i64, currency: Currency) -> Money {
        if self.worth == 0 {
            return Money::new(0, currency);
        }
        let unit = Caps::money(1, currency).minor;
        let minor = i128::from(points.max(0)) * i128::from(unit) / i128::from(self.worth);
        Money::new(whole(minor), currency)
    }

    /// How many of so many points can be used for an amount: no more than take something off, and
    /// always so that at least one minor unit is left to pay.
    #[must_use]
    pub fn usable(&self, points: i64, amount: Money) -> i64 {
        if self.worth == 0 || amount.minor <= 1 {
            return 0;
        }
        let unit = i128::from(Caps::money(1, amount.currency).minor.max(1));
        let worth = i128::from(self.worth);
        let most = whole(i128::from(amount.minor - 1) * worth / unit).min(points).max(0);
        let takes = i128::from(self.value(most, amount.currency).minor);
        // As few as take the same off.
        whole((takes * worth + unit - 1) / unit)
    }

    /// When points end that are given now: with a calendar month (UTC).
    #[must_use]
    pub fn ends(&self, now: Timestamp) -> Timestamp {
        let (year, month, _) = now.date(0);
        let months = i64::from(year) * 12 + i64::from(month) + i64::from(self.months.max(1));
        let year = i32::try_from(months.div_euclid(12)).unwrap_or(i32::MAX);
        month_start(year, u8::try_from(months.rem_euclid(12) + 1).unwrap_or(1), 0)
    }
}

fn whole(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Points that end together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// When they end.
    pub ends: Timestamp,
    /// How many there are; positive.
    pub points: i64,
}

/// The points that somebody has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Points {
    /// What there is, the first to end first.
    pub lots: Vec<Lot>,
    /// What is owed: then there are no lots.
    pub owed: i64,
}

impl Points {
    /// How many there are; negative where some are owed.
    #[must_use]
    pub fn balance(&self) -> i64 {
        self.lots.iter().fold(0i64, |sum, lot| sum.saturating_add(lot.points)) - self.owed
    }

    /// How many end before a moment.
    #[must_use]
    pub fn ending(&self, before: Timestamp) -> i64 {
        let these = self.lots.iter().filter(|lot| lot.ends <= before);
        these.fold(0i64, |sum, lot| sum.saturating_add(lot.points))
    }

    /// Adds points that end then; what is owed is paid first.
    pub fn give(&mut self, points: i64, ends: Timestamp) {
        let pays = self.owed.min(points);
        self.owed -= pays;
        let rest = points - pays;
        if rest <= 0 {
            return;
        }
        match self.lots.iter_mut().find(|lot| lot.ends == ends) {
            Some(lot) => lot.points = lot.points.saturating_add(rest),
            None => self.lots.push(Lot { ends, points: rest }),
        }
        self.lots.sort_by_key(|lot| lot.ends);
    }

    /// Uses points, those that end first first; says whether there were enough.
    #[must_use]
    pub fn spend(&mut self, points: i64) -> bool {
        if points < 0 || points > self.balance() {
            return false;
        }
        self.take(points, <[Lot]>::first_mut);
        true
    }

    /// Takes back points that were given and end then; others where those are gone, the last to end
    /// first; what is not there is owed.
    pub fn take_back(&mut self, points: i64, ends: Timestamp) {
        let same = |lots: &mut Vec<Lot>| lots.iter().position(|lot| lot.ends == ends);
        let mut rest = points;
        if let Some(at) = same(&mut self.lots) {
            let taken = rest.min(self.lots[at].points);
            self.lots[at].points -= taken;
            rest -= taken;
            self.lots.retain(|lot| lot.points > 0);
        }
        rest = self.take(rest, <[Lot]>::last_mut);
        self.owed = self.owed.saturating_add(rest);
    }

    /// Drops what has ended by now; says how many that were.
    #[must_use]
    pub fn expire(&mut self, now: Timestamp) -> i64 {
        let gone = self.ending(now);
        self.lots.retain(|lot| lot.ends > now);
        gone
    }

    /// Takes points lot by lot; says how many were not there.
    fn take(&mut self, points: i64, next: fn(&mut [Lot]) -> Option<&mut Lot>) -> i64 {
        let mut rest = points;
        while rest > 0 {
            let Some(lot) = next(&mut self.lots) else { break };
            let taken = rest.min(lot.points);
            lot.points -= taken;
            rest -= taken;
            self.lots.retain(|lot| lot.points > 0);
        }
        rest
    }
}

/// Why points changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointsWhy {
    /// A payment gave them.
    Given,
    /// The payment that gave them was refunded.
    TakenBack,
    /// They took something off a payment.
    Used,
    /// The payment that they were used for was refunded.
    Returned,
    /// They were exchanged for a coupon.
    Exchanged,
    /// Their time was over.
    Ended,
}

impl PointsWhy {
    /// All there are.
    pub const ALL: [Self; 6] =
        [Self::Given, Self::TakenBack, Self::Used, Self::Returned, Self::Exchanged, Self::Ended];

    /// Its word in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::TakenBack => "taken_back",
            Self::Used => "used",
            Self::Returned => "returned",
            Self::Exchanged => "exchanged",
            Self::Ended => "ended",
        }
    }
}

/// A line of the history of somebody's points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsEntry {
    /// Identifier.
    pub id: OpId,
    /// Why.
    pub why: PointsWhy,
    /// How many; negative where they go.
    pub points: i64,
    /// The balance after it.
    pub after: i64,
    /// When.
    pub at: Timestamp,
    /// The payment that it is about.
    pub bill: Option<BillId>,
    /// The merchant that it is about.
    pub merchant: Option<Person>,
}

/// Operations in scope `wallet:<me>`, re-exported by [`super::ops`].
pub mod ops {
    use super::{Deserialize, Money, Serialize};

    /// Puts money of one's own into what points are paid out of; operators only, needs the PIN.
    /// `wallet.fund_points`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct FundPoints {
        /// How much; positive.
        pub amount: Money,
    }

    /// Name of [`FundPoints`].
    pub const FUND_POINTS: &str = "wallet.fund_points";
}

/// Reads my points, with what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPoints {}

/// My points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsView {
    /// How they are given and what they are worth.
    pub rules: PointsRules,
    /// What there is, less what waits to be used.
    pub balance: i64,
    /// What waits on this device to be used.
    pub waiting: i64,
    /// What ends when, the first first.
    pub lots: Vec<Lot>,
    /// The latest lines, newest first; at most [`MOST_ENTRIES`].
    pub history: Vec<PointsEntry>,
}

/// Puts money of one's own into what points are paid out of: now, with the PIN; operators only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundFloat {
    /// Idempotency key.
    pub op: OpId,
    /// How much; positive.
    pub amount: Money,
    /// The PIN.
    pub pin: String,
}

/// Points that waiting payments use.
#[must_use]
pub fn waiting_points(waiting: &[Waiting]) -> i64 {
    waiting
        .iter()
        .filter(|w| w.name == PAY_LESS && !matches!(w.state, WaitingState::Rejected(_)))
        .filter_map(Waiting::args::<PayLess>)
        .fold(0i64, |sum, paid| sum.saturating_add(paid.points))
}

#[cfg(test)]
mod tests;
