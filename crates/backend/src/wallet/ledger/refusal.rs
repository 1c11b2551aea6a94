//! Why the ledger refuses a transfer.

use sampan_protocol::ids::AccountId;

/// Why a transfer may not be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such account.
    #[error("there is no account {0}")]
    UnknownAccount(AccountId),
    /// Debit and credit are the same account.
    #[error("debit and credit are the same account")]
    SameAccount,
    /// The amount is not positive.
    #[error("the amount is not positive")]
    NotPositive,
    /// An account has another currency.
    #[error("account {0} has another currency")]
    OtherCurrency(AccountId),
    /// The account would fall below its floor.
    #[error("{missing} minor units are missing")]
    TooLittle {
        /// How much is missing.
        missing: i64,
    },
    /// The account would rise above its ceiling, or above what any account can hold.
    #[error("the account cannot hold that much")]
    TooMuch,
    /// The identifier belongs to another transfer.
    #[error("the identifier belongs to another transfer")]
    IdTaken,
    /// There is no such pending transfer between these accounts.
    #[error("there is no such pending transfer between these accounts")]
    UnknownPending,
    /// The pending transfer was posted or voided before.
    #[error("the pending transfer was posted or voided before")]
    Resolved,
    /// More than what the pending transfer holds.
    #[error("the pending transfer holds {held} minor units only")]
    OverPending {
        /// How much it holds.
        held: i64,
    },
}
