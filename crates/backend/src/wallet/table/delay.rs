//! Transfers that are underway.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{AccountId, BillId, PersonId};
use sampan_protocol::{Money, Timestamp};

/// A transfer that is underway, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Which: the transfer by which the ledger holds it.
    pub(crate) id: BillId,
    /// Who pays.
    pub(crate) payer: PersonId,
    /// To whom.
    pub(crate) payee: PersonId,
    /// How much.
    pub(crate) amount: Money,
    /// Out of which account.
    pub(crate) debit: AccountId,
    /// Into which account.
    pub(crate) credit: AccountId,
    /// What for.
    pub(crate) note: String,
    /// Whether it has neither arrived nor been called back.
    pub(crate) underway: bool,
    /// When it was made.
    pub(crate) made: Timestamp,
    /// When it arrives.
    pub(crate) arrives: Timestamp,
}

/// A delayed transfer, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: BillId) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        "UPDATE wallet_delays SET state = state WHERE id = $1
         RETURNING id, payer, payee, currency, amount, debit, credit, note, state, made, arrives",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// Adds a delayed transfer.
pub(crate) fn insert(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_delays (id, payer, payee, currency, amount, debit, credit, note, state,
                                    made, arrives)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'underway', $9, $10)",
        &params![
            kept.id,
            kept.payer,
            kept.payee,
            kept.amount.currency,
            kept.amount.minor,
            kept.debit,
            kept.credit,
            kept.note.as_str(),
            kept.made,
            kept.arrives,
        ],
    )
    .map(drop)
}

/// Notes that a locked one is over: it arrived, or was called back.
pub(crate) fn end(sql: &mut dyn Sql, id: BillId, arrived: bool) -> Result<(), DbError> {
    let state = if arrived { "arrived" } else { "called_back" };
    sql.execute("UPDATE wallet_delays SET state = $2 WHERE id = $1", &params![id, state]).map(drop)
}

fn read(row: &Row) -> Result<Kept, DbError> {
    Ok(Kept {
        id: row.parse("id")?,
        payer: row.parse("payer")?,
        payee: row.parse("payee")?,
        amount: Money::new(row.int("amount")?, row.parse("currency")?),
        debit: row.parse("debit")?,
        credit: row.parse("credit")?,
        note: row.text("note")?.to_owned(),
        underway: row.text("state")? == "underway",
        made: row.time("made")?,
        arrives: row.time("arrives")?,
    })
}
