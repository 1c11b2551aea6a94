//! Takes a dispute of mine back.

use super::{Said, mine, proceed};
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::dispute::{By, Event, What, ops};

/// Applies the operation; what is held is free again.
///
/// # Errors
/// `NotFound` if it is none that I opened, `Refused` if it is over.
pub(in crate::wallet) fn apply(
    cx: &mut Context<'_>,
    op: &ops::WithdrawDispute,
) -> Result<(), Refusal> {
    let kept = mine(cx, op.dispute, Some(By::Payer))?;
    let said = Said { by: By::Payer, what: What::Withdrawn, text: "", pictures: &[] };
    proceed(cx, kept, Event::Withdraw, said, None)
}
