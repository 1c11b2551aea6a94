//! Who looked at which note, and at notes of which account, on which day: for as long as insights
//! look back.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::{LifeId, NoteId, PersonId};

/// The tables.
pub(crate) const CREATE: &str = include_str!("view.sql");

/// Notes that somebody looked at a note; says whether that is new on this day, and whether anything
/// of its account is.
pub(crate) fn add(
    sql: &mut dyn Sql,
    (note, account): (NoteId, LifeId),
    day: i64,
    person: PersonId,
) -> Result<(bool, bool), DbError> {
    let viewed = sql.execute(
        "INSERT INTO feed_views (note, day, person) VALUES ($1, $2, $3)
         ON CONFLICT (note, day, person) DO NOTHING",
        &params![note, day, person],
    )?;
    let reached = sql.execute(
        "INSERT INTO feed_reach (account, day, person) VALUES ($1, $2, $3)
         ON CONFLICT (account, day, person) DO NOTHING",
        &params![account, day, person],
    )?;
    Ok((viewed == 1, reached == 1))
}

/// How many people looked at notes of an account since a day.
pub(crate) fn reach(sql: &mut dyn Sql, account: LifeId, since: i64) -> Result<i64, DbError> {
    let row = sql.query_one(
        "SELECT COUNT(DISTINCT person) AS people FROM feed_reach WHERE account = $1 AND day >= $2",
        &params![account, since],
    )?;
    row.int("people")
}

/// The notes of an account that were looked at most since a day, with how often.
pub(crate) fn most(
    sql: &mut dyn Sql,
    account: LifeId,
    since: i64,
    limit: i64,
) -> Result<Vec<(NoteId, i64)>, DbError> {
    sql.query(
        "SELECT n.id, COUNT(v.person) AS views
         FROM feed_notes n LEFT JOIN feed_views v ON v.note = n.id AND v.day >= $2
         WHERE n.account = $1 AND n.state = 1
         GROUP BY n.id, n.published ORDER BY views DESC, n.published DESC LIMIT $3",
        &params![account, since, limit],
    )?
    .iter()
    .map(|row| Ok((row.parse("id")?, row.int("views")?)))
    .collect()
}

/// Forgets who looked before a day.
pub(crate) fn forget(sql: &mut dyn Sql, before: i64) -> Result<(), DbError> {
    sql.execute("DELETE FROM feed_views WHERE day < $1", &params![before])?;
    sql.execute("DELETE FROM feed_reach WHERE day < $1", &params![before]).map(drop)
}
