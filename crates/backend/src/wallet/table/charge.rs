//! What was charged by pay code.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::{Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("charge.sql");

/// A code that was charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Charged {
    /// The operation that charged it.
    pub(crate) id: OpId,
    /// Who charged.
    pub(crate) merchant: PersonId,
    /// Whose code it is.
    pub(crate) payer: PersonId,
    /// How much.
    pub(crate) amount: Money,
    /// What for.
    pub(crate) note: String,
    /// Whether it still waits for an answer.
    pub(crate) asking: bool,
    /// When it was charged.
    pub(crate) at: Timestamp,
    /// Until when the payer may confirm.
    pub(crate) expires: Timestamp,
    /// The step of the token that it used up.
    pub(crate) step: i64,
}

/// Adds a charge.
pub(crate) fn insert(sql: &mut dyn Sql, charged: &Charged) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_charges
         (id, merchant, payer, currency, amount, note, state, at, expires, step)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &params![
            charged.id,
            charged.merchant,
            charged.payer,
            charged.amount.currency,
            charged.amount.minor,
            charged.note.as_str(),
            if charged.asking { ASKING } else { CLOSED },
            charged.at,
            charged.expires,
            charged.step,
        ],
    )
    .map(drop)
}

/// A charge, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: OpId) -> Result<Option<Charged>, DbError> {
    sql.query_opt(
        "UPDATE wallet_charges SET state = state WHERE id = $1
         RETURNING id, merchant, payer, currency, amount, note, state, at, expires, step",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// Notes that a locked charge is answered.
pub(crate) fn close(sql: &mut dyn Sql, id: OpId) -> Result<(), DbError> {
    sql.execute("UPDATE wallet_charges SET state = $2 WHERE id = $1", &params![id, CLOSED])
        .map(drop)
}

/// Charges of a person, on either side, that were made between two points in time.
pub(crate) fn between(
    sql: &mut dyn Sql,
    person: PersonId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<OpId>, DbError> {
    sql.query(
        "SELECT id FROM wallet_charges WHERE merchant = $1 AND at > $2 AND at < $3
         UNION SELECT id FROM wallet_charges WHERE payer = $1 AND at > $2 AND at < $3",
        &params![person, from, to],
    )?
    .iter()
    .map(|row| row.parse("id"))
    .collect()
}

const ASKING: &str = "asking";
const CLOSED: &str = "closed";

fn read(row: &Row) -> Result<Charged, DbError> {
    Ok(Charged {
        id: row.parse("id")?,
        merchant: row.parse("merchant")?,
        payer: row.parse("payer")?,
        amount: Money::new(row.int("amount")?, row.parse("currency")?),
        note: row.text("note")?.to_owned(),
        asking: row.text("state")? == ASKING,
        at: row.time("at")?,
        expires: row.time("expires")?,
        step: row.int("step")?,
    })
}
