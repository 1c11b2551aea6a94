//! An account of the ledger, and how it stands.
//!
//! Amounts are signed: credits are positive and debits negative, so that the sum over all accounts
//! of a currency is always zero. What the service owes to people is a liability and stands at zero
//! or above; what it has outside (rails) is an asset and stands at zero or below.

use super::transfer::Change;
use sampan_protocol::Currency;
use sampan_protocol::ids::AccountId;
use serde::{Deserialize, Serialize};

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
    /// The least that may be available on it; zero for people, none for rails.
    pub floor: Option<i64>,
    /// The most that may be posted and expected on it.
    pub ceiling: Option<i64>,
    /// How it stands.
    pub balance: Balance,
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
