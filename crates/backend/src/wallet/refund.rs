//! Gives money back to whom it came from: a reversal that names what it reverses.

use super::ledger::journal::{Made, Order, Owner};
use super::ledger::transfer::{Effects, Step, Transfer};
use super::table::out::Proof;
use super::{accounts, bills, family, ledger, limits, price, refusal};
use crate::module::{Context, Refusal};
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::check_note;
use sampan_protocol::wallet::refund::{GIVEN_BACK, GivenBack, REFUND, Refund};
use sampan_protocol::{Error, Money};
use uuid::Uuid;

/// Applies the operation.
///
/// # Errors
/// `NotFound` if the bill brought me nothing, `Refused` where less than that is left of it, or
/// nobody stands behind it.
pub(super) fn apply(cx: &mut Context<'_>, op: &Refund) -> Result<(), Refusal> {
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
    let parts = price::back(cx, op.bill, &came.transfer, op.amount)?;
    let payer = payer(cx, &came)?;
    let by_card = family::refunded(cx, came.transfer.id)?;
    let besides = parts.as_ref().map_or(0, price::Back::minor);
    let leaves = Money::new(op.amount.minor.saturating_add(besides), op.amount.currency);
    limits::leave(cx, leaves, Proof::Pin)?;
    let effects = reverse(cx, cx.op_id.0, &came.transfer, op.amount)?;
    let people = cx.ports.people.clone();
    let payer = people.person(cx.sql, payer)?.ok_or_else(Error::internal)?;
    let user = by_card.as_ref().map(family::Refunded::user);
    match by_card {
        Some(card) => card.note(cx, &op.note, &effects)?,
        None => bills::put_refund(cx, &payer, &op.note, &effects)?,
    }
    let back = ledger::reversed(cx.sql, came.transfer.id)?;
    let row = GivenBack { bill: op.bill, paid, back: Money::new(back, paid.currency) };
    for side in [cx.me.id, payer.id].into_iter().chain(user) {
        cx.put(&bills::scope(side), GIVEN_BACK, op.bill, &row)?;
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
    let made = Made {
        transfer: Transfer {
            id,
            step: Step::Reverse(came.id),
            debit: came.credit,
            credit: came.debit,
            amount,
        },
        purpose: REFUND.to_owned(),
        order: cx.signed.map(|op| Order { body: op.body.clone(), signature: op.signature.clone() }),
        at: cx.now,
    };
    let mut all = ledger::transfer(cx.sql, std::slice::from_ref(&made))
        .map_err(|error| refusal::tell(error, amount))?;
    all.pop().ok_or_else(|| Error::internal().into())
}
