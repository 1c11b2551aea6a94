//! What may be done with accounts, as it was declared from time to time.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::account::Limits;
use crate::wallet::ledger::journal::{Declaration, Order};

/// Adds a declaration.
pub(crate) fn insert(sql: &mut dyn Sql, declared: &Declaration) -> Result<(), DbError> {
    let Declaration { account, version, limits, order, at } = declared;
    sql.execute(
        "INSERT INTO wallet_limits (account, version, at_least, at_most, day_gross, day_net, frozen,
            order_body, order_signature, made)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &params![
            account,
            *version,
            limits.floor,
            limits.ceiling,
            limits.day_gross,
            limits.day_net,
            limits.frozen,
            order.as_ref().map(|order| order.body.as_str()),
            order.as_ref().map(|order| order.signature.as_str()),
            *at,
        ],
    )
    .map(drop)
}

/// Reads a declaration from a row that has its columns with the prefix `l_`.
pub(super) fn read(row: &Row) -> Result<Declaration, DbError> {
    Ok(Declaration {
        account: row.parse("account")?,
        version: row.int("l_version")?,
        limits: Limits {
            floor: row.opt_int("l_at_least")?,
            ceiling: row.opt_int("l_at_most")?,
            day_gross: row.opt_int("l_day_gross")?,
            day_net: row.opt_int("l_day_net")?,
            frozen: row.flag("l_frozen")?,
        },
        order: Order::of(row.opt_text("l_order_body")?, row.opt_text("l_order_signature")?)?,
        at: row.time("l_made")?,
    })
}
