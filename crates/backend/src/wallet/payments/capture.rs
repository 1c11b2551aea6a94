//! Moves what is held to whom it is held for, in full or in part; the rest is free again.

use super::{end, find};
use crate::module::{Context, Refusal};
use crate::wallet::ledger::transfer::Step;
use sampan_protocol::ids::BillId;
use sampan_protocol::{Error, Money};

/// Does it.
///
/// # Errors
/// `NotFound` if there is no such payment for me, `Refused` if it is over, its time is over, or
/// less is held.
pub(super) fn apply(cx: &mut Context<'_>, payment: BillId, amount: Money) -> Result<(), Refusal> {
    let kept = find(cx, payment)?;
    if amount.currency != kept.amount.currency {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    if amount.minor > kept.amount.minor {
        return Err(Error::refused("error.wallet.hold_less").with("held", kept.amount).into());
    }
    end(cx, &kept, ("capture", Step::Post(kept.id.0)), amount)
}
