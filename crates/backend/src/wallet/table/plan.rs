//! Transfers that happen by themselves.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{PersonId, PlanId};
use sampan_protocol::wallet::plan::{PlanState, Rhythm, Run};
use sampan_protocol::{Money, Timestamp};

/// The tables of plans and of transfers that are underway.
pub(crate) const CREATE: &str = include_str!("plan.sql");

/// A plan as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Which.
    pub(crate) id: PlanId,
    /// Who pays.
    pub(crate) owner: PersonId,
    /// To whom.
    pub(crate) payee: PersonId,
    /// How much each time.
    pub(crate) amount: Money,
    /// What for.
    pub(crate) note: String,
    /// When.
    pub(crate) rhythm: Rhythm,
    /// How it stands.
    pub(crate) state: PlanState,
    /// The number of the next payment, the first being 0.
    pub(crate) turn: u32,
    /// When it is due.
    pub(crate) next: Option<Timestamp>,
    /// How often it has paid.
    pub(crate) paid: u32,
    /// What came of the last time.
    pub(crate) last: Option<Run>,
    /// Whether the payment that is due was refused once.
    pub(crate) retrying: bool,
    /// When it was made.
    pub(crate) made: Timestamp,
}

/// A plan, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: PlanId) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        "UPDATE wallet_plans SET state = state WHERE id = $1
         RETURNING id, owner, payee, currency, amount, note, rhythm, state, turn, next, paid,
                   last, retrying, made",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// How many plans of a person are active or paused.
pub(crate) fn count(sql: &mut dyn Sql, owner: PersonId) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS many FROM wallet_plans
         WHERE owner = $1 AND state IN ('active', 'paused')",
        &params![owner],
    )?
    .int("many")
}

/// Adds a plan.
pub(crate) fn insert(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_plans (id, owner, payee, currency, amount, note, rhythm, state, turn,
                                   next, paid, last, retrying, made)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        &params![
            kept.id,
            kept.owner,
            kept.payee,
            kept.amount.currency,
            kept.amount.minor,
            kept.note.as_str(),
            json(&kept.rhythm)?,
            kept.state.word(),
            kept.turn,
            kept.next,
            kept.paid,
            kept.last.as_ref().map(json).transpose()?,
            kept.retrying,
            kept.made,
        ],
    )
    .map(drop)
}

/// Writes how a locked plan stands now.
pub(crate) fn set(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    sql.execute(
        "UPDATE wallet_plans SET state = $2, turn = $3, next = $4, paid = $5, last = $6,
                                 retrying = $7
         WHERE id = $1",
        &params![
            kept.id,
            kept.state.word(),
            kept.turn,
            kept.next,
            kept.paid,
            kept.last.as_ref().map(json).transpose()?,
            kept.retrying,
        ],
    )
    .map(drop)
}

fn json(value: &impl serde::Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Other(format!("a plan: {error}")))
}

fn read(row: &Row) -> Result<Kept, DbError> {
    let unknown = |column: &str| DbError::Decode(format!("column {column} is not what it can be"));
    let count = |column: &str| u32::try_from(row.int(column)?).map_err(|_| unknown(column));
    let states = [PlanState::Active, PlanState::Paused, PlanState::Ended, PlanState::Cancelled];
    let state = row.text("state")?;
    let last = row.opt_text("last")?.map(serde_json::from_str).transpose();
    Ok(Kept {
        id: row.parse("id")?,
        owner: row.parse("owner")?,
        payee: row.parse("payee")?,
        amount: Money::new(row.int("amount")?, row.parse("currency")?),
        note: row.text("note")?.to_owned(),
        rhythm: row.json("rhythm")?,
        state: states.into_iter().find(|s| s.word() == state).ok_or_else(|| unknown("state"))?,
        turn: count("turn")?,
        next: row.opt_int("next")?.map(Timestamp),
        paid: count("paid")?,
        last: last.map_err(|_| unknown("last"))?,
        retrying: row.flag("retrying")?,
        made: row.time("made")?,
    })
}
