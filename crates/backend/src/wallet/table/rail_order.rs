//! Orders to rails that take their time.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::rail::{Kind, Order, Phase, Reason};
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::{Money, Timestamp};

/// The tables of orders, events and lines.
pub(crate) const CREATE: &str = include_str!("rail_order.sql");

/// What lies aside, and what was done about what does not fit.
pub(crate) const ASIDE: &str = include_str!("rail_aside.sql");

/// Its columns, in every reading.
macro_rules! columns {
    () => {
        "id, rail, kind, person, currency, amount, fee, detail, sends_back, made, due, phase,
         reference, act, reason, authorized, paid, returned, booked, given_back, tries, try_at, aside"
    };
}

/// An order that a worker asks its rail about.
#[derive(Debug, Clone)]
pub(crate) struct Claimed {
    pub(crate) order: Order,
    /// How often it was asked about, this time included.
    pub(crate) tries: i64,
}

/// Adds an order; the rail is asked at once.
pub(crate) fn insert(sql: &mut dyn Sql, order: &Order) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_rail_orders (id, rail, kind, person, currency, amount, fee, detail,
            sends_back, made, due, phase, reference, act, reason, authorized, paid, returned,
            booked, given_back, tries, try_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, 0, $10)",
        &params![
            order.id,
            order.rail.as_str(),
            order.kind.word(),
            order.person,
            order.amount.currency,
            order.amount.minor,
            order.fee,
            order.detail.as_str(),
            order.of.map(|of| of.to_string()),
            order.made,
            order.due,
            order.phase.word(),
            order.reference.as_deref(),
            order.act.as_deref(),
            order.reason.map(Reason::word),
            order.authorized,
            order.paid,
            order.returned,
            order.booked,
            order.given_back,
        ],
    )
    .map(drop)
}

/// An order, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: OpId) -> Result<Option<Order>, DbError> {
    const LOCK: &str =
        concat!("UPDATE wallet_rail_orders SET tries = tries WHERE id = $1 RETURNING ", columns!());
    sql.query_opt(LOCK, &params![id])?.map(|row| read(&row)).transpose()
}

/// An order as it stands.
pub(crate) fn find(sql: &mut dyn Sql, id: OpId) -> Result<Option<Order>, DbError> {
    const FIND: &str = concat!("SELECT ", columns!(), " FROM wallet_rail_orders WHERE id = $1");
    sql.query_opt(FIND, &params![id])?.map(|row| read(&row)).transpose()
}

/// The order that a rail has a name for.
pub(crate) fn by_reference(
    sql: &mut dyn Sql,
    rail: &str,
    reference: &str,
) -> Result<Option<OpId>, DbError> {
    let row = sql.query_opt(
        "SELECT id FROM wallet_rail_orders WHERE rail = $1 AND reference = $2 ORDER BY id LIMIT 1",
        &params![rail, reference],
    )?;
    row.map(|row| row.parse("id")).transpose()
}

/// The orders that something of this amount may be about, of which nothing is paid; newest first.
pub(crate) fn unpaid_of(
    sql: &mut dyn Sql,
    rail: &str,
    amount: Money,
    limit: usize,
) -> Result<Vec<Order>, DbError> {
    const UNPAID: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM wallet_rail_orders WHERE rail = $1 AND currency = $2 AND paid = 0
            AND (amount = $3 OR (amount - fee = $3 AND kind <> 'top_up'))
          ORDER BY made DESC, id LIMIT $4"
    );
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = sql.query(UNPAID, &params![rail, amount.currency, amount.minor, limit])?;
    rows.iter().map(read).collect()
}

/// How many orders of a person are not over.
pub(crate) fn count_open(sql: &mut dyn Sql, person: PersonId) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS open FROM wallet_rail_orders
         WHERE person = $1 AND phase IN ('created', 'sent', 'ending')",
        &params![person],
    )?
    .int("open")
}

/// Writes what is known of a locked order, and when its rail is asked next.
pub(crate) fn set(
    sql: &mut dyn Sql,
    order: &Order,
    try_at: Option<Timestamp>,
) -> Result<(), DbError> {
    sql.execute(
        "UPDATE wallet_rail_orders SET phase = $2, reference = $3, act = $4, reason = $5,
            authorized = $6, paid = $7, returned = $8, booked = $9, given_back = $10, try_at = $11,
            amount = $12, aside = $13
         WHERE id = $1",
        &params![
            order.id,
            order.phase.word(),
            order.reference.as_deref(),
            order.act.as_deref(),
            order.reason.map(Reason::word),
            order.authorized,
            order.paid,
            order.returned,
            order.booked,
            order.given_back,
            try_at,
            order.amount.minor,
            order.aside,
        ],
    )
    .map(drop)
}

/// When a locked order's rail is asked next.
pub(crate) fn try_at(sql: &mut dyn Sql, id: OpId) -> Result<Option<Timestamp>, DbError> {
    let row = sql.query_one("SELECT try_at FROM wallet_rail_orders WHERE id = $1", &params![id])?;
    Ok(row.opt_int("try_at")?.map(Timestamp))
}

/// Takes the order that has waited longest to be asked about, and says when it is asked about
/// next: `patience` tells in how many seconds, by the order and how often it was, if ever.
pub(crate) fn claim(
    sql: &mut dyn Sql,
    now: Timestamp,
    patience: fn(&Order, i64, Timestamp) -> Option<i64>,
) -> Result<Option<Claimed>, DbError> {
    const FIRST: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM wallet_rail_orders WHERE try_at <= $1 ORDER BY try_at, id LIMIT 1"
    );
    while let Some(row) = sql.query_opt(FIRST, &params![now])? {
        let (order, tries) = (read(&row)?, row.int("tries")? + 1);
        let again = patience(&order, tries, now).map(|seconds| now.plus_seconds(seconds));
        let claimed = sql.execute(
            "UPDATE wallet_rail_orders SET tries = $2, try_at = $3 WHERE id = $1 AND tries = $4",
            &params![order.id, tries, again, tries - 1],
        )?;
        if claimed == 1 {
            return Ok(Some(Claimed { order, tries }));
        }
    }
    Ok(None)
}

/// When a rail is to be asked next.
pub(crate) fn next_try(sql: &mut dyn Sql) -> Result<Option<Timestamp>, DbError> {
    let row = sql.query_opt(
        "SELECT try_at FROM wallet_rail_orders WHERE try_at IS NOT NULL ORDER BY try_at LIMIT 1",
        &[],
    )?;
    row.map(|row| row.time("try_at")).transpose()
}

fn read(row: &Row) -> Result<Order, DbError> {
    let wrong = |column: &str| DbError::Decode(format!("column {column} has no such word"));
    let amount = Money::new(row.int("amount")?, row.parse("currency")?);
    Ok(Order {
        id: row.parse("id")?,
        rail: row.text("rail")?.to_owned(),
        kind: Kind::from_word(row.text("kind")?).ok_or_else(|| wrong("kind"))?,
        person: row.parse("person")?,
        amount,
        fee: row.int("fee")?,
        detail: row.text("detail")?.to_owned(),
        of: row.opt_parse("sends_back")?,
        made: row.time("made")?,
        due: row.opt_int("due")?.map(Timestamp),
        phase: Phase::from_word(row.text("phase")?).ok_or_else(|| wrong("phase"))?,
        reference: row.opt_text("reference")?.map(str::to_owned),
        act: row.opt_text("act")?.map(str::to_owned),
        reason: row.opt_text("reason")?.and_then(Reason::from_word),
        authorized: row.int("authorized")?,
        paid: row.int("paid")?,
        returned: row.int("returned")?,
        booked: row.int("booked")?,
        given_back: row.int("given_back")?,
        aside: row.int("aside")?,
    })
}
