//! What people and operators see of payouts, files and statements.

use crate::module::{Context, Refusal};
use crate::wallet::bills;
use crate::wallet::ledger::transfer::Effects;
use crate::wallet::table::bank::payout::{self, Payout};
use sampan_protocol::ids::{BillId, PersonId};
use sampan_protocol::people::Person;
use sampan_protocol::sync::Scope;
use sampan_protocol::wallet::bank::RAIL;
use sampan_protocol::wallet::bank::desk::{PAYOUT, Payout as Row, PayoutState};
use sampan_protocol::wallet::overlay;
use sampan_protocol::wallet::rows::{self, AtRail, Bill, BillKind, BillState};
use sampan_protocol::{Error, Money};

/// The scope that operators read.
pub(super) fn scope(cx: &Context<'_>) -> Scope {
    cx.operators_scope()
}

/// Refuses an act that says something else than what it is about says now.
pub(super) fn changed() -> Refusal {
    Error::refused("error.bank.act_changed").into()
}

/// Keeps a payout as it is now, and tells the operators.
pub(super) fn keep(cx: &mut Context<'_>, payout: &Payout) -> Result<(), Refusal> {
    payout::put(cx.sql, payout)?;
    let person = payout.person.map(|id| person(cx, id)).transpose()?;
    let row = Row {
        id: payout.id,
        person,
        account: payout.account.clone(),
        amount: payout.amount,
        state: payout.state,
        file: payout.file,
        at: payout.at,
    };
    Ok(cx.put(&scope(cx), PAYOUT, row.id, &row)?)
}

/// Tells whose money it is how their payout stands, by what was last done to it.
pub(super) fn tell(
    cx: &mut Context<'_>,
    payout: &Payout,
    effects: &Effects,
) -> Result<(), Refusal> {
    tell_as(cx, payout, effects, state_of(payout))
}

/// How a payout's bill stands.
fn state_of(payout: &Payout) -> BillState {
    match payout.state {
        PayoutState::Waiting | PayoutState::Filed => BillState::AtRail(AtRail {
            fee: Money::new(payout.fee, payout.amount.currency),
            due: None,
            act: None,
            ending: false,
            may_end: payout.state == PayoutState::Waiting,
        }),
        PayoutState::Paid | PayoutState::Returned => BillState::Settled,
        PayoutState::GivenBack => {
            BillState::Failed(Error::refused("error.bank.given_back").with("why", ""))
        }
    }
}

/// Tells whose money it is how their payout stands.
pub(super) fn tell_as(
    cx: &mut Context<'_>,
    payout: &Payout,
    effects: &Effects,
    state: BillState,
) -> Result<(), Refusal> {
    let Some(owner) = payout.person else { return Ok(()) };
    let [out, _] = &effects.entries;
    put_bill(cx, payout, state, Some(out.after.posted))?;
    Ok(bills::put_account(cx, owner, payout.debit, payout.amount.currency, out.after)?)
}

/// Tells whose money it is that their payout is in a file, so that it cannot be called back any more.
pub(super) fn tell_filed(cx: &mut Context<'_>, payout: &Payout) -> Result<(), Refusal> {
    put_bill(cx, payout, state_of(payout), None)
}

fn put_bill(
    cx: &mut Context<'_>,
    payout: &Payout,
    state: BillState,
    after: Option<i64>,
) -> Result<(), Refusal> {
    let Some(owner) = payout.person else { return Ok(()) };
    let settled = state == BillState::Settled;
    let bill = Bill {
        id: BillId(payout.id.0),
        account: Some(payout.debit),
        kind: BillKind::Withdrawal,
        amount: payout.whole().negated(),
        other: None,
        rail: Some(RAIL.to_owned()),
        note: format!("•• {} · {}", payout.account.tail(), payout.account.holder),
        category: overlay::category(BillKind::Withdrawal, None),
        at: if settled { cx.now } else { payout.at },
        state,
        balance_after: after.filter(|_| settled),
        label: None,
        linked: Vec::new(),
        through: None,
    };
    Ok(cx.put(&bills::scope(owner), rows::BILL, bill.id, &bill)?)
}

/// Tells somebody of money that came for them by the bank.
pub(super) fn tell_came(
    cx: &mut Context<'_>,
    owner: PersonId,
    kind: BillKind,
    note: &str,
    effects: &Effects,
) -> Result<(), Refusal> {
    let [_, into] = &effects.entries;
    let currency = effects.transfer.amount.currency;
    let bill = Bill {
        id: BillId(effects.transfer.id),
        account: Some(into.account),
        kind,
        amount: Money::new(into.change.posted, currency),
        other: None,
        rail: Some(RAIL.to_owned()),
        note: note.chars().take(sampan_protocol::wallet::NOTE_LIMIT).collect(),
        category: overlay::category(kind, None),
        at: cx.now,
        state: BillState::Settled,
        balance_after: Some(into.after.posted),
        label: None,
        linked: Vec::new(),
        through: None,
    };
    cx.put(&bills::scope(owner), rows::BILL, bill.id, &bill)?;
    Ok(bills::put_account(cx, owner, into.account, currency, into.after)?)
}

/// Somebody who is there.
pub(super) fn person(cx: &mut Context<'_>, id: PersonId) -> Result<Person, Refusal> {
    let people = cx.ports.people.clone();
    let found = people.person(cx.sql, id)?;
    found.ok_or_else(|| Error::not_found("error.wallet.unknown_payee").into())
}
