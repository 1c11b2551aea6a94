//! What rails told, and what of it does not fit.

#[cfg(test)]
use crate::db::Row;
use crate::db::{DbError, Sql};
use crate::params;
use crate::wallet::rail::RailEvent;
use sampan_protocol::ids::OpId;
use sampan_protocol::{Money, Timestamp};

/// What does not fit, for operators to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Which rail told it.
    pub(crate) rail: String,
    /// The rail's name for what it told.
    pub(crate) event: String,
    /// Why it does not fit, in a word.
    pub(crate) why: String,
    /// The order that it is about, if that is known.
    pub(crate) order: Option<OpId>,
    /// The rail's name for the payment.
    pub(crate) reference: String,
    /// How much it is about.
    pub(crate) amount: Option<Money>,
    /// When it was told.
    pub(crate) at: Timestamp,
}

/// Notes what a rail told; says whether it was not told before.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    rail: &str,
    event: &RailEvent,
    order: Option<OpId>,
    now: Timestamp,
) -> Result<bool, DbError> {
    let what = serde_json::to_string(&event.what)
        .map_err(|error| DbError::Other(format!("an event: {error}")))?;
    let added = sql.execute(
        "INSERT INTO wallet_rail_events (rail, id, sent_order, reference, what, at, heard)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (rail, id) DO NOTHING",
        &params![
            rail,
            event.id.as_str(),
            order.map(|order| order.to_string()),
            event.reference.as_str(),
            what,
            event.at,
            now,
        ],
    )?;
    Ok(added == 1)
}

/// Notes what does not fit, once.
pub(crate) fn put_line(sql: &mut dyn Sql, line: &Line) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_rail_lines (rail, event, why, sent_order, reference, currency, amount,
            at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (rail, event, why) DO NOTHING",
        &params![
            line.rail.as_str(),
            line.event.as_str(),
            line.why.as_str(),
            line.order.map(|order| order.to_string()),
            line.reference.as_str(),
            line.amount.map(|amount| amount.currency.to_string()),
            line.amount.map(|amount| amount.minor),
            line.at,
        ],
    )
    .map(drop)
}

/// The lines that nobody has dealt with, newest first.
#[cfg(test)]
pub(crate) fn open_lines(sql: &mut dyn Sql, limit: i64) -> Result<Vec<Line>, DbError> {
    let rows = sql.query(
        "SELECT rail, event, why, sent_order, reference, currency, amount, at
         FROM wallet_rail_lines WHERE seen IS NULL ORDER BY at DESC, event LIMIT $1",
        &params![limit],
    )?;
    rows.iter().map(read).collect()
}

#[cfg(test)]
fn read(row: &Row) -> Result<Line, DbError> {
    let amount = match (row.opt_int("amount")?, row.opt_parse("currency")?) {
        (Some(minor), Some(currency)) => Some(Money::new(minor, currency)),
        _ => None,
    };
    Ok(Line {
        rail: row.text("rail")?.to_owned(),
        event: row.text("event")?.to_owned(),
        why: row.text("why")?.to_owned(),
        order: row.opt_parse("sent_order")?,
        reference: row.text("reference")?.to_owned(),
        amount,
        at: row.time("at")?,
    })
}
