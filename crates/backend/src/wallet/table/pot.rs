//! Savings pots.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{AccountId, PersonId, PotId};
use sampan_protocol::wallet::plan::Run;
use sampan_protocol::wallet::pot::Terms;
use sampan_protocol::{Currency, Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("pot.sql");

/// A pot as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Which.
    pub(crate) id: PotId,
    /// Whose.
    pub(crate) owner: PersonId,
    /// The ledger's account for what is in it.
    pub(crate) account: AccountId,
    /// What its owner says about it.
    pub(crate) terms: Terms,
    /// What is in it.
    pub(crate) saved: Money,
    /// Minor units that came back when it was broken.
    pub(crate) broken: Option<i64>,
    /// When something is put in by itself next.
    pub(crate) next: Option<Timestamp>,
    /// What came of the last time.
    pub(crate) last: Option<Run>,
    /// When the goal was reached.
    pub(crate) reached: Option<Timestamp>,
    /// Whether that was celebrated.
    pub(crate) cheered: bool,
    /// When it was made.
    pub(crate) made: Timestamp,
}

const COLUMNS: &str = "id, owner, account, currency, terms, round_up, saved, broken, next, last,
    reached, cheered, made";

/// A pot, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: PotId) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        &format!("UPDATE wallet_pots SET saved = saved WHERE id = $1 RETURNING {COLUMNS}"),
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// How many pots of a person are whole.
pub(crate) fn count(sql: &mut dyn Sql, owner: PersonId) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS many FROM wallet_pots WHERE owner = $1 AND broken IS NULL",
        &params![owner],
    )?
    .int("many")
}

/// The pots of a person that payments in a currency are rounded up into.
pub(crate) fn rounding(
    sql: &mut dyn Sql,
    owner: PersonId,
    currency: Currency,
) -> Result<Vec<PotId>, DbError> {
    sql.query(
        "SELECT id FROM wallet_pots
         WHERE owner = $1 AND currency = $2 AND round_up = 1 AND broken IS NULL ORDER BY id",
        &params![owner, currency],
    )?
    .iter()
    .map(|row| row.parse("id"))
    .collect()
}

/// Adds a pot, or writes how a locked one stands now.
pub(crate) fn put(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_pots (id, owner, account, currency, terms, round_up, saved, broken,
                                  next, last, reached, cheered, made)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (id) DO UPDATE SET terms = excluded.terms, round_up = excluded.round_up,
            saved = excluded.saved, broken = excluded.broken, next = excluded.next,
            last = excluded.last, reached = excluded.reached, cheered = excluded.cheered",
        &params![
            kept.id,
            kept.owner,
            kept.account,
            kept.saved.currency,
            json(&kept.terms)?,
            kept.terms.round_up,
            kept.saved.minor,
            kept.broken,
            kept.next,
            kept.last.as_ref().map(json).transpose()?,
            kept.reached,
            kept.cheered,
            kept.made,
        ],
    )
    .map(drop)
}

fn json(value: &impl serde::Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Other(format!("a pot: {error}")))
}

fn read(row: &Row) -> Result<Kept, DbError> {
    let last = row.opt_text("last")?.map(serde_json::from_str).transpose();
    Ok(Kept {
        id: row.parse("id")?,
        owner: row.parse("owner")?,
        account: row.parse("account")?,
        terms: row.json("terms")?,
        saved: Money::new(row.int("saved")?, row.parse("currency")?),
        broken: row.opt_int("broken")?,
        next: row.opt_int("next")?.map(Timestamp),
        last: last.map_err(|_| DbError::Decode("column last is not what it can be".to_owned()))?,
        reached: row.opt_int("reached")?.map(Timestamp),
        cheered: row.flag("cheered")?,
        made: row.time("made")?,
    })
}
