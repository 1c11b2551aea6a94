//! Puts money in through a rail.

use super::rail::{self, PaymentRail};
use super::transfer::settle;
use super::{accounts, bills};
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::ops::{self, TopUp};
use sampan_protocol::wallet::{BillKind, check_amount};

/// Applies the operation.
///
/// # Errors
/// Why no money comes.
pub(super) fn apply(
    cx: &mut Context<'_>,
    rail: &dyn PaymentRail,
    op: &TopUp,
) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    let mine = accounts::mine(cx, op.amount.currency)?;
    let theirs = accounts::rail(cx, rail.name(), op.amount.currency)?;
    rail::check_daily(cx, rail, mine.id, theirs.id, mine.id, op.amount)?;
    let effects = settle(cx, ops::TOP_UP, theirs.id, mine.id, op.amount)?;
    Ok(bills::put_rail(cx, BillKind::TopUp, rail.name(), &effects, None)?)
}
