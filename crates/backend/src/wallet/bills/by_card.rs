//! What is told of payments by family cards: to who paid, to whose money it was, to who was paid.

use super::{Side, fee_link, put, put_fee, scope};
use crate::db::DbError;
use crate::module::{Context, Refusal};
use crate::wallet::fees;
use crate::wallet::ledger::transfer::Effects;
use sampan_protocol::Money;
use sampan_protocol::ids::{BillId, CardId};
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::wallet::overlay;
use sampan_protocol::wallet::rows::{self, Bill, BillKind, BillState, Through, ThroughWhat};

/// The three sides of a payment by a card.
pub(in crate::wallet) struct ByCard<'a> {
    /// Which card.
    pub(in crate::wallet) card: CardId,
    /// Whose money it is.
    pub(in crate::wallet) giver: &'a Person,
    /// Who pays.
    pub(in crate::wallet) user: &'a Person,
    /// Who is paid.
    pub(in crate::wallet) payee: &'a Person,
}

impl ByCard<'_> {
    fn through(&self, what: ThroughWhat, who: &Person) -> Option<Through> {
        Some(Through { what, id: self.card.0, who: Some(who.clone()) })
    }
}

/// Tells all sides of a payment, and takes the fee that a merchant bears. Who is paid reads who
/// paid, and nothing of the giver.
///
/// # Errors
/// As [`super::put_between`].
pub(in crate::wallet) fn put_by_card(
    cx: &mut Context<'_>,
    sides: &ByCard<'_>,
    note: &str,
    effects: &Effects,
) -> Result<(), Refusal> {
    let kind = match sides.payee.kind {
        Kind::Merchant => BillKind::Payment,
        Kind::Person => BillKind::Transfer,
    };
    let [out, into] = &effects.entries;
    let through = sides.through(ThroughWhat::Used, sides.user);
    let giver = Side { through, ..Side::of(kind, Some(sides.payee.clone()), note) };
    put(cx, sides.giver.id, effects, out, giver)?;
    let fee = fees::of_merchant(cx, sides.payee, effects)?;
    let linked = fee_link(fee.as_ref());
    let payee = Side { linked, ..Side::of(kind, Some(sides.user.clone()), note) };
    put(cx, sides.payee.id, effects, into, payee)?;
    let bill = BillId(effects.transfer.id);
    put_fee(cx, (sides.payee.id, Some(sides.user)), (bill, effects), fee.as_ref())?;
    Ok(put_user(cx, sides, (kind, note), effects, effects.transfer.amount.negated())?)
}

/// Tells all sides of money that I, who was paid, gave back.
///
/// # Errors
/// What the change log says.
pub(in crate::wallet) fn put_refund_by_card(
    cx: &mut Context<'_>,
    sides: &ByCard<'_>,
    note: &str,
    effects: &Effects,
) -> Result<(), DbError> {
    let kind = BillKind::Refund;
    let [out, into] = &effects.entries;
    let payee = Side::of(kind, Some(sides.user.clone()), note);
    put(cx, sides.payee.id, effects, out, payee)?;
    let through = sides.through(ThroughWhat::Used, sides.user);
    let giver = Side { through, ..Side::of(kind, Some(sides.payee.clone()), note) };
    put(cx, sides.giver.id, effects, into, giver)?;
    put_user(cx, sides, (kind, note), effects, effects.transfer.amount)
}

/// Tells who paid by the card: none of their accounts has changed.
fn put_user(
    cx: &mut Context<'_>,
    sides: &ByCard<'_>,
    (kind, note): (BillKind, &str),
    effects: &Effects,
    amount: Money,
) -> Result<(), DbError> {
    let bill = Bill {
        id: BillId(effects.transfer.id),
        account: None,
        kind,
        amount,
        category: overlay::category(kind, Some(sides.payee)),
        other: Some(sides.payee.clone()),
        rail: None,
        note: note.to_owned(),
        at: cx.now,
        state: BillState::Settled,
        balance_after: None,
        linked: Vec::new(),
        label: None,
        through: sides.through(ThroughWhat::Given, sides.giver),
    };
    cx.put(&scope(sides.user.id), rows::BILL, bill.id, &bill)
}
