//! Transfers.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::journal::{Made, Order};
use crate::wallet::ledger::transfer::{Step, Transfer, TransferId};
use sampan_protocol::ids::AccountId;
use sampan_protocol::{Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("transfer.sql");

/// A transfer.
pub(crate) fn find(sql: &mut dyn Sql, id: TransferId) -> Result<Option<Made>, DbError> {
    sql.query_opt(
        "SELECT id, step, pending, debit, credit, currency, amount, purpose,
                order_body, order_signature, made
         FROM wallet_transfers WHERE id = $1",
        &params![id.to_string()],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// The transfer that posted or voided a pending one.
pub(crate) fn resolver(
    sql: &mut dyn Sql,
    pending: TransferId,
) -> Result<Option<TransferId>, DbError> {
    sql.query_opt(
        "SELECT id FROM wallet_transfers WHERE pending = $1",
        &params![pending.to_string()],
    )?
    .map(|row| row.parse("id"))
    .transpose()
}

/// How much moved from one account to another since a point in time, pending transfers included.
pub(crate) fn moved_since(
    sql: &mut dyn Sql,
    debit: AccountId,
    credit: AccountId,
    since: Timestamp,
) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS moved FROM wallet_transfers
         WHERE debit = $1 AND credit = $2 AND made > $3 AND step IN ('posted', 'pending')",
        &params![debit, credit, since],
    )?
    .int("moved")
}

/// A transfer that has no entries in the journal, if there is one.
pub(crate) fn without_entries(sql: &mut dyn Sql) -> Result<Option<String>, DbError> {
    sql.query_opt(
        "SELECT id FROM wallet_transfers
         WHERE NOT EXISTS (SELECT 1 FROM wallet_entries WHERE subject = wallet_transfers.id)
         LIMIT 1",
        &[],
    )?
    .map(|row| row.text("id").map(str::to_owned))
    .transpose()
}

/// Adds a transfer.
pub(crate) fn insert(sql: &mut dyn Sql, made: &Made) -> Result<(), DbError> {
    let transfer = &made.transfer;
    let order = made.order.as_ref();
    sql.execute(
        "INSERT INTO wallet_transfers (id, step, pending, debit, credit, currency, amount, purpose,
                                       order_body, order_signature, made)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &params![
            transfer.id.to_string(),
            transfer.step.word(),
            transfer.step.pending().map(|id| id.to_string()),
            transfer.debit,
            transfer.credit,
            transfer.amount.currency,
            transfer.amount.minor,
            made.purpose.as_str(),
            order.map(|order| order.body.as_str()),
            order.map(|order| order.signature.as_str()),
            made.at,
        ],
    )
    .map(drop)
}

/// Reads a transfer from a row that has all of the table's columns.
pub(crate) fn read(row: &Row) -> Result<Made, DbError> {
    let step = Step::from_word(row.text("step")?, row.opt_parse("pending")?)
        .ok_or_else(|| DbError::Decode("column step is no step".to_owned()))?;
    let order = match (row.opt_text("order_body")?, row.opt_text("order_signature")?) {
        (Some(body), Some(signature)) => {
            Some(Order { body: body.to_owned(), signature: signature.to_owned() })
        }
        (None, None) => None,
        _ => {
            return Err(DbError::Decode("an order has no body or no signature".to_owned()));
        }
    };
    Ok(Made {
        transfer: Transfer {
            id: row.parse("id")?,
            step,
            debit: row.parse("debit")?,
            credit: row.parse("credit")?,
            amount: Money::new(row.int("amount")?, row.parse("currency")?),
        },
        purpose: row.text("purpose")?.to_owned(),
        order,
        at: row.time("made")?,
    })
}
