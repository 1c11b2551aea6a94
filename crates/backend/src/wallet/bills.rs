//! What people read of the ledger: rows for accounts and bills, in the wallets of both sides.

use super::ledger::account::Balance;
use super::ledger::transfer::{Effects, Entry};
use super::table::delay::Kept;
use crate::db::DbError;
use crate::module::Context;
use sampan_protocol::ids::{AccountId, BillId, PersonId};
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::sync::Scope;
use sampan_protocol::wallet::overlay;
use sampan_protocol::wallet::rows::{self, Account, Bill, BillKind, BillState};
use sampan_protocol::{Currency, Money};

/// The scope of a person's wallet.
pub(super) fn scope(person: PersonId) -> Scope {
    Scope::of("wallet", person)
}

/// Tells the owner how an account stands.
///
/// # Errors
/// What the change log says.
pub(super) fn put_account(
    cx: &mut Context<'_>,
    owner: PersonId,
    id: AccountId,
    currency: Currency,
    balance: Balance,
) -> Result<(), DbError> {
    let row = Account { id, currency, balance: balance.posted, held: balance.held };
    cx.put(&scope(owner), rows::ACCOUNT, id, &row)
}

/// Tells both sides of a transfer from me to `payee`.
///
/// # Errors
/// What the change log says.
pub(super) fn put_payment(
    cx: &mut Context<'_>,
    payee: &Person,
    note: &str,
    effects: &Effects,
) -> Result<(), DbError> {
    let payer = cx.me.clone();
    put_between(cx, &payer, payee, note, effects)
}

/// Tells both sides of a transfer, whoever asked for it.
///
/// # Errors
/// What the change log says.
pub(super) fn put_between(
    cx: &mut Context<'_>,
    payer: &Person,
    payee: &Person,
    note: &str,
    effects: &Effects,
) -> Result<(), DbError> {
    let kind = match payee.kind {
        Kind::Merchant => BillKind::Payment,
        Kind::Person => BillKind::Transfer,
    };
    let [out, into] = &effects.entries;
    let side = |other: &Person| Side { kind, other: Some(other.clone()), rail: None, note };
    put(cx, payer.id, effects, out, side(payee))?;
    put(cx, payee.id, effects, into, side(payer))
}

/// Tells both sides of money that I gave back to `payer`.
///
/// # Errors
/// What the change log says.
pub(super) fn put_refund(
    cx: &mut Context<'_>,
    payer: &Person,
    note: &str,
    effects: &Effects,
) -> Result<(), DbError> {
    let [out, into] = &effects.entries;
    let me = cx.me.clone();
    let side = |other: &Person| {
        let (kind, other) = (BillKind::Refund, Some(other.clone()));
        Side { kind, other, rail: None, note }
    };
    put(cx, me.id, effects, out, side(payer))?;
    put(cx, payer.id, effects, into, side(&me))
}

/// Tells me of money that came or went by a rail.
///
/// # Errors
/// What the change log says.
pub(super) fn put_rail(
    cx: &mut Context<'_>,
    kind: BillKind,
    rail: &str,
    effects: &Effects,
) -> Result<(), DbError> {
    let [out, into] = &effects.entries;
    let mine = if kind == BillKind::TopUp { into } else { out };
    let side = Side { kind, other: None, rail: Some(rail.to_owned()), note: "" };
    put(cx, cx.me.id, effects, mine, side)
}

/// Tells somebody of money that went into a packet, or came out of one.
///
/// # Errors
/// What the change log says.
pub(super) fn put_packet(
    cx: &mut Context<'_>,
    owner: PersonId,
    other: Option<Person>,
    greeting: &str,
    effects: &Effects,
    way: Way,
) -> Result<(), DbError> {
    let [out, into] = &effects.entries;
    let mine = if way == Way::In { into } else { out };
    let side = Side { kind: BillKind::Packet, other, rail: None, note: greeting };
    put(cx, owner, effects, mine, side)
}

/// Tells payer and payee how a delayed transfer stands, by what was last done to it.
///
/// # Errors
/// What the change log says.
pub(super) fn put_delayed(
    cx: &mut Context<'_>,
    [payer, payee]: [&Person; 2],
    kept: &Kept,
    effects: &Effects,
    state: &BillState,
) -> Result<(), DbError> {
    let settled = *state == BillState::Settled;
    let [out, into] = &effects.entries;
    let amount = kept.amount;
    for (owner, other, entry, amount) in
        [(payer, payee, out, amount.negated()), (payee, payer, into, amount)]
    {
        let bill = Bill {
            id: kept.id,
            account: Some(entry.account),
            kind: BillKind::Transfer,
            amount,
            category: overlay::category(BillKind::Transfer, Some(other)),
            other: Some(other.clone()),
            rail: None,
            note: kept.note.clone(),
            at: if settled { cx.now } else { kept.made },
            state: state.clone(),
            balance_after: settled.then_some(entry.after.posted),
            label: None,
        };
        cx.put(&scope(owner.id), rows::BILL, bill.id, &bill)?;
        put_account(cx, owner.id, entry.account, amount.currency, entry.after)?;
    }
    Ok(())
}

/// Whether money goes into a person's account or out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It comes in.
    In,
    /// It goes out.
    Out,
}

/// A transfer as one of its sides sees it.
struct Side<'a> {
    kind: BillKind,
    other: Option<Person>,
    rail: Option<String>,
    note: &'a str,
}

fn put(
    cx: &mut Context<'_>,
    owner: PersonId,
    effects: &Effects,
    entry: &Entry,
    side: Side<'_>,
) -> Result<(), DbError> {
    let currency = effects.transfer.amount.currency;
    let bill = Bill {
        id: BillId(effects.transfer.id),
        account: Some(entry.account),
        kind: side.kind,
        amount: Money::new(entry.change.posted, currency),
        category: overlay::category(side.kind, side.other.as_ref()),
        other: side.other,
        rail: side.rail,
        note: side.note.to_owned(),
        at: cx.now,
        state: BillState::Settled,
        balance_after: Some(entry.after.posted),
        label: None,
    };
    cx.put(&scope(owner), rows::BILL, bill.id, &bill)?;
    put_account(cx, owner, entry.account, currency, entry.after)
}
