//! How the ledger's refusals are told to people.

use super::ledger::LedgerError;
use super::ledger::refusal::Refusal as Rule;
use crate::module::Refusal;
use sampan_protocol::{Error, Money};

/// Says why an amount did not move.
pub(super) fn tell(error: LedgerError, amount: Money) -> Refusal {
    let refusal = match error {
        LedgerError::Db(error) => return Refusal::Failed(error),
        LedgerError::Refused { refusal, .. } => refusal,
    };
    let told = match refusal {
        Rule::TooLittle { missing } => Error::refused("error.wallet.too_little")
            .with("missing", Money::new(missing, amount.currency)),
        Rule::TooMuch => Error::refused("error.wallet.too_much"),
        Rule::NotPositive => Error::invalid("error.wallet.not_positive"),
        Rule::SameAccount => Error::invalid("error.wallet.own_payment"),
        Rule::IdTaken => Error::invalid("error.wallet.id_taken"),
        Rule::Expired => Error::refused("error.wallet.hold_expired"),
        Rule::OverReversed { left } => Error::refused("error.wallet.over_refund")
            .with("left", Money::new(left, amount.currency)),
        Rule::Frozen(_) => Error::refused("error.wallet.account_frozen"),
        Rule::OverDay { left } => Error::refused("error.wallet.over_account_day")
            .with("left", Money::new(left, amount.currency)),
        Rule::UnknownAccount(_)
        | Rule::OtherCurrency(_)
        | Rule::UnknownPending
        | Rule::UnknownReversed
        | Rule::NotExpired
        | Rule::Resolved
        | Rule::OverPending { .. } => {
            tracing::error!(%refusal, "the wallet asked the ledger for what cannot be");
            Error::internal()
        }
    };
    told.into()
}
