//! Transfers.

use super::{account, entry};
use crate::db::{DbError, Row, Sql, any_of};
use crate::params;
use crate::wallet::ledger::journal::{Line, Made, Order};
use crate::wallet::ledger::transfer::{Step, Transfer, TransferId};
use sampan_protocol::ids::AccountId;
use sampan_protocol::{Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("transfer.sql");

/// A transfer.
pub(crate) fn find(sql: &mut dyn Sql, id: TransferId) -> Result<Option<Made>, DbError> {
    sql.query_opt(
        "SELECT id, step, pending, debit, credit, currency, amount, purpose,
                order_body, order_signature, made, expires, reverses
         FROM wallet_transfers WHERE id = $1",
        &params![id.to_string()],
    )?
    .map(|row| read(&row, ""))
    .transpose()
}

/// Which of these transfers were made.
pub(crate) fn known(
    sql: &mut dyn Sql,
    ids: impl Iterator<Item = TransferId>,
) -> Result<Vec<TransferId>, DbError> {
    let mut found = Vec::new();
    for (list, values) in any_of(ids.map(|id| id.to_string().into()).collect()) {
        let query = format!("SELECT id FROM wallet_transfers WHERE id IN {list}");
        for row in sql.query(&query, &values)? {
            found.push(row.parse("id")?);
        }
    }
    Ok(found)
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

/// How much of a transfer went back, minor units.
pub(crate) fn reversed(sql: &mut dyn Sql, id: TransferId) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS back FROM wallet_transfers
         WHERE reverses = $1",
        &params![id.to_string()],
    )?
    .int("back")
}

/// Pending transfers whose time is over and that nothing has resolved, at most `limit`.
pub(crate) fn overdue(sql: &mut dyn Sql, now: Timestamp, limit: i64) -> Result<Vec<Made>, DbError> {
    sql.query(
        "SELECT id, step, pending, debit, credit, currency, amount, purpose,
                order_body, order_signature, made, expires, reverses
         FROM wallet_transfers
         WHERE expires IS NOT NULL AND expires <= $1
           AND NOT EXISTS (SELECT 1 FROM wallet_transfers r WHERE r.pending = wallet_transfers.id)
         ORDER BY expires LIMIT $2",
        &params![now, limit],
    )?
    .iter()
    .map(|row| read(row, ""))
    .collect()
}

/// How much moved from one account to another since a point in time, pending transfers included;
/// `of` is the one of them on which less happens.
pub(crate) fn moved_since(
    sql: &mut dyn Sql,
    of: AccountId,
    debit: AccountId,
    credit: AccountId,
    since: Timestamp,
) -> Result<i64, DbError> {
    let Some(last) = account::last(sql, of)? else {
        return Ok(0);
    };
    sql.query_one(
        entry::walk!(
            "SELECT CAST(COALESCE(SUM(t.amount), 0) AS BIGINT) AS moved
             FROM walk e JOIN wallet_transfers t ON t.id = e.subject
             WHERE e.made > $3 AND t.debit = $4 AND t.credit = $5
               AND t.step IN ('posted', 'pending')"
        ),
        &params![last.stream, last.seq, since, debit, credit],
    )?
    .int("moved")
}

/// A transfer that has no entries in the journal, if there is one.
pub(crate) fn without_entries(sql: &mut dyn Sql) -> Result<Option<String>, DbError> {
    sql.query_opt(
        "SELECT id FROM wallet_transfers
         WHERE NOT EXISTS (SELECT 1 FROM wallet_entries e
             WHERE e.stream = wallet_transfers.stream AND e.seq = wallet_transfers.seq
               AND e.subject = wallet_transfers.id)
         LIMIT 1",
        &[],
    )?
    .map(|row| row.text("id").map(str::to_owned))
    .transpose()
}

/// Adds transfers, each with the first of its two lines.
pub(crate) fn insert<'a>(
    sql: &mut dyn Sql,
    made: impl Iterator<Item = (&'a Made, &'a Line)>,
) -> Result<(), DbError> {
    let values = |(made, first): (&Made, &Line)| {
        let transfer = &made.transfer;
        let order = made.order.as_ref();
        Vec::from(params![
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
            transfer.step.expires(),
            transfer.step.reverses().map(|id| id.to_string()),
            first.stream,
            first.seq,
        ])
    };
    sql.insert(
        "INSERT INTO wallet_transfers (id, step, pending, debit, credit, currency, amount, purpose,
                                       order_body, order_signature, made, expires, reverses,
                                       stream, seq)",
        &mut made.map(values),
    )
}

/// Reads a transfer from a row that has all of the table's columns, with this prefix.
pub(crate) fn read(row: &Row, of: &str) -> Result<Made, DbError> {
    let name = |column: &str| format!("{of}{column}");
    let step = Step::from_word(
        row.text(&name("step"))?,
        row.opt_parse(&name("pending"))?,
        row.opt_parse(&name("reverses"))?,
        row.opt_int(&name("expires"))?.map(Timestamp),
    )
    .ok_or_else(|| DbError::Decode("column step is no step".to_owned()))?;
    let order =
        Order::of(row.opt_text(&name("order_body"))?, row.opt_text(&name("order_signature"))?)?;
    let amount = Money::new(row.int(&name("amount"))?, row.parse(&name("currency"))?);
    Ok(Made {
        transfer: Transfer {
            id: row.parse(&name("id"))?,
            step,
            debit: row.parse(&name("debit"))?,
            credit: row.parse(&name("credit"))?,
            amount,
        },
        purpose: row.text(&name("purpose"))?.to_owned(),
        order,
        at: row.time(&name("made"))?,
    })
}
