//! What people ask of rails: orders are written in the transaction of the asking; the rail is asked
//! afterwards.

use super::bank::give_back;
use super::plan::hold_move;
use super::{Kind, Order, PaymentRail, Phase, book, check_daily};
use crate::module::{Context, Refusal};
use crate::wallet::table::bank::payout;
use crate::wallet::table::out::Proof;
use crate::wallet::table::rail_order as table;
use crate::wallet::{accounts, limits};
use sampan_protocol::ids::OpId;
use sampan_protocol::rails::Way;
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::rail::{RailBack, RailEnd, RailIn, RailOut, quote};
use sampan_protocol::{Error, Money};

/// The most orders of a person that may be open at once.
const MOST_OPEN: i64 = 20;
/// The most characters of where money goes.
const DETAIL: usize = 300;

/// Orders money in.
///
/// # Errors
/// Why none is ordered.
pub(in crate::wallet) fn come(
    cx: &mut Context<'_>,
    rail: &dyn PaymentRail,
    op: &RailIn,
) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    let mine = accounts::mine(cx, op.amount.currency)?;
    let theirs = accounts::rail(cx, rail.name(), op.amount.currency)?;
    check_daily(cx, rail, mine.id, theirs.id, mine.id, op.amount)?;
    let order = new(cx, rail, Kind::TopUp, op.amount, op.fee)?;
    add(cx, &order)
}

/// Orders money out, and holds it.
///
/// # Errors
/// Why none is ordered.
pub(in crate::wallet) fn go(
    cx: &mut Context<'_>,
    rail: &dyn PaymentRail,
    op: &RailOut,
) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    let detail = op.detail.trim();
    let needs = !rail.capabilities().needs.is_empty();
    if detail.chars().count() > DETAIL || (needs && detail.is_empty()) {
        return Err(Error::invalid("error.wallet.rail_needs").into());
    }
    rail.check_detail(detail)?;
    let mine = accounts::mine(cx, op.amount.currency)?;
    let theirs = accounts::rail(cx, rail.name(), op.amount.currency)?;
    check_daily(cx, rail, mine.id, mine.id, theirs.id, op.amount)?;
    limits::leave(cx, op.amount, Proof::Pin)?;
    let mut order = new(cx, rail, Kind::Payout, op.amount, op.fee)?;
    order.detail = detail.to_owned();
    add(cx, &order)
}

/// Orders a top-up to be sent back, and holds the money.
///
/// # Errors
/// `NotFound` for what is no top-up of mine, `Refused` where less than that is left of it, or its
/// rail cannot.
pub(in crate::wallet) fn back(
    cx: &mut Context<'_>,
    rail: &dyn PaymentRail,
    op: &RailBack,
) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    let mut of = mine(cx, OpId(op.bill.0))?;
    if of.rail != rail.name() || of.phase != Phase::Done || !rail.capabilities().refund {
        return Err(Error::refused("error.wallet.rail_no_refund").into());
    }
    if op.amount.currency != of.amount.currency {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    let left = of.paid.min(of.amount.minor) - of.given_back - of.booked;
    if op.amount.minor > left {
        return Err(Error::refused("error.wallet.over_refund")
            .with("left", Money::new(left, of.amount.currency))
            .into());
    }
    limits::leave(cx, op.amount, Proof::Pin)?;
    let mut order = Order::new(cx.op_id, rail.name(), Kind::Refund, cx.me.id, op.amount);
    (order.made, order.of) = (cx.now, Some(of.id));
    of.given_back += op.amount.minor;
    let asked = table::try_at(cx.sql, of.id)?;
    table::set(cx.sql, &of, asked)?;
    book::tell_back(cx, &of)?;
    add(cx, &order)
}

/// Calls a top-up off; the rail has the last word. Or calls a payout by bank back, before it is in a
/// file.
///
/// # Errors
/// `NotFound` for what is neither of mine, `Refused` where it is over.
pub(in crate::wallet) fn end(cx: &mut Context<'_>, op: &RailEnd) -> Result<(), Refusal> {
    if let Some(payout) = payout::lock(cx.sql, OpId(op.bill.0))? {
        return give_back::call_back(cx, payout);
    }
    let before = mine(cx, OpId(op.bill.0))?;
    if !before.phase.is_open() {
        return Err(Error::refused("error.wallet.rail_over").into());
    }
    let order = Order { phase: Phase::Ending, act: None, ..before.clone() };
    table::set(cx.sql, &order, Some(cx.now))?;
    cx.changes.note_scheduled();
    book::tell(cx, Some(&before), &order, &[])
}

/// A top-up of mine, locked.
fn mine(cx: &mut Context<'_>, id: OpId) -> Result<Order, Refusal> {
    let mine = |order: &Order| order.person == cx.me.id && order.kind == Kind::TopUp;
    let found = table::lock(cx.sql, id)?.filter(mine);
    found.ok_or_else(|| Error::not_found("error.wallet.no_bill").into())
}

/// A new order at the price that was shown.
fn new(
    cx: &mut Context<'_>,
    rail: &dyn PaymentRail,
    kind: Kind,
    amount: Money,
    shown: i64,
) -> Result<Order, Refusal> {
    let way = if kind.is_out() { Way::Out } else { Way::In };
    let quote = quote(&rail.capabilities(), &cx.settings.fees, way, amount, cx.now)?;
    if quote.fee.minor != shown {
        return Err(Error::refused("error.wallet.rail_fee").with("fee", quote.fee).into());
    }
    if table::count_open(cx.sql, cx.me.id)? >= MOST_OPEN {
        return Err(Error::refused("error.wallet.rail_many").with("most", MOST_OPEN).into());
    }
    let mut order = Order::new(cx.op_id, rail.name(), kind, cx.me.id, amount);
    (order.fee, order.made, order.due) = (quote.fee.minor, cx.now, quote.at);
    Ok(order)
}

/// Holds the money of an order that goes out, keeps it, and tells of it.
fn add(cx: &mut Context<'_>, order: &Order) -> Result<(), Refusal> {
    let moves: Vec<_> = order.kind.is_out().then(|| hold_move(order)).into_iter().collect();
    let effects = book::book(cx, order, &moves)?;
    table::insert(cx.sql, order)?;
    cx.changes.note_scheduled();
    book::tell(cx, None, order, &effects)
}
