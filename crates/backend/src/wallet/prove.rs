//! Proves to one of its sides that a movement stands in the ledger's journal.

use super::ledger::{self, Proven, journal::Owner};
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use sampan_protocol::Error;
use sampan_protocol::wallet::ProveBill;
use sampan_protocol::wallet::proof::Proof;

/// The request.
pub(super) fn endpoint() -> Endpoint {
    Endpoint::new(
        "Proves that a movement of mine stands in the ledger's journal, once its hour is over.",
        answer,
    )
}

fn answer(caller: &Caller, request: &ProveBill) -> Result<Option<Proof>, Error> {
    let me = Owner::Person(caller.me);
    let proven = caller.backend.db().write(|sql| {
        let moved = ledger::moved(sql, request.bill.0)?;
        let moved = match moved {
            None => ledger::find(sql, request.bill.0)?,
            moved => moved,
        };
        let unknown = || Refusal::from(Error::not_found("error.wallet.no_bill"));
        let transfer = moved.ok_or_else(unknown)?.transfer;
        for account in [transfer.debit, transfer.credit] {
            if ledger::account(sql, account)?.is_some_and(|account| account.owner == me) {
                return Ok::<_, Refusal>(ledger::prove(sql, transfer.id, account)?);
            }
        }
        Err(unknown())
    })?;
    Ok(match proven {
        Proven::By(proof) => Some(proof),
        Proven::NotYet | Proven::Unknown => None,
    })
}
