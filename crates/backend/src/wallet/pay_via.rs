//! Pays somebody by a rail: what is paid comes in through it and goes on, both or neither.

use super::rail::{self, PaymentRail};
use super::table::out::Proof;
use super::transfer::{self, settle_as};
use super::{accounts, bills};
use crate::module::{Context, Refusal};
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::wallet::ops::{self, PayVia};
use sampan_protocol::wallet::{BillKind, check_amount};
use uuid::Uuid;

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
    let id = first_leg(cx.op_id.0);
    let effects = settle_as(cx, id, ops::TOP_UP, theirs.id, mine.id, amount)?;
    bills::put_rail(cx, BillKind::TopUp, rail.name(), &effects)?;
    transfer::apply(cx, &op.transfer(), Proof::Pin)
}

/// The identifier of the transfer that brings the money in: made from the operation's, so that it
/// is the same whenever the operation is applied (UUID version 8, RFC 9562).
fn first_leg(op: Uuid) -> Uuid {
    let digest = sha256_hex(format!("sampan-first-leg-v1\n{op}").as_bytes());
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(digest.as_bytes().chunks_exact(2)) {
        let digit = |at: usize| (pair[at] as char).to_digit(16).unwrap_or(0);
        *byte = u8::try_from(digit(0) * 16 + digit(1)).unwrap_or(0);
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
