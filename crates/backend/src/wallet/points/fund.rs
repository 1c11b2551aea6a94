//! Puts money into what points are paid out of.

use super::FLOAT;
use crate::module::{Context, Refusal};
use crate::wallet::bills::Way;
use crate::wallet::table::out::Proof;
use crate::wallet::transfer::settle;
use crate::wallet::{accounts, bills, limits};
use sampan_protocol::Error;
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::ops::{FUND_POINTS, FundPoints};

/// Applies the operation.
///
/// # Errors
/// `Refused` for who does not run the service, or why the money does not move.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &FundPoints) -> Result<(), Refusal> {
    let people = cx.ports.people.clone();
    if !people.is_operator(cx.sql, cx.me.id)? {
        return Err(Error::refused("error.service.operators_only").into());
    }
    check_amount(op.amount, cx.limits)?;
    limits::leave(cx, op.amount, Proof::Pin)?;
    let from = accounts::mine(cx, op.amount.currency)?;
    let float = accounts::system(cx, FLOAT.to_owned(), op.amount.currency)?;
    let effects = settle(cx, FUND_POINTS, from.id, float.id, op.amount)?;
    Ok(bills::put_voucher(cx, cx.me.id, None, "", &effects, Way::Out)?)
}
