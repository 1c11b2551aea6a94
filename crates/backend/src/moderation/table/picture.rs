//! What pictures look like, and which are blocked.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;

/// The tables.
pub(crate) const CREATE: &str = "
    CREATE TABLE moderation_looks (
        sha256 TEXT PRIMARY KEY,
        look TEXT NOT NULL
    );
    CREATE TABLE moderation_blocked (
        look TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        blocker TEXT NOT NULL,
        at BIGINT NOT NULL
    );";

/// Keeps what a picture looks like.
pub(crate) fn put(sql: &mut dyn Sql, sha256: &str, look: &str) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO moderation_looks (sha256, look) VALUES ($1, $2)
         ON CONFLICT (sha256) DO NOTHING",
        &params![sha256, look],
    )
    .map(drop)
}

/// What a picture looks like, if it is known.
pub(crate) fn look(sql: &mut dyn Sql, sha256: &str) -> Result<Option<String>, DbError> {
    let query = "SELECT look FROM moderation_looks WHERE sha256 = $1";
    sql.query_opt(query, &params![sha256])?.map(|row| Ok(row.text("look")?.to_owned())).transpose()
}

/// What is blocked.
pub(crate) fn blocked(sql: &mut dyn Sql) -> Result<Vec<String>, DbError> {
    let rows = sql.query("SELECT look FROM moderation_blocked", &[])?;
    rows.iter().map(|row| Ok(row.text("look")?.to_owned())).collect()
}

/// Blocks what looks like this.
pub(crate) fn block(
    sql: &mut dyn Sql,
    (sha256, look): (&str, &str),
    blocker: PersonId,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO moderation_blocked (look, sha256, blocker, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (look) DO NOTHING",
        &params![look, sha256, blocker, at],
    )
    .map(drop)
}

/// Blocks what looks like this no longer.
pub(crate) fn unblock(sql: &mut dyn Sql, look: &str) -> Result<(), DbError> {
    sql.execute("DELETE FROM moderation_blocked WHERE look = $1", &params![look]).map(drop)
}
