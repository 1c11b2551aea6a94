//! Lets a charge of my code have the money.

use super::table::charge;
use super::table::out::Proof;
use super::{charges, limits};
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::ChargeState;
use sampan_protocol::wallet::ops::{self, ConfirmCharge};

/// Applies the operation.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` if it is answered, over, or cannot be paid.
pub(super) fn apply(cx: &mut Context<'_>, op: &ConfirmCharge) -> Result<(), Refusal> {
    let charged = charges::asking_me(cx, op.charge)?;
    let (merchant, me) = (charges::person(cx, charged.merchant)?, cx.me.clone());
    let sides = [&me, &merchant];
    limits::leave(cx, charged.amount, Proof::Pin)?;
    let bill = charges::pay(cx, ops::CONFIRM_CHARGE, &charged, sides)?;
    charge::close(cx.sql, charged.id)?;
    Ok(charges::tell(cx, &charged, sides, &ChargeState::Paid(bill))?)
}
