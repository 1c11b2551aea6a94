//! An account of the ledger, and how it stands.
//!
//! Amounts are signed: credits are positive and debits negative, so that the sum over all accounts
//! of a currency is always zero. What the service owes to people is a liability and stands at zero
//! or above; what it has outside (rails) is an asset and stands at zero or below.

use super::transfer::Change;
use sampan_protocol::ids::AccountId;
use sampan_protocol::{Currency, Timestamp};
use serde::{Deserialize, Serialize};

/// Microseconds of a day of UTC.
const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// On which side of the balance sheet an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// What the service has: money at a rail.
    Asset,
    /// What the service owes: money of a person.
    Liability,
}

impl Side {
    /// The word for it in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Liability => "liability",
        }
    }

    /// The side with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Asset, Self::Liability].into_iter().find(|side| side.word() == word)
    }
}

/// An account with its limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// Its only currency.
    pub currency: Currency,
    /// Its side of the balance sheet.
    pub side: Side,
    /// What may be done with it.
    pub limits: Limits,
    /// How it stands.
    pub balance: Balance,
    /// What left it and arrived today.
    pub today: Today,
    /// When it changed last; nothing that happens to it is dated earlier.
    pub changed: Timestamp,
}

impl Account {
    /// An account on which nothing has happened yet.
    #[must_use]
    pub fn new(id: AccountId, currency: Currency, side: Side, limits: Limits) -> Self {
        let (balance, today) = (Balance::default(), Today::default());
        Self { id, currency, side, limits, balance, today, changed: Timestamp::default() }
    }
}

/// What may be done with an account; holds count as if they were spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Limits {
    /// The least that may be available on it; zero for people, none for rails.
    pub floor: Option<i64>,
    /// The most that may be posted and expected on it.
    pub ceiling: Option<i64>,
    /// The most that may leave it in a day of UTC.
    pub day_gross: Option<i64>,
    /// The most that may leave it in a day of UTC, beyond what arrives on that day.
    pub day_net: Option<i64>,
    /// Whether nothing may leave it; what is held for others is not posted either.
    pub frozen: bool,
}

impl Limits {
    /// Those of a person: never below zero.
    pub const PERSON: Self =
        Self { floor: Some(0), ceiling: None, day_gross: None, day_net: None, frozen: false };
    /// Those of a rail: none.
    pub const NONE: Self =
        Self { floor: None, ceiling: None, day_gross: None, day_net: None, frozen: false };
}

/// What left an account and arrived on one day of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Today {
    /// The day: whole days since 1970-01-01.
    pub day: i64,
    /// What left or is held to leave, minor units.
    pub out: i64,
    /// What arrived, minor units.
    pub into: i64,
}

impl Today {
    /// The day of a point in time.
    #[must_use]
    pub const fn of(at: Timestamp) -> i64 {
        at.micros().div_euclid(DAY)
    }

    /// How the day stands after a change at `at`; `since` is when the hold that it ends was made.
    /// What is given back of an earlier day's hold is none of today's.
    #[must_use]
    pub fn with(self, change: Change, at: Timestamp, since: Option<Timestamp>) -> Option<Self> {
        let day = Self::of(at);
        let same = if self.day == day { self } else { Self { day, out: 0, into: 0 } };
        let counted = change.held.checked_sub(change.posted.min(0))?;
        let arrived = change.posted.max(0);
        let left = if counted >= 0 || since.is_none_or(|since| Self::of(since) == day) {
            counted
        } else {
            0
        };
        Some(Self {
            day,
            out: same.out.checked_add(left)?.max(0),
            into: same.into.checked_add(arrived)?,
        })
    }
}

/// How an account stands, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Balance {
    /// What is posted.
    pub posted: i64,
    /// How much of it is held for transfers out that are pending.
    pub held: i64,
    /// How much is expected from transfers in that are pending.
    pub expected: i64,
    /// How many entries made it so.
    pub version: i64,
}

impl Balance {
    /// What can still be spent: posted, less held.
    #[must_use]
    pub const fn available(self) -> i64 {
        self.posted.saturating_sub(self.held)
    }

    /// How it stands after a change; none where that is more than any account can hold.
    #[must_use]
    pub fn with(self, change: Change) -> Option<Self> {
        Some(Self {
            posted: self.posted.checked_add(change.posted)?,
            held: self.held.checked_add(change.held)?,
            expected: self.expected.checked_add(change.expected)?,
            version: self.version.checked_add(1)?,
        })
    }
}
