//! Marks on an account's way back: where some of its lines stand.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::journal::{Line, LineId};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::AccountId;

/// Every how many of an account's lines one is marked; `third.sql` and the check say the same.
const EVERY: i64 = 32;

/// Marks those of these lines that are to be marked.
pub(crate) fn insert<'a>(
    sql: &mut dyn Sql,
    lines: impl Iterator<Item = &'a Line>,
) -> Result<(), DbError> {
    let due = lines.filter(|line| line.after.version % EVERY == 0);
    let values = |line: &Line| {
        Vec::from(params![line.account, line.at, line.after.version, line.stream, line.seq])
    };
    sql.insert(
        "INSERT INTO wallet_marks (account, made, version, stream, seq)",
        &mut due.map(values),
    )
}

/// The first mark of an account after a point in time.
pub(super) fn after(
    sql: &mut dyn Sql,
    account: AccountId,
    at: Timestamp,
) -> Result<Option<LineId>, DbError> {
    sql.query_opt(
        "SELECT stream, seq FROM wallet_marks WHERE account = $1 AND made > $2
         ORDER BY made, version LIMIT 1",
        &params![account, at],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// A line that is marked and should not be, or the other way round, if there is one.
pub(crate) fn misled(sql: &mut dyn Sql) -> Result<Option<LineId>, DbError> {
    const WRONG: &str = "SELECT stream, seq FROM wallet_marks
         WHERE NOT EXISTS (SELECT 1 FROM wallet_entries e
             WHERE e.stream = wallet_marks.stream AND e.seq = wallet_marks.seq
               AND e.account = wallet_marks.account AND e.made = wallet_marks.made
               AND e.version = wallet_marks.version AND e.version % 32 = 0)
         LIMIT 1";
    const MISSING: &str = "SELECT stream, seq FROM wallet_entries e
         WHERE e.version % 32 = 0 AND NOT EXISTS (SELECT 1 FROM wallet_marks m
             WHERE m.account = e.account AND m.made = e.made AND m.version = e.version)
         LIMIT 1";
    for query in [WRONG, MISSING] {
        if let Some(row) = sql.query_opt(query, &[])? {
            return read(&row).map(Some);
        }
    }
    Ok(None)
}

fn read(row: &Row) -> Result<LineId, DbError> {
    Ok(LineId { stream: row.int("stream")?, seq: row.int("seq")? })
}
