//! A transfer of the ledger, and what it does to the two accounts that it names.

use super::account::{Balance, Today};
use sampan_protocol::ids::AccountId;
use sampan_protocol::{Money, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Names a transfer; it is the transfer's idempotency key.
pub type TransferId = Uuid;

/// Money on its way from one account to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The money is held until it is posted or voided, or until then.
    PendingUntil(Timestamp),
    /// What a pending transfer holds moves, in full or in part; the rest is free again.
    Post(TransferId),
    /// What a pending transfer holds is free again.
    Void(TransferId),
    /// What a pending transfer holds is free again, because its time is over.
    Expire(TransferId),
    /// What a transfer moved goes back, in full or in part.
    Reverse(TransferId),
}

impl Step {
    /// The word for it in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Posted => "posted",
            Self::Pending | Self::PendingUntil(_) => "pending",
            Self::Post(_) => "post",
            Self::Void(_) => "void",
            Self::Expire(_) => "expire",
            Self::Reverse(_) => "reverse",
        }
    }

    /// The pending transfer that it resolves.
    #[must_use]
    pub const fn pending(self) -> Option<TransferId> {
        match self {
            Self::Post(id) | Self::Void(id) | Self::Expire(id) => Some(id),
            Self::Posted | Self::Pending | Self::PendingUntil(_) | Self::Reverse(_) => None,
        }
    }

    /// The transfer whose money goes back.
    #[must_use]
    pub const fn reverses(self) -> Option<TransferId> {
        match self {
            Self::Reverse(id) => Some(id),
            _ => None,
        }
    }

    /// The earlier transfer that it names.
    #[must_use]
    pub fn names(self) -> Option<TransferId> {
        self.pending().or(self.reverses())
    }

    /// Until when its money is held, if that ends by itself.
    #[must_use]
    pub const fn expires(self) -> Option<Timestamp> {
        match self {
            Self::PendingUntil(until) => Some(until),
            _ => None,
        }
    }

    /// Whether it holds money.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Pending | Self::PendingUntil(_))
    }

    /// The step with this word, naming this transfer, ending then.
    #[must_use]
    pub fn from_word(
        word: &str,
        pending: Option<TransferId>,
        reverses: Option<TransferId>,
        expires: Option<Timestamp>,
    ) -> Option<Self> {
        match (word, pending, reverses, expires) {
            ("posted", None, None, None) => Some(Self::Posted),
            ("pending", None, None, None) => Some(Self::Pending),
            ("pending", None, None, Some(until)) => Some(Self::PendingUntil(until)),
            ("post", Some(id), None, None) => Some(Self::Post(id)),
            ("void", Some(id), None, None) => Some(Self::Void(id)),
            ("expire", Some(id), None, None) => Some(Self::Expire(id)),
            ("reverse", None, Some(id), None) => Some(Self::Reverse(id)),
            _ => None,
        }
    }
}

/// What a transfer does: one entry where the money leaves, and one where it arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effects {
    /// The transfer.
    pub transfer: Transfer,
    /// When: not before anything else that happened to its accounts.
    pub at: Timestamp,
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
    /// What left it and arrived on that day.
    pub today: Today,
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
