//! Accounts at banks that people keep.

use super::{json, written};
use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::wallet::bank::BankAccount;

/// Adds one.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    id: OpId,
    person: PersonId,
    account: &BankAccount,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_banks (id, person, account, at) VALUES ($1, $2, $3, $4)",
        &params![id, person, written(account)?, at],
    )
    .map(drop)
}

/// One that a person keeps.
pub(crate) fn get(
    sql: &mut dyn Sql,
    id: OpId,
    person: PersonId,
) -> Result<Option<BankAccount>, DbError> {
    sql.query_opt(
        "SELECT account FROM wallet_banks WHERE id = $1 AND person = $2",
        &params![id, person],
    )?
    .map(|row| json(&row, "account"))
    .transpose()
}

/// How many a person keeps.
pub(crate) fn count(sql: &mut dyn Sql, person: PersonId) -> Result<i64, DbError> {
    sql.query_one("SELECT COUNT(*) AS n FROM wallet_banks WHERE person = $1", &params![person])?
        .int("n")
}

/// Forgets one; says whether it was there.
pub(crate) fn remove(sql: &mut dyn Sql, id: OpId, person: PersonId) -> Result<bool, DbError> {
    let gone = sql
        .execute("DELETE FROM wallet_banks WHERE id = $1 AND person = $2", &params![id, person])?;
    Ok(gone > 0)
}
