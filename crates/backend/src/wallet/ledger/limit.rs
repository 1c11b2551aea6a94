//! Changes what may be done with an account: its limits, or that nothing may leave it.

use super::account::{Balance, Limits};
use super::journal::{Declaration, Line, OpenAccount, Order};
use super::{hours, table};
use crate::db::{DbError, Sql};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::AccountId;

/// Sets what may be done with an account from now on, and writes it to the journal. None where
/// there is no such account, or where it is below the new floor already.
///
/// # Errors
/// What the database says.
pub fn limit(
    sql: &mut dyn Sql,
    id: AccountId,
    limits: Limits,
    order: Option<Order>,
    now: Timestamp,
) -> Result<Option<OpenAccount>, DbError> {
    let Some(table::account::Locked { opened: mut found, last }) = table::account::lock(sql, id)?
    else {
        return Ok(None);
    };
    let account = &mut found.account;
    if limits.floor.is_some_and(|floor| account.balance.available() < floor) {
        return Ok(None);
    }
    let version = account.balance.version + 1;
    let at = now.max(account.changed);
    account.balance = Balance { version, ..account.balance };
    account.limits = limits;
    account.changed = at;
    let declared = Declaration { account: id, version, limits, order, at };
    let mut tail = hours::tail(sql, at)?;
    let line = Line { before: last, ..tail.head.limited(&declared, account.balance) };
    table::limits::insert(sql, &declared)?;
    table::entry::insert(sql, std::iter::once(&line))?;
    table::mark::insert(sql, std::iter::once(&line))?;
    table::account::set_limits(sql, account, line.id())?;
    table::stream::advance(sql, &tail)?;
    Ok(Some(found))
}
