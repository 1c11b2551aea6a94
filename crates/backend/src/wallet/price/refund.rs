//! What of a price goes back with a refund: the parts of a voucher and of points, as their share.

use super::super::bills::Way;
use super::super::legs::leg;
use super::super::table::campaign::{self, Kept, Piece};
use super::super::table::order::{self, Order};
use super::super::{bills, coupon, ledger, points, refund};
use super::{POINTS, VOUCHER, about};
use crate::module::{Context, Refusal};
use sampan_protocol::ids::{BillId, OpId};
use sampan_protocol::wallet::points::PointsWhy;
use sampan_protocol::wallet::price::gone_back;
use sampan_protocol::{Error, Money};

/// What goes back besides what the payer paid.
pub(in crate::wallet) struct Back {
    order: Order,
    coupon: Option<(Piece, Kept)>,
    /// What the payer had back before, and what they will have had.
    before: i64,
    after: i64,
}

impl Back {
    /// How much more of a part goes back now.
    fn now(&self, part: i64) -> i64 {
        let paid = self.order.pays.minor;
        gone_back(part, self.after, paid) - gone_back(part, self.before, paid)
    }

    /// Minor units that go back out of the merchant's account besides what the payer paid.
    pub(in crate::wallet) fn minor(&self) -> i64 {
        let voucher = if self.order.funded { self.now(self.order.coupon_off) } else { 0 };
        voucher + self.now(self.order.points_off)
    }

    /// Whether all that the payer paid is back then.
    const fn is_whole(&self) -> bool {
        self.after >= self.order.pays.minor
    }
}

/// What goes back besides `amount`, after `before` minor units went back, if anything was taken off
/// the payment or it gave points.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn back(
    cx: &mut Context<'_>,
    bill: BillId,
    before: i64,
    amount: Money,
) -> Result<Option<Back>, Refusal> {
    let Some(order) = order::lock(cx.sql, bill)? else { return Ok(None) };
    let coupon = order.coupon.map(|id| locked(cx, id)).transpose()?;
    let after = before.saturating_add(amount.minor).min(order.pays.minor);
    Ok(Some(Back { order, coupon, before, after }))
}

/// Gives those parts back: money to where it came from, points, and the coupon with the last of it.
///
/// # Errors
/// Why it cannot be.
pub(in crate::wallet) fn give_back(cx: &mut Context<'_>, back: &Back) -> Result<(), Refusal> {
    let order = &back.order;
    let people = cx.ports.people.clone();
    let merchant = people.person(cx.sql, order.merchant)?.ok_or_else(Error::internal)?;
    if let Some((piece, kept)) = back.coupon.clone() {
        return_coupon(cx, back, piece, kept)?;
    }
    return_leg(cx, order, POINTS, back.now(order.points_off))?;
    let returned = about(PointsWhy::Returned, order, &merchant);
    let ends = cx.settings.points.ends(cx.now);
    points::give(cx, order.payer, back.now(order.points), ends, &returned)?;
    let taken = about(PointsWhy::TakenBack, order, &merchant);
    points::take_back(cx, order.payer, back.now(order.given), order.lot, &taken)
}

/// A coupon with its campaign, locked.
fn locked(cx: &mut Context<'_>, id: OpId) -> Result<(Piece, Kept), Refusal> {
    let piece = campaign::lock_piece(cx.sql, id)?.ok_or_else(Error::internal)?;
    let kept = coupon::lock(cx, piece.campaign)?;
    Ok((piece, kept))
}

/// Gives the voucher's part back, and the coupon itself once everything is; unless it has ended:
/// then the money is the merchant's again.
fn return_coupon(
    cx: &mut Context<'_>,
    back: &Back,
    mut piece: Piece,
    mut kept: Kept,
) -> Result<(), Refusal> {
    let order = &back.order;
    if cx.now >= kept.until {
        return Ok(());
    }
    if order.funded {
        return_leg(cx, order, VOUCHER, back.now(order.coupon_off))?;
    }
    let whole = back.is_whole() && back.before < order.pays.minor;
    if !whole || piece.used.is_none_or(|used| used.bill != order.bill) {
        return Ok(());
    }
    piece.used = None;
    campaign::set_used(cx.sql, &piece)?;
    kept.used = kept.used.saturating_sub(1);
    campaign::count(cx.sql, &kept)?;
    coupon::tell_piece(cx, &kept, &piece)?;
    coupon::tell(cx, &kept)
}

/// Reverses a part of the leg that brought money besides the payer's.
fn return_leg(
    cx: &mut Context<'_>,
    order: &Order,
    purpose: &str,
    minor: i64,
) -> Result<(), Refusal> {
    if minor == 0 {
        return Ok(());
    }
    let came = leg(purpose, order.bill.0);
    let made = ledger::find(cx.sql, came)?.ok_or_else(Error::internal)?;
    let amount = Money::new(minor, order.amount.currency);
    let id = leg(purpose, cx.op_id.0);
    let effects = refund::reverse(cx, id, &made.transfer, amount)?;
    Ok(bills::put_voucher(cx, order.merchant, None, "", &effects, Way::Out)?)
}
