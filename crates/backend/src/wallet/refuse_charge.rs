//! Says no to a charge of my code.

use super::charges;
use super::table::charge;
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::ChargeState;
use sampan_protocol::wallet::ops::RefuseCharge;

/// Applies the operation.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` if it is answered or over.
pub(super) fn apply(cx: &mut Context<'_>, op: &RefuseCharge) -> Result<(), Refusal> {
    let charged = charges::asking_me(cx, op.charge)?;
    let merchant = charges::person(cx, charged.merchant)?;
    let me = cx.me.clone();
    charge::close(cx.sql, charged.id)?;
    Ok(charges::tell(cx, &charged, [&me, &merchant], &ChargeState::Declined)?)
}
