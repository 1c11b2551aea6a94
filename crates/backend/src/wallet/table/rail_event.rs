//! What rails told, and what of it does not fit.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::rail::RailEvent;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::rail_desk::{Odd, RailWay};
use sampan_protocol::{Money, Timestamp};
use serde::de::DeserializeOwned;

/// What does not fit, for operators to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Which rail told it.
    pub(crate) rail: String,
    /// The rail's name for what it told.
    pub(crate) event: String,
    /// Why it does not fit.
    pub(crate) why: Odd,
    /// The order that it is about, if that is known.
    pub(crate) order: Option<OpId>,
    /// The rail's name for the payment.
    pub(crate) reference: String,
    /// How much it is about.
    pub(crate) amount: Option<Money>,
    /// When it was told.
    pub(crate) at: Timestamp,
    /// What was done about it.
    pub(crate) way: Option<RailWay>,
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
            line.why.word(),
            line.order.map(|order| order.to_string()),
            line.reference.as_str(),
            line.amount.map(|amount| amount.currency.to_string()),
            line.amount.map(|amount| amount.minor),
            line.at,
        ],
    )
    .map(drop)
}

/// The lines that nobody has seen to, or those that somebody has; newest first.
pub(crate) fn lines(sql: &mut dyn Sql, seen: bool, limit: i64) -> Result<Vec<Line>, DbError> {
    let query = match seen {
        true => {
            "SELECT rail, event, why, sent_order, reference, currency, amount, at, way
             FROM wallet_rail_lines WHERE seen IS NOT NULL ORDER BY seen DESC, event LIMIT $1"
        }
        false => {
            "SELECT rail, event, why, sent_order, reference, currency, amount, at, way
             FROM wallet_rail_lines WHERE seen IS NULL ORDER BY at DESC, event LIMIT $1"
        }
    };
    sql.query(query, &params![limit])?.iter().map(read).collect()
}

/// A line, locked until the end of the transaction.
pub(crate) fn lock_line(
    sql: &mut dyn Sql,
    rail: &str,
    event: &str,
    why: Odd,
) -> Result<Option<Line>, DbError> {
    sql.query_opt(
        "UPDATE wallet_rail_lines SET seen = seen WHERE rail = $1 AND event = $2 AND why = $3
         RETURNING rail, event, why, sent_order, reference, currency, amount, at, way",
        &params![rail, event, why.word()],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// Notes what was done about a locked line.
pub(crate) fn see(
    sql: &mut dyn Sql,
    line: &Line,
    way: &RailWay,
    at: Timestamp,
) -> Result<(), DbError> {
    let way = serde_json::to_string(way)
        .map_err(|error| DbError::Other(format!("what was done: {error}")))?;
    sql.execute(
        "UPDATE wallet_rail_lines SET seen = $4, way = $5
         WHERE rail = $1 AND event = $2 AND why = $3",
        &params![line.rail.as_str(), line.event.as_str(), line.why.word(), at, way],
    )
    .map(drop)
}

/// What a rail told under this name.
pub(crate) fn told(
    sql: &mut dyn Sql,
    rail: &str,
    event: &str,
) -> Result<Option<RailEvent>, DbError> {
    let found = sql.query_opt(
        "SELECT id, reference, what, at FROM wallet_rail_events WHERE rail = $1 AND id = $2",
        &params![rail, event],
    )?;
    found
        .map(|row| {
            Ok(RailEvent {
                id: row.text("id")?.to_owned(),
                order: None,
                reference: row.text("reference")?.to_owned(),
                what: json(row.text("what")?, "what")?,
                at: row.time("at")?,
            })
        })
        .transpose()
}

fn json<T: DeserializeOwned>(text: &str, column: &str) -> Result<T, DbError> {
    serde_json::from_str(text)
        .map_err(|_| DbError::Decode(format!("column {column} is not what it promises")))
}

fn read(row: &Row) -> Result<Line, DbError> {
    let amount = match (row.opt_int("amount")?, row.opt_parse("currency")?) {
        (Some(minor), Some(currency)) => Some(Money::new(minor, currency)),
        _ => None,
    };
    let why = Odd::from_word(row.text("why")?)
        .ok_or_else(|| DbError::Decode("column why is no reason".to_owned()))?;
    Ok(Line {
        rail: row.text("rail")?.to_owned(),
        event: row.text("event")?.to_owned(),
        why,
        order: row.opt_parse("sent_order")?,
        reference: row.text("reference")?.to_owned(),
        amount,
        at: row.time("at")?,
        way: row.opt_text("way")?.map(|text| json(text, "way")).transpose()?,
    })
}
