//! Accounts.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::account::{Account, Balance, Side};
use crate::wallet::ledger::journal::{OpenAccount, Owner};
use sampan_protocol::Currency;
use sampan_protocol::ids::AccountId;

/// The table.
pub(crate) const CREATE: &str = include_str!("account.sql");

/// The owner's account in a currency.
pub(crate) fn of(
    sql: &mut dyn Sql,
    owner: &Owner,
    currency: Currency,
) -> Result<Option<OpenAccount>, DbError> {
    sql.query_opt(
        "SELECT id, owner, currency, side, at_least, at_most, opened,
                posted, held, expected, version
         FROM wallet_accounts WHERE owner = $1 AND currency = $2",
        &params![owner.to_string(), currency],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// An account, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: AccountId) -> Result<Option<OpenAccount>, DbError> {
    sql.query_opt(
        "UPDATE wallet_accounts SET version = version WHERE id = $1
         RETURNING id, owner, currency, side, at_least, at_most, opened,
                   posted, held, expected, version",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// Every account.
pub(crate) fn all(sql: &mut dyn Sql) -> Result<Vec<Result<OpenAccount, DbError>>, DbError> {
    let rows = sql.query(
        "SELECT id, owner, currency, side, at_least, at_most, opened,
                posted, held, expected, version
         FROM wallet_accounts",
        &[],
    )?;
    Ok(rows.iter().map(read).collect())
}

/// Adds an account; says whether it was not there.
pub(crate) fn insert(sql: &mut dyn Sql, opened: &OpenAccount) -> Result<bool, DbError> {
    let Account { id, currency, side, floor, ceiling, balance } = &opened.account;
    let added = sql.execute(
        "INSERT INTO wallet_accounts (id, owner, currency, side, at_least, at_most, opened,
                                      posted, held, expected, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (owner, currency) DO NOTHING",
        &params![
            id,
            opened.owner.to_string(),
            currency,
            side.word(),
            *floor,
            *ceiling,
            opened.opened,
            balance.posted,
            balance.held,
            balance.expected,
            balance.version,
        ],
    )?;
    Ok(added == 1)
}

/// Writes how a locked account stands now.
pub(crate) fn set_balance(
    sql: &mut dyn Sql,
    id: AccountId,
    balance: Balance,
) -> Result<(), DbError> {
    sql.execute(
        "UPDATE wallet_accounts SET posted = $2, held = $3, expected = $4, version = $5
         WHERE id = $1",
        &params![id, balance.posted, balance.held, balance.expected, balance.version],
    )
    .map(drop)
}

fn read(row: &Row) -> Result<OpenAccount, DbError> {
    let side = Side::from_word(row.text("side")?)
        .ok_or_else(|| DbError::Decode("column side is no side".to_owned()))?;
    Ok(OpenAccount {
        account: Account {
            id: row.parse("id")?,
            currency: row.parse("currency")?,
            side,
            floor: row.opt_int("at_least")?,
            ceiling: row.opt_int("at_most")?,
            balance: Balance {
                posted: row.int("posted")?,
                held: row.int("held")?,
                expected: row.int("expected")?,
                version: row.int("version")?,
            },
        },
        owner: row.parse("owner")?,
        opened: row.time("opened")?,
    })
}
