//! What moved on an account, read from the journal itself.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::journal::Owner;
use sampan_protocol::ids::{AccountId, BillId};
use sampan_protocol::{Currency, Timestamp};

/// An account as a statement needs it.
pub(crate) struct Subject {
    /// Whose.
    pub(crate) owner: Owner,
    /// Its currency.
    pub(crate) currency: Currency,
    /// When it was opened.
    pub(crate) opened: Timestamp,
}

/// A line of the journal that moved money, with what it was made for.
pub(crate) struct Moved {
    /// Its place among what happened to the account.
    pub(crate) place: i64,
    /// The transfer.
    pub(crate) id: BillId,
    /// When.
    pub(crate) at: Timestamp,
    /// Minor units, negative where they left.
    pub(crate) minor: i64,
    /// The operation's name.
    pub(crate) purpose: String,
    /// The operation as it was signed.
    pub(crate) order: Option<String>,
    /// Whose account is on the other side.
    pub(crate) other: Owner,
}

/// An account by its identifier.
pub(crate) fn subject(sql: &mut dyn Sql, id: AccountId) -> Result<Option<Subject>, DbError> {
    let row = sql.query_opt(
        "SELECT owner, currency, opened FROM wallet_accounts WHERE id = $1",
        &params![id],
    )?;
    let read = |row: Row| {
        Ok(Subject {
            owner: row.parse("owner")?,
            currency: row.parse("currency")?,
            opened: row.time("opened")?,
        })
    };
    row.map(read).transpose()
}

/// What was posted before a moment, in minor units.
pub(crate) fn before(
    sql: &mut dyn Sql,
    account: AccountId,
    moment: Timestamp,
) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT CAST(COALESCE(SUM(e.change_posted), 0) AS BIGINT) AS posted
         FROM wallet_entries e WHERE e.account = $1 AND e.made < $2",
        &params![account, moment],
    )?
    .int("posted")
}

/// How many lines moved money in a period, and how much in all.
pub(crate) fn sums(
    sql: &mut dyn Sql,
    account: AccountId,
    (from, to): (Timestamp, Timestamp),
) -> Result<(i64, i64), DbError> {
    let row = sql.query_one(
        "SELECT COUNT(*) AS lines, CAST(COALESCE(SUM(e.change_posted), 0) AS BIGINT) AS posted
         FROM wallet_entries e
         WHERE e.account = $1 AND e.made >= $2 AND e.made < $3 AND e.change_posted <> 0",
        &params![account, from, to],
    )?;
    Ok((row.int("lines")?, row.int("posted")?))
}

/// The lines of a period behind a place, at most `limit`, in the account's order.
pub(crate) fn lines(
    sql: &mut dyn Sql,
    account: AccountId,
    (from, to): (Timestamp, Timestamp),
    after: i64,
    limit: i64,
) -> Result<Vec<Moved>, DbError> {
    sql.query(
        "SELECT e.version, e.change_posted, t.id, e.made, t.purpose, t.order_body, o.owner
         FROM wallet_entries e
         JOIN wallet_transfers t ON t.id = e.subject
         JOIN wallet_accounts o
           ON o.id = CASE WHEN t.debit = e.account THEN t.credit ELSE t.debit END
         WHERE e.account = $1 AND e.made >= $2 AND e.made < $3 AND e.change_posted <> 0
           AND e.version > $4
         ORDER BY e.version LIMIT $5",
        &params![account, from, to, after, limit],
    )?
    .iter()
    .map(read)
    .collect()
}

fn read(row: &Row) -> Result<Moved, DbError> {
    Ok(Moved {
        place: row.int("version")?,
        id: row.parse("id")?,
        at: row.time("made")?,
        minor: row.int("change_posted")?,
        purpose: row.text("purpose")?.to_owned(),
        order: row.opt_text("order_body")?.map(str::to_owned),
        other: row.parse("owner")?,
    })
}
