//! A transfer of the ledger, and what it does to the two accounts that it names.

use super::account::Balance;
use sampan_protocol::Money;
use sampan_protocol::ids::AccountId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Names a transfer; it is the transfer's idempotency key.
pub type TransferId = Uuid;

/// Money on its way from one account to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Which.
    pub id: TransferId,
    /// How far it goes.
    pub step: Step,
    /// Where the money leaves.
    pub debit: AccountId,
    /// Where it arrives.
    pub credit: AccountId,
    /// How much; positive.
    pub amount: Money,
}

/// How far a transfer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// The money moves at once.
    Posted,
    /// The money is held until it is posted or voided.
    Pending,
    /// What a pending transfer holds moves, in full or in part; the rest is free again.
    Post(TransferId),
    /// What a pending transfer holds is free again.
    Void(TransferId),
}

impl Step {
    /// The word for it in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Posted => "posted",
            Self::Pending => "pending",
            Self::Post(_) => "post",
            Self::Void(_) => "void",
        }
    }

    /// The pending transfer that it resolves.
    #[must_use]
    pub const fn pending(self) -> Option<TransferId> {
        match self {
            Self::Post(pending) | Self::Void(pending) => Some(pending),
            Self::Posted | Self::Pending => None,
        }
    }

    /// The step with this word, resolving this pending transfer.
    #[must_use]
    pub fn from_word(word: &str, pending: Option<TransferId>) -> Option<Self> {
        match (word, pending) {
            ("posted", None) => Some(Self::Posted),
            ("pending", None) => Some(Self::Pending),
            ("post", Some(pending)) => Some(Self::Post(pending)),
            ("void", Some(pending)) => Some(Self::Void(pending)),
            _ => None,
        }
    }
}

/// What a transfer does: one entry where the money leaves, and one where it arrives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effects {
    /// The transfer.
    pub transfer: Transfer,
    /// The debit, then the credit.
    pub entries: [Entry; 2],
}

/// A change of an account, with how it stands afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Which account.
    pub account: AccountId,
    /// What changed.
    pub change: Change,
    /// How it stands now.
    pub after: Balance,
}

/// What one transfer changes on one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Change {
    /// Added to what is posted.
    pub posted: i64,
    /// Added to what is held.
    pub held: i64,
    /// Added to what is expected.
    pub expected: i64,
}
