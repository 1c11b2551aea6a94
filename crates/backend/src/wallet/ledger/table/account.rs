//! Accounts.

use crate::db::{DbError, Row, Sql, Value, any_of};
use crate::params;
use crate::wallet::ledger::account::{Account, Balance, Limits, Side, Today};
use crate::wallet::ledger::journal::{LineId, OpenAccount, Owner};
use sampan_protocol::Currency;
use sampan_protocol::ids::AccountId;
use std::collections::BTreeSet;

/// The table.
pub(crate) const CREATE: &str = include_str!("account.sql");

/// Its columns, in every reading.
macro_rules! columns {
    () => {
        "id, owner, currency, side, at_least, at_most, day_gross, day_net, frozen, opened,
         last_stream, last_seq, posted, held, expected, version, today, today_out, today_into, changed"
    };
}

/// An account that nobody else changes until the end of the transaction.
pub(crate) struct Locked {
    /// The account.
    pub(crate) opened: OpenAccount,
    /// Its last line.
    pub(crate) last: Option<LineId>,
}

/// The owner's account in a currency.
pub(crate) fn of(
    sql: &mut dyn Sql,
    owner: &Owner,
    currency: Currency,
) -> Result<Option<OpenAccount>, DbError> {
    sql.query_opt(
        concat!("SELECT ", columns!(), " FROM wallet_accounts WHERE owner = $1 AND currency = $2"),
        &params![owner.to_string(), currency],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// An account, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: AccountId) -> Result<Option<Locked>, DbError> {
    const READ: &str = concat!("SELECT ", columns!(), " FROM wallet_accounts WHERE id = $1");
    const LOCK: &str = concat!(
        "UPDATE wallet_accounts SET version = version WHERE id = $1 RETURNING ",
        columns!()
    );
    let statement = if sql.is_alone() { READ } else { LOCK };
    sql.query_opt(statement, &params![id])?.map(|row| locked(&row)).transpose()
}

/// Accounts, locked in this order until the end of the transaction; those that are not there are
/// left out.
pub(crate) fn lock_all(
    sql: &mut dyn Sql,
    ids: &BTreeSet<AccountId>,
) -> Result<Vec<Locked>, DbError> {
    if !sql.is_alone() {
        return ids.iter().filter_map(|id| lock(sql, *id).transpose()).collect();
    }
    let mut found = Vec::with_capacity(ids.len());
    for (list, values) in any_of(ids.iter().map(Value::from).collect()) {
        let query =
            format!(concat!("SELECT ", columns!(), " FROM wallet_accounts WHERE id IN {}"), list);
        for row in sql.query(&query, &values)? {
            found.push(locked(&row)?);
        }
    }
    Ok(found)
}

/// The last line of an account.
pub(crate) fn last(sql: &mut dyn Sql, id: AccountId) -> Result<Option<LineId>, DbError> {
    let row = sql.query_opt(
        "SELECT last_stream, last_seq FROM wallet_accounts WHERE id = $1",
        &params![id],
    )?;
    let of = |row: Row| Ok(LineId::of(row.opt_int("last_stream")?, row.opt_int("last_seq")?));
    Ok(row.map(of).transpose()?.flatten())
}

/// An account whose last line is none of its own, or not its last, if there is one.
pub(crate) fn misled(sql: &mut dyn Sql) -> Result<Option<String>, DbError> {
    sql.query_opt(
        "SELECT id FROM wallet_accounts
         WHERE NOT EXISTS (SELECT 1 FROM wallet_entries e
             WHERE e.stream = wallet_accounts.last_stream AND e.seq = wallet_accounts.last_seq
               AND e.account = wallet_accounts.id AND e.version = wallet_accounts.version)
         LIMIT 1",
        &[],
    )?
    .map(|row| row.text("id").map(str::to_owned))
    .transpose()
}

/// Every account of an owner.
pub(crate) fn of_owner(sql: &mut dyn Sql, owner: &Owner) -> Result<Vec<OpenAccount>, DbError> {
    let query =
        concat!("SELECT ", columns!(), " FROM wallet_accounts WHERE owner = $1 ORDER BY id");
    sql.query(query, &params![owner.to_string()])?.iter().map(read).collect()
}

/// What people have together, by currency.
pub(crate) fn of_people(sql: &mut dyn Sql) -> Result<Vec<(Currency, i64)>, DbError> {
    let query = "SELECT currency, CAST(SUM(posted) AS BIGINT) AS sum FROM wallet_accounts
                 WHERE NOT owner LIKE 'system:%' GROUP BY currency";
    let rows = sql.query(query, &[])?;
    rows.iter().map(|row| Ok((row.parse("currency")?, row.int("sum")?))).collect()
}

/// What each account of the service's own has: its purpose, its currency, minor units.
pub(crate) fn of_service(sql: &mut dyn Sql) -> Result<Vec<(String, Currency, i64)>, DbError> {
    let query = "SELECT owner, currency, posted FROM wallet_accounts
                 WHERE owner LIKE 'system:%' ORDER BY owner";
    let rows = sql.query(query, &[])?;
    let purpose = |row: &Row| {
        let owner = row.text("owner")?;
        Ok::<_, DbError>(owner.strip_prefix("system:").unwrap_or(owner).to_owned())
    };
    rows.iter().map(|row| Ok((purpose(row)?, row.parse("currency")?, row.int("posted")?))).collect()
}

/// Every account.
pub(crate) fn all(sql: &mut dyn Sql) -> Result<Vec<Result<OpenAccount, DbError>>, DbError> {
    let rows = sql.query(concat!("SELECT ", columns!(), " FROM wallet_accounts"), &[])?;
    Ok(rows.iter().map(read).collect())
}

/// Adds an account; says whether it was not there.
pub(crate) fn insert(sql: &mut dyn Sql, opened: &OpenAccount) -> Result<bool, DbError> {
    let Account { id, currency, side, limits, balance, today, changed } = &opened.account;
    let added = sql.execute(
        "INSERT INTO wallet_accounts (id, owner, currency, side, at_least, at_most, day_gross,
            day_net, frozen, opened, posted, held, expected, version, today, today_out,
            today_into, changed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
         ON CONFLICT (owner, currency) DO NOTHING",
        &params![
            id,
            opened.owner.to_string(),
            currency,
            side.word(),
            limits.floor,
            limits.ceiling,
            limits.day_gross,
            limits.day_net,
            limits.frozen,
            opened.opened,
            balance.posted,
            balance.held,
            balance.expected,
            balance.version,
            today.day,
            today.out,
            today.into,
            *changed,
        ],
    )?;
    Ok(added == 1)
}

/// Writes how locked accounts stand now, after their last lines.
pub(crate) fn set_balances<'a>(
    sql: &mut dyn Sql,
    accounts: impl Iterator<Item = (&'a Account, LineId)>,
) -> Result<(), DbError> {
    let values = |(account, last): (&Account, LineId)| {
        let Account { id, balance, today, changed, .. } = account;
        Vec::from(params![
            id,
            balance.posted,
            balance.held,
            balance.expected,
            balance.version,
            today.day,
            today.out,
            today.into,
            *changed,
            last.stream,
            last.seq,
        ])
    };
    sql.execute_each(
        "UPDATE wallet_accounts SET posted = $2, held = $3, expected = $4, version = $5,
            today = $6, today_out = $7, today_into = $8, changed = $9,
            last_stream = $10, last_seq = $11
         WHERE id = $1",
        &mut accounts.map(values),
    )
}

/// Writes what may be done with a locked account from now on, and the line that says so.
pub(crate) fn set_limits(
    sql: &mut dyn Sql,
    account: &Account,
    last: LineId,
) -> Result<(), DbError> {
    let Account { id, limits, balance, changed, .. } = account;
    sql.execute(
        "UPDATE wallet_accounts SET at_least = $2, at_most = $3, day_gross = $4, day_net = $5,
            frozen = $6, version = $7, changed = $8, last_stream = $9, last_seq = $10
         WHERE id = $1",
        &params![
            id,
            limits.floor,
            limits.ceiling,
            limits.day_gross,
            limits.day_net,
            limits.frozen,
            balance.version,
            *changed,
            last.stream,
            last.seq,
        ],
    )
    .map(drop)
}

fn locked(row: &Row) -> Result<Locked, DbError> {
    let opened = read(row)?;
    let last = LineId::of(row.opt_int("last_stream")?, row.opt_int("last_seq")?);
    Ok(Locked { opened, last })
}

fn read(row: &Row) -> Result<OpenAccount, DbError> {
    let side = Side::from_word(row.text("side")?)
        .ok_or_else(|| DbError::Decode("column side is no side".to_owned()))?;
    Ok(OpenAccount {
        account: Account {
            id: row.parse("id")?,
            currency: row.parse("currency")?,
            side,
            limits: Limits {
                floor: row.opt_int("at_least")?,
                ceiling: row.opt_int("at_most")?,
                day_gross: row.opt_int("day_gross")?,
                day_net: row.opt_int("day_net")?,
                frozen: row.flag("frozen")?,
            },
            balance: Balance {
                posted: row.int("posted")?,
                held: row.int("held")?,
                expected: row.int("expected")?,
                version: row.int("version")?,
            },
            today: Today {
                day: row.int("today")?,
                out: row.int("today_out")?,
                into: row.int("today_into")?,
            },
            changed: row.time("changed")?,
        },
        owner: row.parse("owner")?,
        opened: row.time("opened")?,
    })
}
