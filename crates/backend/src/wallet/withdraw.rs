//! Takes money out through a rail.

use super::rail::{self, PaymentRail};
use super::table::out::Proof;
use super::transfer::settle;
use super::{accounts, bills, fees, limits};
use crate::module::{Context, Refusal};
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::ops::{self, Withdraw};
use sampan_protocol::wallet::{BillKind, check_amount};

/// Applies the operation. The fee is part of the amount: what is left of it goes out.
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
    let [rest, fee] = cx.settings.fees.withdrawal(rail.name(), op.amount)?;
    let effects = settle(cx, ops::WITHDRAW, mine.id, theirs.id, rest)?;
    let fee = fees::of_payer(cx, &effects, fee)?;
    let bill = BillId(effects.transfer.id);
    bills::put_rail(cx, BillKind::Withdrawal, rail.name(), &effects, fee.as_ref())?;
    Ok(bills::put_fee(cx, (cx.me.id, None), (bill, &effects), fee.as_ref())?)
}
