//! Lines of the journal.

use super::{limits, mark, transfer};
use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::account::Balance;
use crate::wallet::ledger::journal::{Event, Line, LineId};
use crate::wallet::ledger::replay::Told;
use crate::wallet::ledger::transfer::{Change, TransferId};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::AccountId;

/// The table.
pub(crate) const CREATE: &str = include_str!("entry.sql");

/// The place of a line, and the line with what is told of it, if that can be read.
pub(crate) type Place = (i64, Result<(Line, Told), DbError>);

/// The lines of a transfer: the debit, then the credit.
pub(crate) fn of(sql: &mut dyn Sql, id: TransferId) -> Result<Vec<Line>, DbError> {
    sql.query(
        "SELECT e.stream, e.seq, e.event, e.subject, e.digest, e.account,
                e.change_posted, e.change_held, e.change_expected,
                e.posted, e.held, e.expected, e.version, e.made, e.hash,
                e.before_stream, e.before_seq
         FROM wallet_transfers t
              JOIN wallet_entries e ON e.stream = t.stream AND e.seq IN (t.seq, t.seq + 1)
         WHERE t.id = $1 ORDER BY e.seq",
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
                e.posted, e.held, e.expected, e.version, e.made, e.hash,
                e.before_stream, e.before_seq,
                t.id AS t_id, t.step AS t_step, t.pending AS t_pending, t.debit AS t_debit,
                t.credit AS t_credit, t.currency AS t_currency, t.amount AS t_amount,
                t.purpose AS t_purpose, t.order_body AS t_order_body,
                t.order_signature AS t_order_signature, t.made AS t_made,
                t.expires AS t_expires, t.reverses AS t_reverses,
                n.id AS n_id, n.step AS n_step, n.pending AS n_pending, n.debit AS n_debit,
                n.credit AS n_credit, n.currency AS n_currency, n.amount AS n_amount,
                n.purpose AS n_purpose, n.order_body AS n_order_body,
                n.order_signature AS n_order_signature, n.made AS n_made,
                n.expires AS n_expires, n.reverses AS n_reverses,
                l.version AS l_version, l.at_least AS l_at_least, l.at_most AS l_at_most,
                l.day_gross AS l_day_gross, l.day_net AS l_day_net, l.frozen AS l_frozen,
                l.order_body AS l_order_body, l.order_signature AS l_order_signature,
                l.made AS l_made
         FROM wallet_entries e
              LEFT JOIN wallet_transfers t ON t.id = e.subject
              LEFT JOIN wallet_transfers n ON n.id = COALESCE(t.pending, t.reverses)
              LEFT JOIN wallet_limits l ON l.account = e.account AND l.version = e.version
         WHERE e.stream = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3",
        &params![stream, seq, limit],
    )?;
    let transfer = |row: &Row, of: &str| match row.opt_text(&format!("{of}id"))? {
        Some(_) => transfer::read(row, of).map(Some),
        None => Ok(None),
    };
    let whole = |row: &Row| {
        let declared = row.opt_int("l_version")?.map(|_| limits::read(row)).transpose()?;
        let told = Told { made: transfer(row, "t_")?, named: transfer(row, "n_")?, declared };
        Ok((read(row)?, told))
    };
    rows.iter().map(|row| Ok((row.int("seq")?, whole(row)))).collect()
}

/// Lines of an account as the table `walk`: those after `$3`, and the one before them, from the line
/// at `$1`, `$2` back.
macro_rules! walk {
    ($query:literal) => {
        concat!(
            "WITH RECURSIVE walk (subject, account, change_posted, posted, held, expected, version,
                 made, before_stream, before_seq) AS (
             SELECT subject, account, change_posted, posted, held, expected, version,
                 made, before_stream, before_seq
             FROM wallet_entries WHERE stream = $1 AND seq = $2
             UNION ALL
             SELECT e.subject, e.account, e.change_posted, e.posted, e.held, e.expected, e.version,
                 e.made, e.before_stream, e.before_seq
             FROM walk w JOIN wallet_entries e
                 ON e.stream = w.before_stream AND e.seq = w.before_seq
             WHERE w.made > $3) ",
            $query
        )
    };
}
pub(crate) use walk;

/// Where to begin to walk back through an account's lines so as to meet all of those up to `until`,
/// and few others.
pub(crate) fn last_at(
    sql: &mut dyn Sql,
    account: AccountId,
    until: Timestamp,
) -> Result<Option<LineId>, DbError> {
    match mark::after(sql, account, until)? {
        Some(mark) => Ok(Some(mark)),
        None => super::account::last(sql, account),
    }
}

/// How an account stood at a point in time; none before it was opened.
pub(crate) fn balance_at(
    sql: &mut dyn Sql,
    account: AccountId,
    at: Timestamp,
) -> Result<Option<Balance>, DbError> {
    let Some(last) = last_at(sql, account, at)? else {
        return Ok(None);
    };
    sql.query_opt(
        walk!("SELECT posted, held, expected, version FROM walk WHERE made <= $3"),
        &params![last.stream, last.seq, at],
    )?
    .map(|row| balance(&row))
    .transpose()
}

/// The hashes of a stream's lines from `first` to `last`.
pub(crate) fn hashes(
    sql: &mut dyn Sql,
    stream: i64,
    first: i64,
    last: i64,
) -> Result<Vec<String>, DbError> {
    sql.query(
        "SELECT hash FROM wallet_entries WHERE stream = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq",
        &params![stream, first, last],
    )?
    .iter()
    .map(|row| row.text("hash").map(str::to_owned))
    .collect()
}

/// The streams that have lines.
pub(crate) fn streams(sql: &mut dyn Sql) -> Result<Vec<i64>, DbError> {
    sql.query("SELECT DISTINCT stream FROM wallet_entries ORDER BY stream", &[])?
        .iter()
        .map(|row| row.int("stream"))
        .collect()
}

/// Adds lines.
pub(crate) fn insert<'a>(
    sql: &mut dyn Sql,
    lines: impl Iterator<Item = &'a Line>,
) -> Result<(), DbError> {
    let values = |line: &Line| {
        Vec::from(params![
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
            line.at,
            line.hash.as_str(),
            line.before.map(|before| before.stream),
            line.before.map(|before| before.seq),
        ])
    };
    sql.insert(
        "INSERT INTO wallet_entries (stream, seq, event, subject, digest, account,
                                     change_posted, change_held, change_expected,
                                     posted, held, expected, version, made, hash,
                                     before_stream, before_seq)",
        &mut lines.map(values),
    )
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
        after: balance(row)?,
        at: row.time("made")?,
        before: LineId::of(row.opt_int("before_stream")?, row.opt_int("before_seq")?),
        hash: row.text("hash")?.to_owned(),
    })
}

fn balance(row: &Row) -> Result<Balance, DbError> {
    Ok(Balance {
        posted: row.int("posted")?,
        held: row.int("held")?,
        expected: row.int("expected")?,
        version: row.int("version")?,
    })
}
