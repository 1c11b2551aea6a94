//! Fees: what the service keeps of a movement, as a leg of its own beside it.
//!
//! A merchant bears the fee on what they are paid. It is not given back with a refund: the payer
//! gets back what they paid, and the merchant has paid for having been paid.

use super::ledger::fee::leg as fee_leg;
use super::ledger::journal::{Made, Order};
use super::ledger::transfer::Effects;
use super::ledger::{self, LedgerError};
use super::legs::leg;
use super::{accounts, refusal};
use crate::module::{Context, Refusal};
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::wallet::fee::{FEE, FeeOn};
use sampan_protocol::{Error, Money};

/// What a fee's identifier is made from.
const NAME: &str = "sampan-fee-v1";
/// What the service's accounts for fees are for.
pub(super) const PURPOSE: &str = "fees";

/// Takes the fee on what a merchant was paid, out of what has just arrived.
///
/// # Errors
/// `Refused` where nothing may leave the merchant's account.
pub(super) fn of_merchant(
    cx: &mut Context<'_>,
    payee: &Person,
    paid: &Effects,
) -> Result<Option<Effects>, Refusal> {
    if payee.kind != Kind::Merchant {
        return Ok(None);
    }
    let fee = cx.settings.fees.on(&FeeOn::Merchant, paid.transfer.amount);
    take(cx, paid, paid.transfer.credit, fee).map_err(|error| match error {
        LedgerError::Db(error) => Refusal::Failed(error),
        LedgerError::Refused { refusal, .. } => {
            tracing::info!(%refusal, "a fee cannot be taken from a merchant");
            Error::refused("error.wallet.payee_frozen").with("name", payee.name.as_str()).into()
        }
    })
}

/// Takes the fee on money that was taken out, from whom it left.
///
/// # Errors
/// `Refused` where they have not got so much.
pub(super) fn of_payer(
    cx: &mut Context<'_>,
    paid: &Effects,
    fee: Money,
) -> Result<Option<Effects>, Refusal> {
    take(cx, paid, paid.transfer.debit, fee).map_err(|error| refusal::tell(error, fee))
}

fn take(
    cx: &mut Context<'_>,
    paid: &Effects,
    from: sampan_protocol::ids::AccountId,
    fee: Money,
) -> Result<Option<Effects>, LedgerError> {
    if fee.minor <= 0 {
        return Ok(None);
    }
    let fees = accounts::fees(cx, PURPOSE, fee.currency)?;
    let made = Made {
        transfer: fee_leg(leg(NAME, paid.transfer.id), from, fees.id, fee),
        purpose: FEE.to_owned(),
        order: cx.signed.map(|op| Order { body: op.body.clone(), signature: op.signature.clone() }),
        at: cx.now,
    };
    Ok(ledger::transfer(cx.sql, std::slice::from_ref(&made))?.pop())
}
