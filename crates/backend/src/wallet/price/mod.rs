//! What is taken off payments to merchants: by coupons, by points; and which points they give.

pub(super) mod pay;
mod refund;

pub(super) use refund::{back, give_back};

use super::table::order::{self, Order};
use super::{bills, points};
use crate::module::{Context, Refusal};
use sampan_protocol::Money;
use sampan_protocol::ids::{BillId, PersonId};
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::wallet::points::PointsWhy;

/// Names the leg that brings the money of a voucher.
const VOUCHER: &str = "sampan-voucher-leg-v1";
/// Names the leg that brings the money of points.
const POINTS: &str = "sampan-points-leg-v1";

/// Gives the points of a payment from which nothing was taken off; nothing between people.
///
/// # Errors
/// What the database says.
pub(super) fn paid_whole(
    cx: &mut Context<'_>,
    payer: PersonId,
    merchant: &Person,
    bill: BillId,
    paid: Money,
) -> Result<(), Refusal> {
    if merchant.kind != Kind::Merchant {
        return Ok(());
    }
    let (given, lot) = points::given_for(cx, paid);
    if given == 0 {
        return Ok(());
    }
    let order = Order {
        bill,
        payer,
        merchant: merchant.id,
        amount: paid,
        pays: paid,
        coupon: None,
        coupon_off: 0,
        funded: false,
        points: 0,
        points_off: 0,
        given,
        lot,
    };
    keep(cx, &order, merchant)
}

/// Keeps what refunds have to know, and gives the points.
fn keep(cx: &mut Context<'_>, order: &Order, merchant: &Person) -> Result<(), Refusal> {
    order::insert(cx.sql, order)?;
    let about = about(PointsWhy::Given, order, merchant);
    points::give(cx, order.payer, order.given, order.lot, &about)
}

fn about(why: PointsWhy, order: &Order, merchant: &Person) -> points::About {
    points::About { why, bill: Some(order.bill), merchant: Some(merchant.clone()) }
}

/// The scopes of both sides.
fn sides(order: &Order) -> [sampan_protocol::sync::Scope; 2] {
    [bills::scope(order.payer), bills::scope(order.merchant)]
}
