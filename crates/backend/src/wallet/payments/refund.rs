//! Gives back what was taken, in full or in part.

use super::{find, named};
use crate::module::{Context, Refusal};
use crate::wallet::ledger;
use crate::wallet::refund;
use crate::wallet::table::hold::Standing;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::refund::Refund;
use sampan_protocol::{Error, Money};

/// Does it.
///
/// # Errors
/// `NotFound` if it is no payment to me, `NeedsPin` where the operation was not approved, `Refused`
/// if it was not taken, or less than that is left of it.
pub(super) fn apply(
    cx: &mut Context<'_>,
    payment: BillId,
    amount: Money,
    note: &str,
) -> Result<(), Refusal> {
    let kept = find(cx, payment)?;
    if kept.payee != cx.me.id {
        return Err(Error::not_found("error.wallet.no_bill").into());
    }
    cx.must_be_approved()?;
    if kept.standing != Standing::Captured {
        return Err(Error::refused("error.wallet.hold_over").into());
    }
    let id = named(cx, "refund", payment);
    if let Some(made) = ledger::find(cx.sql, id)? {
        let taken = || Error::invalid("error.wallet.id_taken");
        return if made.transfer.amount == amount { Ok(()) } else { Err(taken().into()) };
    }
    refund::give_back(cx, id, &Refund { bill: payment, amount, note: note.to_owned() })
}
