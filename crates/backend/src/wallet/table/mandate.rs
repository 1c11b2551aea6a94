//! What people agreed that others may charge.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{DeviceId, OpId, PersonId};
use sampan_protocol::wallet::mandate::MandateState;
use sampan_protocol::{Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("mandate.sql");

/// A mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    /// The operation that asked for it.
    pub(crate) id: OpId,
    /// Who charges.
    pub(crate) merchant: PersonId,
    /// Who pays.
    pub(crate) payer: PersonId,
    /// What for.
    pub(crate) text: String,
    /// The most that one charge may be.
    pub(crate) each: Money,
    /// The most that all charges of a month may be.
    pub(crate) month: Money,
    /// How it stands.
    pub(crate) state: MandateState,
    /// When it was asked for.
    pub(crate) at: Timestamp,
    /// The device by which the payer agreed.
    pub(crate) agreed_by: Option<DeviceId>,
    /// Minor units charged in the month of the latest charge.
    pub(crate) used: i64,
    /// When the latest charge was.
    pub(crate) charged: Option<Timestamp>,
}

/// Adds a mandate, or writes a locked one as it is now.
pub(crate) fn put(sql: &mut dyn Sql, given: &Given) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_mandates (id, merchant, payer, text, currency, each_minor, month_minor,
            state, at, agreed_by, used, charged)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (id) DO UPDATE SET each_minor = excluded.each_minor,
            month_minor = excluded.month_minor, state = excluded.state,
            agreed_by = excluded.agreed_by, used = excluded.used, charged = excluded.charged",
        &params![
            given.id,
            given.merchant,
            given.payer,
            given.text.as_str(),
            given.each.currency,
            given.each.minor,
            given.month.minor,
            given.state.word(),
            given.at,
            given.agreed_by.map(|device| device.to_string()),
            given.used,
            given.charged.map(Timestamp::micros)
        ],
    )
    .map(drop)
}

/// A mandate, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: OpId) -> Result<Option<Given>, DbError> {
    sql.query_opt(
        "UPDATE wallet_mandates SET state = state WHERE id = $1
         RETURNING id, merchant, payer, text, currency, each_minor, month_minor, state, at,
            agreed_by, used, charged",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// How many mandates of one person with another are in a state.
pub(crate) fn count(
    sql: &mut dyn Sql,
    merchant: PersonId,
    payer: PersonId,
    state: MandateState,
) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS n FROM wallet_mandates
         WHERE payer = $1 AND merchant = $2 AND state = $3",
        &params![payer, merchant, state.word()],
    )?
    .int("n")
}

fn read(row: &Row) -> Result<Given, DbError> {
    let currency = row.parse("currency")?;
    let state = MandateState::from_word(row.text("state")?)
        .ok_or_else(|| DbError::Decode("column state is no state".to_owned()))?;
    Ok(Given {
        id: row.parse("id")?,
        merchant: row.parse("merchant")?,
        payer: row.parse("payer")?,
        text: row.text("text")?.to_owned(),
        each: Money::new(row.int("each_minor")?, currency),
        month: Money::new(row.int("month_minor")?, currency),
        state,
        at: row.time("at")?,
        agreed_by: row.opt_parse("agreed_by")?,
        used: row.int("used")?,
        charged: row.opt_int("charged")?.map(Timestamp::from_micros),
    })
}
