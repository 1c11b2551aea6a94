//! Delayed transfers: the ledger holds the money until they arrive, or are called back.

pub(super) mod arrive;
pub(super) mod call_back;
pub(super) mod send;

use super::ledger::journal::{Made, Order};
use super::ledger::transfer::{Effects, Step, Transfer};
use super::table::delay::Kept;
use super::{bills, ledger, refusal};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::wallet::BillState;

/// The kind of the job by which a delayed transfer arrives.
pub(super) const ARRIVE: &str = "delay.arrive";

/// Has the ledger hold the money, move it, or let it go; the transfer's identifier is the
/// operation's.
fn step(cx: &mut Context<'_>, purpose: &str, kept: &Kept, step: Step) -> Result<Effects, Refusal> {
    let Kept { debit, credit, amount, .. } = *kept;
    let made = Made {
        transfer: Transfer { id: cx.op_id.0, step, debit, credit, amount },
        purpose: purpose.to_owned(),
        order: cx.signed.map(|op| Order { body: op.body.clone(), signature: op.signature.clone() }),
        at: cx.now,
    };
    let mut all = ledger::transfer(cx.sql, std::slice::from_ref(&made))
        .map_err(|error| refusal::tell(error, amount))?;
    all.pop().ok_or_else(|| Error::internal().into())
}

/// Tells both sides how it stands.
fn tell(
    cx: &mut Context<'_>,
    kept: &Kept,
    effects: &Effects,
    state: &BillState,
) -> Result<(), Refusal> {
    let people = cx.ports.people.clone();
    let payer = people.person(cx.sql, kept.payer)?.ok_or_else(Error::internal)?;
    let payee = people.person(cx.sql, kept.payee)?.ok_or_else(Error::internal)?;
    bills::put_delayed(cx, [&payer, &payee], kept, effects, state)
}
