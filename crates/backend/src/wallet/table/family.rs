//! Family cards, and what was paid by them.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{CardId, DeviceId, PersonId};
use sampan_protocol::wallet::family::{Allowance, CardState};
use sampan_protocol::{Money, Timestamp};
use uuid::Uuid;

/// The tables.
pub(crate) const CREATE: &str = include_str!("family.sql");

/// A card as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Which.
    pub(crate) id: CardId,
    /// Out of whose account it pays.
    pub(crate) giver: PersonId,
    /// Who pays by it.
    pub(crate) user: PersonId,
    /// What it is called.
    pub(crate) name: String,
    /// What may be spent, and what is.
    pub(crate) allowance: Allowance,
    /// How it stands.
    pub(crate) state: CardState,
    /// The giver's device by which it was given, or last raised.
    pub(crate) device: DeviceId,
    /// When it was given.
    pub(crate) at: Timestamp,
}

/// A payment by a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Use {
    /// By which card.
    pub(crate) card: CardId,
    /// When the month began of which it was.
    pub(crate) since: Timestamp,
}

/// A card, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: CardId) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        "UPDATE wallet_family_cards SET state = state WHERE id = $1
         RETURNING id, giver, holder, name, currency, month_minor, each_minor, utc_offset, used,
            since, state, device, at",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// How many cards that somebody gave are not ended.
pub(crate) fn count(sql: &mut dyn Sql, giver: PersonId) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS many FROM wallet_family_cards WHERE giver = $1 AND state <> 'ended'",
        &params![giver],
    )?
    .int("many")
}

/// Adds a card, or writes how a locked one stands now.
pub(crate) fn put(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    let Allowance { month, each, utc_offset, used, since } = kept.allowance;
    sql.execute(
        "INSERT INTO wallet_family_cards (id, giver, holder, name, currency, month_minor,
            each_minor, utc_offset, used, since, state, device, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (id) DO UPDATE SET month_minor = excluded.month_minor,
            each_minor = excluded.each_minor, used = excluded.used, since = excluded.since,
            state = excluded.state, device = excluded.device",
        &params![
            kept.id,
            kept.giver,
            kept.user,
            kept.name.as_str(),
            month.currency,
            month.minor,
            each.map(|each| each.minor),
            utc_offset,
            used,
            since,
            kept.state.word(),
            kept.device,
            kept.at,
        ],
    )
    .map(drop)
}

/// Notes that a transfer was paid by a card.
pub(crate) fn note_use(sql: &mut dyn Sql, transfer: Uuid, of: Use) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_family_uses (transfer, card, since) VALUES ($1, $2, $3)",
        &params![transfer.to_string(), of.card, of.since],
    )
    .map(drop)
}

/// The card that a transfer was paid by, if it was.
pub(crate) fn find_use(sql: &mut dyn Sql, transfer: Uuid) -> Result<Option<Use>, DbError> {
    sql.query_opt(
        "SELECT card, since FROM wallet_family_uses WHERE transfer = $1",
        &params![transfer.to_string()],
    )?
    .map(|row| Ok(Use { card: row.parse("card")?, since: row.time("since")? }))
    .transpose()
}

fn read(row: &Row) -> Result<Kept, DbError> {
    let wrong = |column: &str| DbError::Decode(format!("column {column} is not what it can be"));
    let currency = row.parse("currency")?;
    let utc_offset = i32::try_from(row.int("utc_offset")?).map_err(|_| wrong("utc_offset"))?;
    Ok(Kept {
        id: row.parse("id")?,
        giver: row.parse("giver")?,
        user: row.parse("holder")?,
        name: row.text("name")?.to_owned(),
        allowance: Allowance {
            month: Money::new(row.int("month_minor")?, currency),
            each: row.opt_int("each_minor")?.map(|minor| Money::new(minor, currency)),
            utc_offset,
            used: row.int("used")?,
            since: row.time("since")?,
        },
        state: CardState::from_word(row.text("state")?).ok_or_else(|| wrong("state"))?,
        device: row.parse("device")?,
        at: row.time("at")?,
    })
}
