//! Takes money out through a rail.

use super::rail::{self, PaymentRail};
use super::table::out::Proof;
use super::transfer::settle;
use super::{accounts, bills, limits};
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::ops::{self, Withdraw};
use sampan_protocol::wallet::{BillKind, check_amount};

/// Applies the operation.
///
/// # Errors
/// Why no money goes.
pub(super) fn apply(
    cx: &mut Context<'_>,
    rail: &dyn PaymentRail,
    op: &Withdraw,
) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    let mine = accounts::mine(cx, op.amount.currency)?;
    let theirs = accounts::rail(cx, rail.name(), op.amount.currency)?;
    rail::check_daily(cx, rail, mine.id, mine.id, theirs.id, op.amount)?;
    limits::leave(cx, op.amount, Proof::Pin)?;
    let effects = settle(cx, ops::WITHDRAW, mine.id, theirs.id, op.amount)?;
    Ok(bills::put_rail(cx, BillKind::Withdrawal, rail.name(), &effects)?)
}
