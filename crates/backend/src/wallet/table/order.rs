//! What was taken off payments to merchants, and which points they gave.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::{BillId, OpId, PersonId};
use sampan_protocol::{Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("order.sql");

/// A payment to a merchant of which something was taken off, or which gave points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order {
    /// The payment.
    pub(crate) bill: BillId,
    /// Who paid.
    pub(crate) payer: PersonId,
    /// Whom.
    pub(crate) merchant: PersonId,
    /// The price before anything was taken off.
    pub(crate) amount: Money,
    /// What the payer paid.
    pub(crate) pays: Money,
    /// The coupon that was used.
    pub(crate) coupon: Option<OpId>,
    /// Minor units that it took off.
    pub(crate) coupon_off: i64,
    /// Whether those came out of money that was put aside.
    pub(crate) funded: bool,
    /// How many points were used.
    pub(crate) points: i64,
    /// Minor units that they took off.
    pub(crate) points_off: i64,
    /// How many points it gave.
    pub(crate) given: i64,
    /// When those end.
    pub(crate) lot: Timestamp,
}

/// Adds an order.
pub(crate) fn insert(sql: &mut dyn Sql, order: &Order) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_orders (bill, payer, merchant, currency, amount, pays, coupon,
            coupon_off, funded, points, points_off, given, lot)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        &params![
            order.bill,
            order.payer,
            order.merchant,
            order.amount.currency,
            order.amount.minor,
            order.pays.minor,
            order.coupon.map(|coupon| coupon.to_string()),
            order.coupon_off,
            order.funded,
            order.points,
            order.points_off,
            order.given,
            order.lot
        ],
    )
    .map(drop)
}

/// The order of a payment, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, bill: BillId) -> Result<Option<Order>, DbError> {
    let row = sql.query_opt(
        "UPDATE wallet_orders SET given = given WHERE bill = $1
         RETURNING bill, payer, merchant, currency, amount, pays, coupon, coupon_off, funded,
            points, points_off, given, lot",
        &params![bill],
    )?;
    let Some(row) = row else { return Ok(None) };
    let currency = row.parse("currency")?;
    Ok(Some(Order {
        bill: row.parse("bill")?,
        payer: row.parse("payer")?,
        merchant: row.parse("merchant")?,
        amount: Money::new(row.int("amount")?, currency),
        pays: Money::new(row.int("pays")?, currency),
        coupon: row.opt_parse("coupon")?,
        coupon_off: row.int("coupon_off")?,
        funded: row.int("funded")? != 0,
        points: row.int("points")?,
        points_off: row.int("points_off")?,
        given: row.int("given")?,
        lot: row.time("lot")?,
    }))
}
