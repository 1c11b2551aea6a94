//! Lines of the journal.

use super::transfer;
use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::account::Balance;
use crate::wallet::ledger::journal::{Event, Line, Made};
use crate::wallet::ledger::transfer::{Change, TransferId};

/// The table.
pub(crate) const CREATE: &str = include_str!("entry.sql");

/// The place of a line, and the line with the transfer that it tells of, if they can be read.
pub(crate) type Place = (i64, Result<(Line, Option<Made>), DbError>);

/// The lines of a transfer: the debit, then the credit.
pub(crate) fn of(sql: &mut dyn Sql, id: TransferId) -> Result<Vec<Line>, DbError> {
    sql.query(
        "SELECT stream, seq, event, subject, digest, account,
                change_posted, change_held, change_expected,
                posted, held, expected, version, hash
         FROM wallet_entries WHERE subject = $1 ORDER BY stream, seq",
        &params![id.to_string()],
    )?
    .iter()
    .map(read)
    .collect()
}

/// The next lines of a stream, at most `limit`, each with its place and its transfer; a row that
/// cannot be read is an error of its own.
pub(crate) fn after(
    sql: &mut dyn Sql,
    stream: i64,
    seq: i64,
    limit: i64,
) -> Result<Vec<Place>, DbError> {
    let rows = sql.query(
        "SELECT e.stream, e.seq, e.event, e.subject, e.digest, e.account,
                e.change_posted, e.change_held, e.change_expected,
                e.posted, e.held, e.expected, e.version, e.hash,
                t.id, t.step, t.pending, t.debit, t.credit, t.currency, t.amount, t.purpose,
                t.order_body, t.order_signature, t.made
         FROM wallet_entries e LEFT JOIN wallet_transfers t ON t.id = e.subject
         WHERE e.stream = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3",
        &params![stream, seq, limit],
    )?;
    let with_transfer = |row: &Row| {
        let made = match row.opt_text("id")? {
            Some(_) => Some(transfer::read(row)?),
            None => None,
        };
        Ok((read(row)?, made))
    };
    rows.iter().map(|row| Ok((row.int("seq")?, with_transfer(row)))).collect()
}

/// The streams that have lines.
pub(crate) fn streams(sql: &mut dyn Sql) -> Result<Vec<i64>, DbError> {
    sql.query("SELECT DISTINCT stream FROM wallet_entries ORDER BY stream", &[])?
        .iter()
        .map(|row| row.int("stream"))
        .collect()
}

/// Adds a line.
pub(crate) fn insert(sql: &mut dyn Sql, line: &Line) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_entries (stream, seq, event, subject, digest, account,
                                     change_posted, change_held, change_expected,
                                     posted, held, expected, version, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        &params![
            line.stream,
            line.seq,
            line.event.word(),
            line.subject.to_string(),
            line.digest.as_str(),
            line.account,
            line.change.posted,
            line.change.held,
            line.change.expected,
            line.after.posted,
            line.after.held,
            line.after.expected,
            line.after.version,
            line.hash.as_str(),
        ],
    )
    .map(drop)
}

fn read(row: &Row) -> Result<Line, DbError> {
    let event = Event::from_word(row.text("event")?)
        .ok_or_else(|| DbError::Decode("column event is no event".to_owned()))?;
    Ok(Line {
        stream: row.int("stream")?,
        seq: row.int("seq")?,
        event,
        subject: row.parse("subject")?,
        digest: row.text("digest")?.to_owned(),
        account: row.parse("account")?,
        change: Change {
            posted: row.int("change_posted")?,
            held: row.int("change_held")?,
            expected: row.int("change_expected")?,
        },
        after: Balance {
            posted: row.int("posted")?,
            held: row.int("held")?,
            expected: row.int("expected")?,
            version: row.int("version")?,
        },
        hash: row.text("hash")?.to_owned(),
    })
}
