//! The Merkle roots of hours.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::seal::Seal;

/// Adds a seal.
pub(crate) fn insert(sql: &mut dyn Sql, seal: &Seal) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_seals (stream, hour, first, last, root) VALUES ($1, $2, $3, $4, $5)",
        &params![seal.stream, seal.hour, seal.first, seal.last, seal.root.as_str()],
    )
    .map(drop)
}

/// Every seal, stream by stream, in the order of their lines.
pub(crate) fn all(sql: &mut dyn Sql) -> Result<Vec<Seal>, DbError> {
    sql.query(
        "SELECT stream, hour, first, last, root FROM wallet_seals ORDER BY stream, first",
        &[],
    )?
    .iter()
    .map(read)
    .collect()
}

/// A seal of the last hour that is sealed.
pub(crate) fn last(sql: &mut dyn Sql) -> Result<Option<Seal>, DbError> {
    sql.query_opt(
        "SELECT stream, hour, first, last, root FROM wallet_seals
         ORDER BY hour DESC, stream LIMIT 1",
        &[],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// The seals of an hour, stream by stream.
pub(crate) fn of_hour(sql: &mut dyn Sql, hour: i64) -> Result<Vec<Seal>, DbError> {
    sql.query(
        "SELECT stream, hour, first, last, root FROM wallet_seals WHERE hour = $1 ORDER BY stream",
        &params![hour],
    )?
    .iter()
    .map(read)
    .collect()
}

/// The seal that a line is under, if its hour is sealed.
pub(crate) fn over(sql: &mut dyn Sql, stream: i64, seq: i64) -> Result<Option<Seal>, DbError> {
    sql.query_opt(
        "SELECT stream, hour, first, last, root FROM wallet_seals
         WHERE stream = $1 AND first <= $2 AND last >= $2",
        &params![stream, seq],
    )?
    .map(|row| read(&row))
    .transpose()
}

fn read(row: &Row) -> Result<Seal, DbError> {
    Ok(Seal {
        stream: row.int("stream")?,
        hour: row.int("hour")?,
        first: row.int("first")?,
        last: row.int("last")?,
        root: row.text("root")?.to_owned(),
    })
}
