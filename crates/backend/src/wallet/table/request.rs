//! Requests for money.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{PersonId, RequestId};
use sampan_protocol::wallet::RequestState;
use sampan_protocol::{Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("request.sql");

/// A request for money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Which.
    pub(crate) id: RequestId,
    /// Who asks.
    pub(crate) asker: PersonId,
    /// Who is asked.
    pub(crate) payer: PersonId,
    /// How much.
    pub(crate) amount: Money,
    /// What for.
    pub(crate) note: String,
    /// How it stands.
    pub(crate) state: RequestState,
    /// When it was asked.
    pub(crate) at: Timestamp,
    /// When it was last asked again.
    pub(crate) reminded: Option<Timestamp>,
}

/// A request, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: RequestId) -> Result<Option<Asked>, DbError> {
    sql.query_opt(
        "UPDATE wallet_requests SET state = state WHERE id = $1
         RETURNING id, asker, payer, currency, amount, note, state, asked, reminded",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// How many requests of one person to another are open.
pub(crate) fn count_open(
    sql: &mut dyn Sql,
    asker: PersonId,
    payer: PersonId,
) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS open FROM wallet_requests
         WHERE payer = $1 AND asker = $2 AND state = 'open'",
        &params![payer, asker],
    )?
    .int("open")
}

/// Notes that a locked request was asked again.
pub(crate) fn set_reminded(sql: &mut dyn Sql, id: RequestId, at: Timestamp) -> Result<(), DbError> {
    sql.execute("UPDATE wallet_requests SET reminded = $2 WHERE id = $1", &params![id, at])
        .map(drop)
}

/// Adds a request.
pub(crate) fn insert(sql: &mut dyn Sql, asked: &Asked) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_requests (id, asker, payer, currency, amount, note, state, asked)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &params![
            asked.id,
            asked.asker,
            asked.payer,
            asked.amount.currency,
            asked.amount.minor,
            asked.note.as_str(),
            word(asked.state),
            asked.at,
        ],
    )
    .map(drop)
}

/// Writes how a locked request stands now.
pub(crate) fn set_state(
    sql: &mut dyn Sql,
    id: RequestId,
    state: RequestState,
) -> Result<(), DbError> {
    sql.execute("UPDATE wallet_requests SET state = $2 WHERE id = $1", &params![id, word(state)])
        .map(drop)
}

const fn word(state: RequestState) -> &'static str {
    match state {
        RequestState::Open => "open",
        RequestState::Paid => "paid",
        RequestState::Declined => "declined",
        RequestState::Cancelled => "cancelled",
    }
}

fn read(row: &Row) -> Result<Asked, DbError> {
    let state = match row.text("state")? {
        "open" => RequestState::Open,
        "paid" => RequestState::Paid,
        "declined" => RequestState::Declined,
        "cancelled" => RequestState::Cancelled,
        _ => return Err(DbError::Decode("column state is no state".to_owned())),
    };
    Ok(Asked {
        id: row.parse("id")?,
        asker: row.parse("asker")?,
        payer: row.parse("payer")?,
        amount: Money::new(row.int("amount")?, row.parse("currency")?),
        note: row.text("note")?.to_owned(),
        state,
        at: row.time("asked")?,
        reminded: row.opt_int("reminded")?.map(Timestamp),
    })
}
