//! Has the ledger do what a plan says, and tells the person.

use super::plan::{Move, Place};
use super::{Kind, Order, Phase, Reason};
use crate::module::{Context, Refusal};
use crate::wallet::ledger::journal::{Made, Order as Signed};
use crate::wallet::ledger::transfer::{Effects, Step, Transfer};
use crate::wallet::{accounts, bills, fees, ledger, refusal};
use sampan_protocol::ids::{AccountId, BillId};
use sampan_protocol::wallet::{AtRail, Bill, BillKind, BillState, ops, overlay, refund};
use sampan_protocol::{Error, Money};

/// What the ledger calls what is none of the person's.
const PURPOSE: &str = "wallet.rail";

/// Makes the transfers, all or none; says what each did.
///
/// # Errors
/// Why the ledger does not.
pub(super) fn book(
    cx: &mut Context<'_>,
    order: &Order,
    moves: &[Move],
) -> Result<Vec<Effects>, Refusal> {
    let mut made = Vec::with_capacity(moves.len());
    for planned in moves {
        let (debit, credit) = (place(cx, order, planned.from)?, place(cx, order, planned.to)?);
        let Move { id, step, amount, .. } = *planned;
        let signed = cx.signed;
        made.push(Made {
            transfer: Transfer { id, step, debit, credit, amount },
            purpose: purpose(order.kind, planned).to_owned(),
            order: signed
                .map(|op| Signed { body: op.body.clone(), signature: op.signature.clone() }),
            at: cx.now,
        });
    }
    if made.is_empty() {
        return Ok(Vec::new());
    }
    ledger::transfer(cx.sql, &made).map_err(|error| refusal::tell(error, order.amount))
}

fn place(cx: &mut Context<'_>, order: &Order, place: Place) -> Result<AccountId, Refusal> {
    let currency = order.amount.currency;
    let account = match place {
        Place::Person => accounts::open(cx, order.person, currency)?,
        Place::Rail => accounts::rail(cx, &order.rail, currency)?,
        Place::Fees => accounts::fees(cx, fees::PURPOSE, currency)?,
        Place::Suspense => accounts::suspense(cx, &order.rail, currency)?,
        Place::Charges => accounts::charges(cx, &order.rail, currency)?,
    };
    Ok(account.id)
}

fn purpose(kind: Kind, planned: &Move) -> &'static str {
    match (planned.from, planned.to, kind, planned.step) {
        (Place::Person, Place::Rail, Kind::Payout, Step::Posted) => refund::REFUND,
        (Place::Person, Place::Rail, Kind::Payout, _) => ops::WITHDRAW,
        (Place::Person, Place::Rail, ..) => refund::REFUND,
        (Place::Rail, Place::Person, Kind::TopUp, _) => ops::TOP_UP,
        (Place::Rail, Place::Person, ..) => refund::REFUND,
        _ => PURPOSE,
    }
}

/// Tells the person how an order stands: what it did to their account, and its bill if that has
/// changed.
///
/// # Errors
/// What the change log says.
pub(super) fn tell(
    cx: &mut Context<'_>,
    before: Option<&Order>,
    order: &Order,
    effects: &[Effects],
) -> Result<(), Refusal> {
    let currency = order.amount.currency;
    let mine = accounts::open(cx, order.person, currency)?;
    let touched =
        |effects: &Effects| effects.entries.iter().find(|entry| entry.account == mine.id).copied();
    let last = effects.iter().filter_map(touched).next_back();
    if let Some(entry) = last {
        bills::put_account(cx, order.person, mine.id, currency, entry.after)?;
    }
    for made in effects {
        let more = made.transfer.step == Step::Posted && made.transfer.id != order.id.0;
        if let Some(entry) = touched(made).filter(|_| more) {
            let amount = Money::new(entry.change.posted, currency);
            let kind = match (order.kind, amount.minor > 0) {
                (Kind::TopUp, true) => BillKind::TopUp,
                (Kind::Payout, false) => BillKind::Withdrawal,
                _ => BillKind::Refund,
            };
            let bill = Bill {
                id: BillId(made.transfer.id),
                at: cx.now,
                state: BillState::Settled,
                balance_after: Some(entry.after.posted),
                ..blank(order, mine.id, kind, amount)
            };
            put(cx, order, &bill)?;
        }
    }
    let same = |old: &Order| old.phase == order.phase && old.act == order.act;
    if before.is_some_and(same) {
        return Ok(());
    }
    let own = effects.iter().find(|made| {
        made.transfer.id == order.id.0 || made.transfer.step.pending() == Some(order.id.0)
    });
    let entry = own.and_then(touched);
    let (kind, amount) = match order.kind {
        Kind::TopUp => {
            let wanted = order.amount.minor.saturating_sub(order.fee);
            let came = entry.map_or(0, |entry| entry.change.posted);
            let minor = if order.phase == Phase::Done { came } else { wanted };
            (BillKind::TopUp, Money::new(minor, currency))
        }
        Kind::Payout => (BillKind::Withdrawal, order.amount.negated()),
        Kind::Refund => (BillKind::Refund, order.amount.negated()),
    };
    let done = order.phase == Phase::Done;
    let bill = Bill {
        at: if order.phase.is_open() { order.made } else { cx.now },
        state: state(order),
        balance_after: entry.filter(|_| done).map(|entry| entry.after.posted),
        ..blank(order, mine.id, kind, amount)
    };
    put(cx, order, &bill)
}

/// Tells the person how much of a top-up went back, or is on its way.
///
/// # Errors
/// What the change log says.
pub(super) fn tell_back(cx: &mut Context<'_>, of: &Order) -> Result<(), Refusal> {
    let bill = BillId(of.id.0);
    let money = |minor: i64| Money::new(minor, of.amount.currency);
    let (paid, back) = (of.paid.min(of.amount.minor), of.given_back.saturating_add(of.booked));
    let row = refund::GivenBack { bill, paid: money(paid), back: money(back) };
    Ok(cx.put(&bills::scope(of.person), refund::GIVEN_BACK, bill, &row)?)
}

/// How an order's bill stands.
fn state(order: &Order) -> BillState {
    match order.phase {
        Phase::Created | Phase::Sent | Phase::Ending => BillState::AtRail(AtRail {
            fee: Money::new(order.fee, order.amount.currency),
            due: order.due,
            act: order.act.clone(),
            ending: order.phase == Phase::Ending,
            may_end: order.kind == Kind::TopUp && order.phase != Phase::Ending,
        }),
        Phase::Done => BillState::Settled,
        Phase::Failed => BillState::Failed(order.reason.unwrap_or(Reason::Unknown).tell()),
        Phase::Cancelled => BillState::CalledBack,
    }
}

fn blank(order: &Order, account: AccountId, kind: BillKind, amount: Money) -> Bill {
    Bill {
        id: BillId(order.id.0),
        account: Some(account),
        kind,
        amount,
        other: None,
        rail: Some(order.rail.clone()),
        note: String::new(),
        category: overlay::category(kind, None),
        at: order.made,
        state: BillState::Settled,
        balance_after: None,
        label: None,
        linked: Vec::new(),
        through: None,
    }
}

fn put(cx: &mut Context<'_>, order: &Order, bill: &Bill) -> Result<(), Refusal> {
    let scope = bills::scope(order.person);
    Ok(cx.put(&scope, sampan_protocol::wallet::rows::BILL, bill.id, bill)?)
}

/// What a person can spend of a currency, minor units; nothing of a frozen account.
///
/// # Errors
/// What the database says.
pub(super) fn available(cx: &mut Context<'_>, order: &Order) -> Result<i64, Refusal> {
    let mine = accounts::open(cx, order.person, order.amount.currency)?;
    let locked = ledger::account(cx.sql, mine.id)?.ok_or_else(Error::internal)?.account;
    let free = locked.balance.posted.saturating_sub(locked.balance.held);
    Ok(if locked.limits.frozen { 0 } else { free })
}
