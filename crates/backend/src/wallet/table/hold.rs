//! Payments that are held for somebody.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{AccountId, BillId, PersonId};
use sampan_protocol::{Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("hold.sql");

/// How a held payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The ledger holds it.
    Held,
    /// It was taken, in full or in part.
    Captured,
    /// It was let go, or its time is over.
    Released,
}

impl Standing {
    const fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Captured => "captured",
            Self::Released => "released",
        }
    }
}

/// A payment that is held, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Which: the transfer by which the ledger holds it.
    pub(crate) id: BillId,
    /// Who pays.
    pub(crate) payer: PersonId,
    /// To whom.
    pub(crate) payee: PersonId,
    /// How much is held at most.
    pub(crate) amount: Money,
    /// Out of which account.
    pub(crate) debit: AccountId,
    /// Into which account.
    pub(crate) credit: AccountId,
    /// What for.
    pub(crate) note: String,
    /// How it stands.
    pub(crate) standing: Standing,
    /// When it was made.
    pub(crate) made: Timestamp,
    /// When it ends by itself.
    pub(crate) ends: Timestamp,
}

/// A held payment, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: BillId) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        "UPDATE wallet_holds SET state = state WHERE id = $1
         RETURNING id, payer, payee, currency, amount, debit, credit, note, state, made, ends",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// Adds a held payment.
pub(crate) fn insert(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_holds (id, payer, payee, currency, amount, debit, credit, note, state,
                                   made, ends)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &params![
            kept.id,
            kept.payer,
            kept.payee,
            kept.amount.currency,
            kept.amount.minor,
            kept.debit,
            kept.credit,
            kept.note.as_str(),
            kept.standing.word(),
            kept.made,
            kept.ends,
        ],
    )
    .map(drop)
}

/// Notes how a locked one stands now.
pub(crate) fn set(sql: &mut dyn Sql, id: BillId, standing: Standing) -> Result<(), DbError> {
    sql.execute("UPDATE wallet_holds SET state = $2 WHERE id = $1", &params![id, standing.word()])
        .map(drop)
}

fn read(row: &Row) -> Result<Kept, DbError> {
    let word = row.text("state")?;
    let standing = [Standing::Held, Standing::Captured, Standing::Released]
        .into_iter()
        .find(|standing| standing.word() == word)
        .ok_or_else(|| DbError::Decode("column state is no state".to_owned()))?;
    Ok(Kept {
        id: row.parse("id")?,
        payer: row.parse("payer")?,
        payee: row.parse("payee")?,
        amount: Money::new(row.int("amount")?, row.parse("currency")?),
        debit: row.parse("debit")?,
        credit: row.parse("credit")?,
        note: row.text("note")?.to_owned(),
        standing,
        made: row.time("made")?,
        ends: row.time("ends")?,
    })
}
