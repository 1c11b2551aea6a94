//! Pays a merchant with a coupon, with points, or both: everything commits together.

use super::super::legs::leg;
use super::super::table::campaign::{self, Kept, Piece};
use super::super::table::order::Order;
use super::super::table::out::Proof;
use super::super::transfer::{self, settle, settle_as};
use super::super::{accounts, bills, codes, coupon, limits, points, pot, requests};
use super::{POINTS, VOUCHER, about, keep, sides};
use crate::module::{Context, Refusal};
use crate::wallet::bills::Way;
use sampan_protocol::ids::{AccountId, BillId};
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::wallet::coupon::Used;
use sampan_protocol::wallet::ops::{PAY_LESS, PayLess};
use sampan_protocol::wallet::points::PointsWhy;
use sampan_protocol::wallet::price::{Cut, PRICE, Price};
use sampan_protocol::wallet::{RequestState, check_amount, check_note};
use sampan_protocol::{Error, Money};

/// Applies the operation.
///
/// # Errors
/// Why the money does not move; then the coupon and the points are as they were.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &PayLess) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    check_note(&op.note)?;
    let (whole, merchant) = (op.whole(), transfer::payee(cx, op.to)?);
    if merchant.kind != Kind::Merchant {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    let answered = op.request.map(|id| requests::to_be_paid(cx, id, &whole)).transpose()?;
    if let Some(payload) = &op.code {
        codes::spend(cx, payload, &whole)?;
    }
    let piece = op.coupon.map(|_| usable(cx, op)).transpose()?;
    let cut = cut(cx, op, piece.as_ref().map_or(0, |(_, _, off)| *off))?;
    limits::leave(cx, op.pays, Proof::Pin)?;
    let from = accounts::mine(cx, op.amount.currency)?;
    let to = accounts::open(cx, merchant.id, op.amount.currency)?;
    let effects = settle(cx, PAY_LESS, from.id, to.id, op.pays)?;
    bills::put_payment(cx, &merchant, &op.note, &effects)?;
    let me = cx.me.clone();
    pot::round_up(cx, [&me, &merchant], op.pays)?;
    let (given, lot) = points::given_for(cx, op.pays);
    let order = Order {
        bill: BillId(cx.op_id.0),
        payer: cx.me.id,
        merchant: merchant.id,
        amount: op.amount,
        pays: op.pays,
        coupon: op.coupon,
        coupon_off: cut.coupon,
        funded: piece.as_ref().is_some_and(|(kept, ..)| kept.account.is_some()),
        points: cut.points,
        points_off: cut.points_off,
        given,
        lot,
    };
    let name = piece.as_ref().map(|(kept, ..)| kept.name.clone());
    if let Some((kept, piece, off)) = piece {
        use_piece(cx, kept, piece, off, to.id)?;
    }
    use_points(cx, &order, &merchant, to.id)?;
    keep(cx, &order, &merchant)?;
    tell(cx, &order, name)?;
    match answered {
        Some(request) => requests::close(cx, request, RequestState::Paid),
        None => Ok(()),
    }
}

/// The coupon of a payment with its campaign, locked, and what it takes off.
fn usable(cx: &mut Context<'_>, op: &PayLess) -> Result<(Kept, Piece, i64), Refusal> {
    let unknown = || Refusal::from(Error::not_found("error.wallet.coupon_unknown"));
    let id = op.coupon.ok_or_else(unknown)?;
    // A piece is locked before its campaign, and both before accounts, everywhere.
    let piece = campaign::lock_piece(cx.sql, id)?.filter(|piece| piece.person == cx.me.id);
    let piece = piece.ok_or_else(unknown)?;
    let kept = coupon::lock(cx, piece.campaign)?;
    if piece.used.is_some() {
        return Err(Error::refused("error.wallet.coupon_used").into());
    }
    if cx.now >= kept.until {
        return Err(Error::refused("error.wallet.coupon_over").with("ended", kept.until).into());
    }
    if cx.now < kept.from {
        return Err(Error::refused("error.wallet.coupon_early").with("from", kept.from).into());
    }
    if kept.merchant != op.to {
        return Err(Error::refused("error.wallet.coupon_elsewhere").into());
    }
    let off = kept.offer.takes(kept.minimum, op.amount);
    if off == 0 {
        return Err(Error::refused("error.wallet.coupon_minimum")
            .with("minimum", kept.minimum)
            .into());
    }
    Ok((kept, piece, off))
}

/// What is taken off; refused where that is not what the payer agreed to.
fn cut(cx: &Context<'_>, op: &PayLess, coupon: i64) -> Result<Cut, Refusal> {
    let cut = Cut::of(op.amount, coupon, op.points, &cx.settings.points);
    if cut.points != op.points || cut.pays(op.amount) != op.pays {
        return Err(Error::refused("error.wallet.price_changed")
            .with("pays", cut.pays(op.amount))
            .into());
    }
    Ok(cut)
}

/// Marks a coupon as used, and brings its money where some was put aside.
fn use_piece(
    cx: &mut Context<'_>,
    mut kept: Kept,
    mut piece: Piece,
    off: i64,
    to: AccountId,
) -> Result<(), Refusal> {
    piece.used = Some(Used { bill: BillId(cx.op_id.0), at: cx.now, off });
    campaign::set_used(cx.sql, &piece)?;
    kept.used += 1;
    campaign::count(cx.sql, &kept)?;
    if let Some(account) = kept.account {
        let money = Money::new(off, kept.offer.money().currency);
        let id = leg(VOUCHER, cx.op_id.0);
        let effects = settle_as(cx, id, PAY_LESS, account, to, money)?;
        let payer = Some(cx.me.clone());
        bills::put_voucher(cx, kept.merchant, payer, &kept.name, &effects, Way::In)?;
    }
    coupon::tell_piece(cx, &kept, &piece)?;
    coupon::tell(cx, &kept)
}

/// Uses points, and brings what they take off.
fn use_points(
    cx: &mut Context<'_>,
    order: &Order,
    merchant: &Person,
    to: AccountId,
) -> Result<(), Refusal> {
    if order.points == 0 {
        return Ok(());
    }
    points::spend(cx, order.payer, order.points, &about(PointsWhy::Used, order, merchant))?;
    let money = Money::new(order.points_off, order.amount.currency);
    let float = accounts::system(cx, points::FLOAT.to_owned(), money.currency)?;
    if float.balance.available() < money.minor {
        return Err(Error::refused("error.wallet.points_float").into());
    }
    let effects = settle_as(cx, leg(POINTS, cx.op_id.0), PAY_LESS, float.id, to, money)?;
    let payer = Some(cx.me.clone());
    Ok(bills::put_voucher(cx, merchant.id, payer, "", &effects, Way::In)?)
}

/// Tells both sides how the price came about.
fn tell(cx: &mut Context<'_>, order: &Order, coupon: Option<String>) -> Result<(), Refusal> {
    let row = Price {
        bill: order.bill,
        amount: order.amount,
        pays: order.pays,
        coupon,
        coupon_off: order.coupon_off,
        funded: order.funded,
        points: order.points,
        points_off: order.points_off,
    };
    for scope in sides(order) {
        cx.put(&scope, PRICE, order.bill, &row)?;
    }
    Ok(())
}
