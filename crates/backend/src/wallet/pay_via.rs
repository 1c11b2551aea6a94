//! Pays somebody by a rail: what is paid comes in through it and goes on, both or neither.

use super::legs::leg;
use super::rail::{self, PaymentRail};
use super::table::out::Proof;
use super::transfer::{self, settle_as};
use super::{accounts, bills};
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::ops::{self, PayVia};
use sampan_protocol::wallet::{BillKind, check_amount};

/// Applies the operation.
///
/// # Errors
/// Why no money comes, or why it does not go on.
pub(super) fn apply(
    cx: &mut Context<'_>,
    rail: &dyn PaymentRail,
    op: &PayVia,
) -> Result<(), Refusal> {
    let amount = op.amount;
    check_amount(amount, cx.limits)?;
    let mine = accounts::open(cx, cx.me.id, amount.currency)?;
    let theirs = accounts::rail(cx, rail.name(), amount.currency)?;
    rail::check_daily(cx, rail, mine.id, theirs.id, mine.id, amount)?;
    let id = leg("sampan-first-leg-v1", cx.op_id.0);
    let effects = settle_as(cx, id, ops::TOP_UP, theirs.id, mine.id, amount)?;
    bills::put_rail(cx, BillKind::TopUp, rail.name(), &effects, None)?;
    transfer::apply(cx, &op.transfer(), Proof::Pin)
}
