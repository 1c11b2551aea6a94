//! What moved on an account, read from the journal itself.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::journal::Owner;
use crate::wallet::ledger::table::entry;
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
    let found = entry::balance_at(sql, account, just_before(moment))?;
    Ok(found.map_or(0, |balance| balance.posted))
}

/// How many lines moved money in a period, and how much in all.
pub(crate) fn sums(
    sql: &mut dyn Sql,
    account: AccountId,
    (from, to): (Timestamp, Timestamp),
) -> Result<(i64, i64), DbError> {
    let (from, until) = (just_before(from), just_before(to));
    let Some(last) = entry::last_at(sql, account, until)? else {
        return Ok((0, 0));
    };
    let row = sql.query_one(
        entry::walk!(
            "SELECT COUNT(*) AS lines, CAST(COALESCE(SUM(e.change_posted), 0) AS BIGINT) AS posted
             FROM walk e WHERE e.made > $3 AND e.made <= $4 AND e.change_posted <> 0"
        ),
        &params![last.stream, last.seq, from, until],
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
    let (from, until) = (just_before(from), just_before(to));
    let Some(last) = entry::last_at(sql, account, until)? else {
        return Ok(Vec::new());
    };
    sql.query(
        entry::walk!(
            "SELECT e.version, e.change_posted, t.id, e.made, t.purpose, t.order_body, o.owner
             FROM (SELECT * FROM walk WHERE made > $3 AND made <= $4 AND change_posted <> 0
                   AND version > $5 ORDER BY version LIMIT $6) e
             JOIN wallet_transfers t ON t.id = e.subject
             JOIN wallet_accounts o
               ON o.id = CASE WHEN t.debit = e.account THEN t.credit ELSE t.debit END
             ORDER BY e.version"
        ),
        &params![last.stream, last.seq, from, until, after, limit],
    )?
    .iter()
    .map(read)
    .collect()
}

/// The last moment before a moment.
const fn just_before(moment: Timestamp) -> Timestamp {
    Timestamp(moment.micros().saturating_sub(1))
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
