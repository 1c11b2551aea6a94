//! Delayed transfers: the ledger holds the money until they arrive, or are called back.

pub(super) mod arrive;
pub(super) mod call_back;
pub(super) mod send;

use super::ledger::transfer::{Effects, Step, Transfer};
use super::table::delay::Kept;
use super::{bills, transfer};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::wallet::{BillKind, BillState};

/// The kind of the job by which a delayed transfer arrives.
pub(super) const ARRIVE: &str = "delay.arrive";

/// Has the ledger hold the money, move it, or let it go; the transfer's identifier is the
/// operation's.
fn step(cx: &mut Context<'_>, purpose: &str, kept: &Kept, step: Step) -> Result<Effects, Refusal> {
    let Kept { debit, credit, amount, .. } = *kept;
    let made = Transfer { id: cx.op_id.0, step, debit, credit, amount };
    transfer::linked(cx, &[(purpose, made)])?.pop().ok_or_else(|| Error::internal().into())
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
    let Kept { id, amount, made, .. } = *kept;
    let (payer, payee, note) = (&payer, &payee, kept.note.as_str());
    let of = bills::Held { id, kind: BillKind::Transfer, payer, payee, amount, note, made };
    bills::put_held(cx, &of, effects, state)
}
