//! Statements that were read, and the lines of those that were booked.

use super::{json, written};
use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::bank::desk::{BankLine, BankStatement};
use sampan_protocol::{Currency, Timestamp};

/// A statement that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Which.
    pub(crate) id: OpId,
    /// The file.
    pub(crate) base64: String,
    /// The account's currency.
    pub(crate) currency: Currency,
    /// The number of the account.
    pub(crate) account: String,
    /// What the bank calls it.
    pub(crate) name: String,
    /// Its number, where the bank counts them.
    pub(crate) number: Option<i64>,
    /// The closing balance.
    pub(crate) closing: i64,
    /// When it was booked.
    pub(crate) booked: Option<Timestamp>,
}

/// Keeps a statement, if it is not there yet.
pub(crate) fn insert(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_bank_statements (id, base64, currency, account, name, number, closing)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
        &params![
            kept.id,
            kept.base64.as_str(),
            kept.currency,
            kept.account.as_str(),
            kept.name.as_str(),
            kept.number,
            kept.closing,
        ],
    )
    .map(drop)
}

/// A statement.
pub(crate) fn get(sql: &mut dyn Sql, id: OpId) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        "SELECT id, base64, currency, account, name, number, closing, booked
         FROM wallet_bank_statements WHERE id = $1",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// A statement, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: OpId) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        "UPDATE wallet_bank_statements SET booked = booked WHERE id = $1
         RETURNING id, base64, currency, account, name, number, closing, booked",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// The one of an account that was booked last.
pub(crate) fn latest(sql: &mut dyn Sql, account: &str) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        "SELECT id, base64, currency, account, name, number, closing, booked
         FROM wallet_bank_statements WHERE account = $1 AND booked IS NOT NULL
         ORDER BY booked DESC LIMIT 1",
        &params![account],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// Whether one of this name was booked for the account.
pub(crate) fn is_booked(sql: &mut dyn Sql, account: &str, name: &str) -> Result<bool, DbError> {
    let found = sql.query_opt(
        "SELECT 1 AS n FROM wallet_bank_statements
         WHERE account = $1 AND name = $2 AND booked IS NOT NULL LIMIT 1",
        &params![account, name],
    )?;
    Ok(found.is_some())
}

/// Notes that a locked statement was booked, and what is told of it.
pub(crate) fn set_told(
    sql: &mut dyn Sql,
    told: &BankStatement,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "UPDATE wallet_bank_statements SET booked = $2, told = $3 WHERE id = $1",
        &params![told.id, at, written(told)?],
    )
    .map(drop)
}

/// What is told of a booked statement.
pub(crate) fn told(sql: &mut dyn Sql, id: OpId) -> Result<Option<BankStatement>, DbError> {
    sql.query_opt(
        "SELECT told FROM wallet_bank_statements WHERE id = $1 AND told IS NOT NULL",
        &params![id],
    )?
    .map(|row| json(&row, "told"))
    .transpose()
}

/// Keeps a line as it is now.
pub(crate) fn put_line(sql: &mut dyn Sql, place: usize, line: &BankLine) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_bank_lines (id, statement, place, told) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET told = excluded.told",
        &params![
            line.id.as_str(),
            line.statement,
            i64::try_from(place).unwrap_or(i64::MAX),
            written(line)?
        ],
    )
    .map(drop)
}

/// A line, locked until the end of the transaction.
pub(crate) fn lock_line(sql: &mut dyn Sql, id: &str) -> Result<Option<BankLine>, DbError> {
    sql.query_opt(
        "UPDATE wallet_bank_lines SET place = place WHERE id = $1 RETURNING told",
        &params![id],
    )?
    .map(|row| json(&row, "told"))
    .transpose()
}

/// The lines of a booked statement, in their order.
pub(crate) fn lines(sql: &mut dyn Sql, statement: OpId) -> Result<Vec<BankLine>, DbError> {
    let rows = sql.query(
        "SELECT told FROM wallet_bank_lines WHERE statement = $1 ORDER BY place",
        &params![statement],
    )?;
    rows.iter().map(|row| json(row, "told")).collect()
}

fn read(row: &Row) -> Result<Kept, DbError> {
    Ok(Kept {
        id: row.parse("id")?,
        base64: row.text("base64")?.to_owned(),
        currency: row.parse("currency")?,
        account: row.text("account")?.to_owned(),
        name: row.text("name")?.to_owned(),
        number: row.opt_int("number")?,
        closing: row.int("closing")?,
        booked: row.opt_int("booked")?.map(Timestamp),
    })
}
