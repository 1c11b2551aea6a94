//! What waits for a moderator.

use crate::db::{DbError, Row, Sql};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::Timestamp;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE moderation_queue (
        target TEXT PRIMARY KEY,
        place TEXT NOT NULL,
        held_for TEXT NOT NULL,
        at BIGINT NOT NULL,
        open BIGINT NOT NULL
    );
    CREATE INDEX moderation_queue_by_at ON moderation_queue (open, at, target);
    CREATE INDEX moderation_queue_by_place ON moderation_queue (place, open, at, target);";

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waits {
    pub(crate) target: String,
    pub(crate) place: String,
    /// The word or link for which it is held back; empty where it is not.
    pub(crate) held_for: String,
    pub(crate) at: Timestamp,
}

/// Puts something into the queue; what it was held for already stays.
pub(crate) fn put(sql: &mut dyn Sql, waits: &Waits) -> Result<(), DbError> {
    let Waits { target, place, held_for, at } = waits;
    sql.execute(
        "INSERT INTO moderation_queue (target, place, held_for, at, open) VALUES ($1, $2, $3, $4, 1)
         ON CONFLICT (target) DO UPDATE SET at = excluded.at, open = 1,
             held_for = CASE WHEN excluded.held_for = '' THEN moderation_queue.held_for
                             ELSE excluded.held_for END",
        &params![target, place, held_for, *at],
    )
    .map(drop)
}

/// What waits, if this does.
pub(crate) fn find(sql: &mut dyn Sql, target: &str) -> Result<Option<Waits>, DbError> {
    sql.query_opt(
        "SELECT target, place, held_for, at FROM moderation_queue WHERE target = $1 AND open = 1",
        &params![target],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// Where something stands that waits, or has waited.
pub(crate) fn place(sql: &mut dyn Sql, target: &str) -> Result<Option<String>, DbError> {
    let query = "SELECT place FROM moderation_queue WHERE target = $1";
    let row = sql.query_opt(query, &params![target])?;
    row.map(|row| Ok(row.text("place")?.to_owned())).transpose()
}

/// Takes something out of the queue.
pub(crate) fn close(sql: &mut dyn Sql, target: &str) -> Result<(), DbError> {
    let update = "UPDATE moderation_queue SET open = 0, held_for = '' WHERE target = $1";
    sql.execute(update, &params![target]).map(drop)
}

/// What waits in a place, or anywhere, the latest first.
pub(crate) fn list(
    sql: &mut dyn Sql,
    place: Option<&str>,
    after: Option<&After<String>>,
) -> Result<Vec<Waits>, DbError> {
    let (at, target) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.clone()));
    let limit = ITEMS as i64 + 1;
    let rows = match place {
        None => sql.query(
            "SELECT target, place, held_for, at FROM moderation_queue
             WHERE open = 1 AND (at, target) < ($1, $2)
             ORDER BY at DESC, target DESC LIMIT $3",
            &params![at, target, limit],
        )?,
        Some(place) => sql.query(
            "SELECT target, place, held_for, at FROM moderation_queue
             WHERE place = $4 AND open = 1 AND (at, target) < ($1, $2)
             ORDER BY at DESC, target DESC LIMIT $3",
            &params![at, target, limit, place],
        )?,
    };
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Waits, DbError> {
    Ok(Waits {
        target: row.text("target")?.to_owned(),
        place: row.text("place")?.to_owned(),
        held_for: row.text("held_for")?.to_owned(),
        at: row.time("at")?,
    })
}
