//! The ends of the journal's streams.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::journal::{GENESIS, Head};

/// The table, with its first stream.
pub(crate) const CREATE: &str = include_str!("stream.sql");

/// The end of a stream, with the hour that it is in and the last line of the hours before.
pub(crate) struct Tail {
    /// Where the next line is chained on.
    pub(crate) head: Head,
    /// The hour that it is in.
    pub(crate) hour: i64,
    /// The last line that is sealed.
    pub(crate) sealed: i64,
}

/// The end of a stream, made if it is not there, and locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, stream: i64) -> Result<Tail, DbError> {
    const LOCK: &str = "UPDATE wallet_streams SET seq = seq WHERE stream = $1
                        RETURNING stream, seq, hash, hour, sealed";
    if let Some(row) = sql.query_opt(LOCK, &params![stream])? {
        return tail(&row);
    }
    sql.execute(
        "INSERT INTO wallet_streams (stream, seq, hash) VALUES ($1, 0, $2)
         ON CONFLICT (stream) DO NOTHING",
        &params![stream, GENESIS],
    )?;
    tail(&sql.query_one(LOCK, &params![stream])?)
}

/// Writes where a locked stream ends now.
pub(crate) fn advance(sql: &mut dyn Sql, tail: &Tail) -> Result<(), DbError> {
    let Tail { head, hour, sealed } = tail;
    sql.execute(
        "UPDATE wallet_streams SET seq = $2, hash = $3, hour = $4, sealed = $5 WHERE stream = $1",
        &params![head.stream, head.seq, head.hash.as_str(), *hour, *sealed],
    )
    .map(drop)
}

/// The end of every stream.
pub(crate) fn all(sql: &mut dyn Sql) -> Result<Vec<Head>, DbError> {
    sql.query("SELECT stream, seq, hash FROM wallet_streams ORDER BY stream", &[])?
        .iter()
        .map(head)
        .collect()
}

/// The streams whose hour is before this one, with lines that are not sealed.
pub(crate) fn unsealed(sql: &mut dyn Sql, hour: i64) -> Result<Vec<i64>, DbError> {
    sql.query(
        "SELECT stream FROM wallet_streams WHERE hour < $1 AND sealed < seq ORDER BY stream",
        &params![hour],
    )?
    .iter()
    .map(|row| row.int("stream"))
    .collect()
}

fn tail(row: &Row) -> Result<Tail, DbError> {
    Ok(Tail { head: head(row)?, hour: row.int("hour")?, sealed: row.int("sealed")? })
}

fn head(row: &Row) -> Result<Head, DbError> {
    Ok(Head {
        stream: row.int("stream")?,
        seq: row.int("seq")?,
        hash: row.text("hash")?.to_owned(),
    })
}
