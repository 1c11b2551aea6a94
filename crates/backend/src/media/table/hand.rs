//! Who handed which file in, for as long as they may not have shown it anywhere yet.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE media_hands (
        sha256 TEXT NOT NULL,
        person TEXT NOT NULL,
        until BIGINT NOT NULL,
        PRIMARY KEY (sha256, person)
    );
    CREATE INDEX media_hands_by_time ON media_hands (until);";

/// Notes who handed a file in, until a time.
pub(crate) fn put(
    sql: &mut dyn Sql,
    sha256: &str,
    person: PersonId,
    until: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO media_hands (sha256, person, until) VALUES ($1, $2, $3)
         ON CONFLICT (sha256, person) DO UPDATE SET until = excluded.until",
        &params![sha256, person, until],
    )
    .map(drop)
}

/// Whether somebody handed a file in lately.
pub(crate) fn is(sql: &mut dyn Sql, sha256: &str, person: PersonId) -> Result<bool, DbError> {
    let query = "SELECT until FROM media_hands WHERE sha256 = $1 AND person = $2";
    Ok(sql.query_opt(query, &params![sha256, person])?.is_some())
}

/// Forgets who did so long ago.
pub(crate) fn forget(sql: &mut dyn Sql, now: Timestamp) -> Result<(), DbError> {
    sql.execute("DELETE FROM media_hands WHERE until <= $1", &params![now]).map(drop)
}
