//! Lets go what is held.

use super::{end, find};
use crate::module::{Context, Refusal};
use crate::wallet::ledger::transfer::Step;
use sampan_protocol::ids::BillId;

/// Does it.
///
/// # Errors
/// `NotFound` if there is no such payment for me, `Refused` if it is over.
pub(super) fn apply(cx: &mut Context<'_>, payment: BillId) -> Result<(), Refusal> {
    let kept = find(cx, payment)?;
    end(cx, &kept, ("void", Step::Void(kept.id.0)), kept.amount)
}
