//! What people read of the ledger: rows for accounts and bills, in the wallets of both sides.

mod by_card;

pub(super) use by_card::{ByCard, put_by_card, put_refund_by_card};

use super::fees;
use super::ledger::account::Balance;
use super::ledger::transfer::{Effects, Entry};
use crate::db::DbError;
use crate::module::{Context, Refusal};
use sampan_protocol::ids::{AccountId, BillId, PersonId, PotId};
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::sync::Scope;
use sampan_protocol::wallet::operate::ISSUANCE;
use sampan_protocol::wallet::overlay;
use sampan_protocol::wallet::rows::{
    self, Account, Bill, BillKind, BillState, Link, Linked, Through, ThroughWhat,
};
use sampan_protocol::{Currency, Money, Timestamp};

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
/// As [`put_between`].
pub(super) fn put_payment(
    cx: &mut Context<'_>,
    payee: &Person,
    note: &str,
    effects: &Effects,
) -> Result<(), Refusal> {
    let payer = cx.me.clone();
    put_between(cx, &payer, payee, note, effects)
}

/// Tells both sides of a transfer, whoever asked for it; takes the fee that a merchant bears.
///
/// # Errors
/// `Refused` where the fee cannot be taken, or what the change log says.
pub(super) fn put_between(
    cx: &mut Context<'_>,
    payer: &Person,
    payee: &Person,
    note: &str,
    effects: &Effects,
) -> Result<(), Refusal> {
    let kind = match payee.kind {
        Kind::Merchant => BillKind::Payment,
        Kind::Person => BillKind::Transfer,
    };
    let [out, into] = &effects.entries;
    let side = |other: &Person, linked| {
        let other = Some(other.clone());
        Side { linked, ..Side::of(kind, other, note) }
    };
    let fee = fees::of_merchant(cx, payee, effects)?;
    put(cx, payer.id, effects, out, side(payee, Vec::new()))?;
    put(cx, payee.id, effects, into, side(payer, fee_link(fee.as_ref())))?;
    let bill = BillId(effects.transfer.id);
    Ok(put_fee(cx, (payee.id, Some(payer)), (bill, effects), fee.as_ref())?)
}

/// How a bill names the fee on it.
fn fee_link(fee: Option<&Effects>) -> Vec<Linked> {
    let link = |fee: &Effects| Linked {
        why: Link::Fee,
        bill: BillId(fee.transfer.id),
        amount: fee.transfer.amount.negated(),
    };
    fee.map(link).into_iter().collect()
}

/// Tells whoever bears the fee on a movement of it, in a bill of its own.
///
/// # Errors
/// What the change log says.
pub(super) fn put_fee(
    cx: &mut Context<'_>,
    (owner, other): (PersonId, Option<&Person>),
    (bill, on): (BillId, &Effects),
    fee: Option<&Effects>,
) -> Result<(), DbError> {
    let Some(fee) = fee else { return Ok(()) };
    let out = &fee.entries[0];
    let mine = on.entries.iter().find(|entry| entry.account == out.account);
    let minor = mine.map_or(0, |entry| entry.change.posted);
    let linked = vec![Linked {
        why: Link::FeeOn,
        bill,
        amount: Money::new(minor, on.transfer.amount.currency),
    }];
    let side = Side { linked, ..Side::of(BillKind::Fee, other.cloned(), "") };
    put(cx, owner, fee, out, side)
}

/// Tells me of both halves of an exchange.
///
/// # Errors
/// What the change log says.
pub(super) fn put_exchange(
    cx: &mut Context<'_>,
    out: &Effects,
    into: &Effects,
) -> Result<(), DbError> {
    let link = |effects: &Effects, entry: &Entry| Linked {
        why: Link::Exchange,
        bill: BillId(effects.transfer.id),
        amount: Money::new(entry.change.posted, effects.transfer.amount.currency),
    };
    let halves = [(out, &out.entries[0]), (into, &into.entries[1])];
    let links = halves.map(|(effects, entry)| link(effects, entry));
    for ((effects, entry), linked) in halves.into_iter().zip(links.into_iter().rev()) {
        let linked = vec![linked];
        let side = Side { linked, ..Side::of(BillKind::Exchange, None, "") };
        put(cx, cx.me.id, effects, entry, side)?;
    }
    Ok(())
}

/// Tells both sides of money that went back.
///
/// # Errors
/// What the change log says.
pub(super) fn put_refund(
    cx: &mut Context<'_>,
    [from, to]: [&Person; 2],
    note: &str,
    effects: &Effects,
) -> Result<(), DbError> {
    let [out, into] = &effects.entries;
    let side = |other: &Person| Side::of(BillKind::Refund, Some(other.clone()), note);
    put(cx, from.id, effects, out, side(to))?;
    put(cx, to.id, effects, into, side(from))
}

/// Tells the owners of both accounts of a transfer how these stand after it.
///
/// # Errors
/// What the change log says.
pub(super) fn put_accounts(
    cx: &mut Context<'_>,
    owners: [PersonId; 2],
    effects: &Effects,
) -> Result<(), DbError> {
    let currency = effects.transfer.amount.currency;
    for (owner, entry) in owners.into_iter().zip(&effects.entries) {
        put_account(cx, owner, entry.account, currency, entry.after)?;
    }
    Ok(())
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
    fee: Option<&Effects>,
) -> Result<(), DbError> {
    let [out, into] = &effects.entries;
    let mine = if kind == BillKind::TopUp { into } else { out };
    let (rail, linked) = (Some(rail.to_owned()), fee_link(fee));
    let side = Side { rail, linked, ..Side::of(kind, None, "") };
    put(cx, cx.me.id, effects, mine, side)
}

/// Tells somebody of money that operators issued.
///
/// # Errors
/// What the change log says.
pub(super) fn put_issued(
    cx: &mut Context<'_>,
    owner: PersonId,
    reason: &str,
    effects: &Effects,
) -> Result<(), DbError> {
    let (kind, rail) = (BillKind::TopUp, Some(ISSUANCE.to_owned()));
    let side = Side { rail, ..Side::of(kind, None, reason) };
    put(cx, owner, effects, &effects.entries[1], side)
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
    put(cx, owner, effects, mine, Side::of(BillKind::Packet, other, greeting))
}

/// Tells somebody of money that went into a pot of theirs, or came out of it.
///
/// # Errors
/// What the change log says.
pub(super) fn put_pot(
    cx: &mut Context<'_>,
    owner: PersonId,
    pot: PotId,
    name: &str,
    effects: &Effects,
    way: Way,
) -> Result<(), DbError> {
    let [out, into] = &effects.entries;
    let mine = if way == Way::In { into } else { out };
    let through = Some(Through { what: ThroughWhat::Pot, id: pot.0, who: None });
    put(cx, owner, effects, mine, Side { through, ..Side::of(BillKind::Pot, None, name) })
}

/// Tells somebody of money that was put aside for vouchers or points, or came from there.
///
/// # Errors
/// What the change log says.
pub(super) fn put_voucher(
    cx: &mut Context<'_>,
    owner: PersonId,
    other: Option<Person>,
    name: &str,
    effects: &Effects,
    way: Way,
) -> Result<(), DbError> {
    let [out, into] = &effects.entries;
    let mine = if way == Way::In { into } else { out };
    put(cx, owner, effects, mine, Side::of(BillKind::Voucher, other, name))
}

/// A payment that the ledger holds, or held.
pub(super) struct Held<'a> {
    /// Which.
    pub(super) id: BillId,
    /// What kind of movement.
    pub(super) kind: BillKind,
    /// Who pays.
    pub(super) payer: &'a Person,
    /// To whom.
    pub(super) payee: &'a Person,
    /// How much: once it has moved, how much that was.
    pub(super) amount: Money,
    /// What for.
    pub(super) note: &'a str,
    /// When it was made.
    pub(super) made: Timestamp,
}

/// Tells payer and payee how a payment stands that was held, by what was last done to it; takes the
/// fee that a merchant bears when it moves.
///
/// # Errors
/// As [`put_between`].
pub(super) fn put_held(
    cx: &mut Context<'_>,
    of: &Held<'_>,
    effects: &Effects,
    state: &BillState,
) -> Result<(), Refusal> {
    let Held { payer, payee, amount, .. } = *of;
    let settled = *state == BillState::Settled;
    let fee = if settled { fees::of_merchant(cx, payee, effects)? } else { None };
    let [out, into] = &effects.entries;
    for (owner, other, entry, amount, fee) in
        [(payer, payee, out, amount.negated(), None), (payee, payer, into, amount, fee.as_ref())]
    {
        let bill = Bill {
            id: of.id,
            account: Some(entry.account),
            kind: of.kind,
            amount,
            category: overlay::category(of.kind, Some(other)),
            other: Some(other.clone()),
            rail: None,
            note: of.note.to_owned(),
            at: if settled { cx.now } else { of.made },
            state: state.clone(),
            balance_after: settled.then_some(entry.after.posted),
            linked: fee_link(fee),
            label: None,
            through: None,
        };
        cx.put(&scope(owner.id), rows::BILL, bill.id, &bill)?;
        put_account(cx, owner.id, entry.account, amount.currency, entry.after)?;
    }
    Ok(put_fee(cx, (payee.id, Some(payer)), (of.id, effects), fee.as_ref())?)
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
    linked: Vec<Linked>,
    through: Option<Through>,
}

impl<'a> Side<'a> {
    const fn of(kind: BillKind, other: Option<Person>, note: &'a str) -> Self {
        Self { kind, other, rail: None, note, linked: Vec::new(), through: None }
    }
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
        linked: side.linked,
        label: None,
        through: side.through,
    };
    cx.put(&scope(owner), rows::BILL, bill.id, &bill)?;
    put_account(cx, owner, entry.account, currency, entry.after)
}
