//! Moves money to somebody, all checks made; answers a request or pays a code on the way.

use super::ledger::journal::{Made, Order};
use super::ledger::transfer::{Effects, Step, Transfer as Moved};
use super::ledger::{self};
use super::table::out::Proof;
use super::{accounts, bills, chat, codes, limits, pot, price, refusal, requests};
use crate::module::{Context, Refusal};
use sampan_protocol::ids::{AccountId, BillId, PersonId};
use sampan_protocol::people::Person;
use sampan_protocol::wallet::ops::{self, Transfer};
use sampan_protocol::wallet::{RequestState, check_amount, check_note};
use sampan_protocol::{Error, Money};
use uuid::Uuid;

/// Applies the operation.
///
/// # Errors
/// Why the money does not move.
pub(super) fn apply(cx: &mut Context<'_>, op: &Transfer, proof: Proof) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    check_note(&op.note)?;
    let payee = payee(cx, op.to)?;
    let answered = op.request.map(|id| requests::to_be_paid(cx, id, op)).transpose()?;
    if let Some(payload) = &op.code {
        codes::spend(cx, payload, op)?;
    }
    limits::leave(cx, op.amount, proof)?;
    let from = accounts::mine(cx, op.amount.currency)?;
    let to = accounts::open(cx, payee.id, op.amount.currency)?;
    let effects = settle(cx, ops::TRANSFER, from.id, to.id, op.amount)?;
    bills::put_payment(cx, &payee, &op.note, &effects)?;
    chat::tell_of_transfer(cx, op)?;
    let me = cx.me.clone();
    pot::round_up(cx, [&me, &payee], op.amount)?;
    price::paid_whole(cx, cx.me.id, &payee, BillId(cx.op_id.0), op.amount)?;
    match answered {
        Some(request) => requests::close(cx, request, RequestState::Paid),
        None => Ok(()),
    }
}

/// Moves money at once; the transfer's identifier is the operation's.
///
/// # Errors
/// Why it does not move.
pub(super) fn settle(
    cx: &mut Context<'_>,
    purpose: &str,
    debit: AccountId,
    credit: AccountId,
    amount: Money,
) -> Result<Effects, Refusal> {
    settle_as(cx, cx.op_id.0, purpose, debit, credit, amount)
}

/// Moves money at once, under an identifier that the operation's is not: one operation may move
/// money twice.
///
/// # Errors
/// Why it does not move.
pub(super) fn settle_as(
    cx: &mut Context<'_>,
    id: Uuid,
    purpose: &str,
    debit: AccountId,
    credit: AccountId,
    amount: Money,
) -> Result<Effects, Refusal> {
    let moved = Moved { id, step: Step::Posted, debit, credit, amount };
    linked(cx, &[(purpose, moved)])?.pop().ok_or_else(|| Error::internal().into())
}

/// Makes linked transfers, each with what the ledger calls it: all of them or none.
///
/// # Errors
/// Why not.
pub(super) fn linked(
    cx: &mut Context<'_>,
    transfers: &[(&str, Moved)],
) -> Result<Vec<Effects>, Refusal> {
    let order =
        cx.signed.map(|op| Order { body: op.body.clone(), signature: op.signature.clone() });
    let made: Vec<Made> = transfers
        .iter()
        .map(|(purpose, transfer)| Made {
            transfer: *transfer,
            purpose: (*purpose).to_owned(),
            order: order.clone(),
            at: cx.now,
        })
        .collect();
    ledger::transfer(cx.sql, &made).map_err(|error| {
        let at = match &error {
            ledger::LedgerError::Refused { at, .. } => *at,
            ledger::LedgerError::Db(_) => 0,
        };
        let amount = made.get(at).map(|made| made.transfer.amount);
        amount.map_or_else(|| Error::internal().into(), |amount| refusal::tell(error, amount))
    })
}

/// Somebody else whom money can be sent to.
///
/// # Errors
/// `Invalid` for myself, `NotFound` for nobody, `Refused` for who is frozen.
pub(super) fn payee(cx: &mut Context<'_>, id: PersonId) -> Result<Person, Refusal> {
    if id == cx.me.id {
        return Err(Error::invalid("error.wallet.own_payment").into());
    }
    let people = cx.ports.people.clone();
    let payee =
        people.person(cx.sql, id)?.ok_or_else(|| Error::not_found("error.wallet.unknown_payee"))?;
    if people.is_frozen(cx.sql, id)? {
        return Err(Error::refused("error.wallet.payee_frozen")
            .with("name", payee.name.as_str())
            .into());
    }
    Ok(payee)
}
