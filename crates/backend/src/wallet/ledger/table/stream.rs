//! The ends of the journal's streams.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::journal::Head;

/// The table, with its first stream.
pub(crate) const CREATE: &str = include_str!("stream.sql");

/// The end of a stream, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, stream: i64) -> Result<Head, DbError> {
    let row = sql.query_one(
        "UPDATE wallet_streams SET seq = seq WHERE stream = $1 RETURNING stream, seq, hash",
        &params![stream],
    )?;
    read(&row)
}

/// Writes where a locked stream ends now.
pub(crate) fn advance(sql: &mut dyn Sql, head: &Head) -> Result<(), DbError> {
    sql.execute(
        "UPDATE wallet_streams SET seq = $2, hash = $3 WHERE stream = $1",
        &params![head.stream, head.seq, head.hash.as_str()],
    )
    .map(drop)
}

/// The end of every stream.
pub(crate) fn all(sql: &mut dyn Sql) -> Result<Vec<Head>, DbError> {
    sql.query("SELECT stream, seq, hash FROM wallet_streams ORDER BY stream", &[])?
        .iter()
        .map(read)
        .collect()
}

fn read(row: &Row) -> Result<Head, DbError> {
    Ok(Head {
        stream: row.int("stream")?,
        seq: row.int("seq")?,
        hash: row.text("hash")?.to_owned(),
    })
}
