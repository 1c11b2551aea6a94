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
    /// The pending transfer's time is over.
    #[error("the pending transfer's time is over")]
    Expired,
    /// The pending transfer's time is not over, or never ends.
    #[error("the pending transfer's time is not over")]
    NotExpired,
    /// There is no such transfer that moved money from the one account to the other.
    #[error("there is no such transfer to reverse")]
    UnknownReversed,
    /// More than what is left of the transfer that it reverses.
    #[error("{left} minor units are left to reverse")]
    OverReversed {
        /// How much is left of it.
        left: i64,
    },
    /// Nothing may leave the account.
    #[error("account {0} is frozen")]
    Frozen(AccountId),
    /// More than what may leave the account in a day.
    #[error("{left} minor units may still leave the account today")]
    OverDay {
        /// How much may still leave it today.
        left: i64,
    },
    /// More than what the pending transfer holds.
    #[error("the pending transfer holds {held} minor units only")]
    OverPending {
        /// How much it holds.
        held: i64,
    },
}
