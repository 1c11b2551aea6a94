//! Gives money back to whom it came from: a reversal that names what it reverses.

use super::ledger::journal::{Made, Owner};
use super::ledger::transfer::{Effects, Step, Transfer};
use super::table::out::Proof;
use super::{accounts, bills, charges, dispute, family, ledger, limits, price, transfer};
use crate::module::{Context, Refusal};
use sampan_protocol::ids::{BillId, OpId, PersonId};
use sampan_protocol::wallet::check_note;
use sampan_protocol::wallet::refund::{GIVEN_BACK, GivenBack, REFUND, Refund};
use sampan_protocol::{Error, Money};
use uuid::Uuid;

/// What the ledger calls it.
pub(super) const PURPOSE: &str = REFUND;

/// Applies the operation.
///
/// # Errors
/// `NotFound` if the bill brought me nothing, `Refused` where less than that is left of it, or
/// nobody stands behind it.
pub(super) fn apply(cx: &mut Context<'_>, op: &Refund) -> Result<(), Refusal> {
    give_back(cx, cx.op_id.0, op)
}

/// Gives money of mine back under an identifier. What is disputed of it goes back first.
///
/// # Errors
/// As [`apply`].
pub(super) fn give_back(cx: &mut Context<'_>, id: Uuid, op: &Refund) -> Result<(), Refusal> {
    check_note(&op.note)?;
    let came = ledger::moved(cx.sql, op.bill.0)?
        .ok_or_else(|| Error::not_found("error.wallet.no_bill"))?;
    let paid = came.transfer.amount;
    let mine = accounts::mine(cx, paid.currency)?;
    if came.transfer.credit != mine.id {
        return Err(Error::not_found("error.wallet.no_bill").into());
    }
    if op.amount.currency != paid.currency {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    let before = ledger::reversed(cx.sql, came.transfer.id)?;
    let besides = price::back(cx, op.bill, before, op.amount)?.map_or(0, |parts| parts.minor());
    let payer = payer(cx, &came)?;
    let leaves = Money::new(op.amount.minor.saturating_add(besides), op.amount.currency);
    limits::leave_as(cx, OpId(id), leaves, Proof::Pin)?;
    if let Some(open) = dispute::open_about(cx, came.transfer.id)? {
        return dispute::refunded(cx, open, (id, op.amount.minor), &op.note);
    }
    let effects = reverse(cx, id, &came.transfer, op.amount)?;
    tell(cx, op.bill, &came.transfer, [cx.me.id, payer], &op.note, &effects)
}

/// Tells both sides, whoever gave it back first, of what went back of a payment; what was taken off
/// the payment goes back with it, in proportion.
///
/// # Errors
/// What the database says.
pub(super) fn tell(
    cx: &mut Context<'_>,
    bill: BillId,
    came: &Transfer,
    sides: [PersonId; 2],
    note: &str,
    effects: &Effects,
) -> Result<(), Refusal> {
    let now = effects.transfer.amount;
    let before = ledger::reversed(cx.sql, came.id)?.saturating_sub(now.minor);
    let parts = price::back(cx, bill, before, now)?;
    let [from, to] = [charges::person(cx, sides[0])?, charges::person(cx, sides[1])?];
    let by_card = family::refunded(cx, came.id)?;
    let user = by_card.as_ref().map(family::Refunded::user);
    match by_card {
        Some(card) => card.note(cx, &from, note, effects)?,
        None => bills::put_refund(cx, [&from, &to], note, effects)?,
    }
    let back = ledger::reversed(cx.sql, came.id)?;
    let paid = came.amount;
    let row = GivenBack { bill, paid, back: Money::new(back, paid.currency) };
    for side in sides.into_iter().chain(user) {
        cx.put(&bills::scope(side), GIVEN_BACK, bill, &row)?;
    }
    parts.map_or(Ok(()), |parts| price::give_back(cx, &parts))
}

/// Who paid: what came by a rail or out of a packet goes back by its own way.
fn payer(cx: &mut Context<'_>, came: &Made) -> Result<PersonId, Refusal> {
    match ledger::account(cx.sql, came.transfer.debit)?.map(|from| from.owner) {
        Some(Owner::Person(payer)) => Ok(payer),
        _ => Err(Error::refused("error.wallet.cannot_refund").into()),
    }
}

/// Reverses a part of a transfer, under this identifier.
///
/// # Errors
/// `Refused` where less than that is left of it.
pub(super) fn reverse(
    cx: &mut Context<'_>,
    id: Uuid,
    came: &Transfer,
    amount: Money,
) -> Result<Effects, Refusal> {
    let back = Transfer {
        id,
        step: Step::Reverse(came.id),
        debit: came.credit,
        credit: came.debit,
        amount,
    };
    transfer::linked(cx, &[(PURPOSE, back)])?.pop().ok_or_else(|| Error::internal().into())
}
