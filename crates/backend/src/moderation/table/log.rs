//! The public log: lines that are added, never changed, and where the last one is.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::operate::Sealed;

/// The tables.
pub(crate) const CREATE: &str = "
    CREATE TABLE moderation_log (
        seq BIGINT PRIMARY KEY,
        line TEXT NOT NULL,
        hash TEXT NOT NULL
    );
    CREATE TABLE moderation_head (
        one BIGINT PRIMARY KEY,
        seq BIGINT NOT NULL,
        hash TEXT NOT NULL
    );
    INSERT INTO moderation_head (one, seq, hash) VALUES (1, 0, '');";

/// Number and hash of the last line, for whoever writes the next: others wait until then.
pub(crate) fn lock(sql: &mut dyn Sql) -> Result<(u64, String), DbError> {
    one(sql, "UPDATE moderation_head SET seq = seq WHERE one = 1 RETURNING seq, hash")
}

/// Number and hash of the last line.
pub(crate) fn head(sql: &mut dyn Sql) -> Result<(u64, String), DbError> {
    one(sql, "SELECT seq, hash FROM moderation_head WHERE one = 1")
}

/// Adds a line.
pub(crate) fn append(sql: &mut dyn Sql, line: &Sealed) -> Result<(), DbError> {
    let seq = line.seq.cast_signed();
    sql.execute(
        "INSERT INTO moderation_log (seq, line, hash) VALUES ($1, $2, $3)",
        &params![seq, &line.text, &line.hash],
    )?;
    sql.execute(
        "UPDATE moderation_head SET seq = $1, hash = $2 WHERE one = 1",
        &params![seq, &line.hash],
    )
    .map(drop)
}

/// Lines behind a number, in their order.
pub(crate) fn after(sql: &mut dyn Sql, seq: u64, limit: i64) -> Result<Vec<Sealed>, DbError> {
    sql.query(
        "SELECT seq, line, hash FROM moderation_log WHERE seq > $1 ORDER BY seq LIMIT $2",
        &params![seq.cast_signed(), limit],
    )?
    .iter()
    .map(read)
    .collect()
}

/// Lines before a number, the latest first.
pub(crate) fn before(sql: &mut dyn Sql, seq: i64, limit: i64) -> Result<Vec<Sealed>, DbError> {
    sql.query(
        "SELECT seq, line, hash FROM moderation_log WHERE seq < $1 ORDER BY seq DESC LIMIT $2",
        &params![seq, limit],
    )?
    .iter()
    .map(read)
    .collect()
}

fn read(row: &Row) -> Result<Sealed, DbError> {
    let (text, hash) = (row.text("line")?.to_owned(), row.text("hash")?.to_owned());
    Ok(Sealed { seq: row.count("seq")?, text, hash })
}

fn one(sql: &mut dyn Sql, query: &str) -> Result<(u64, String), DbError> {
    let row = sql.query_opt(query, &[])?;
    let row = row.ok_or_else(|| DbError::Decode("the log of moderation has no head".to_owned()))?;
    Ok((row.count("seq")?, row.text("hash")?.to_owned()))
}
