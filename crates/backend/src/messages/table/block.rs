//! Who lets whom write no longer.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE message_blocks (
        person TEXT NOT NULL,
        blocked TEXT NOT NULL,
        since BIGINT NOT NULL,
        PRIMARY KEY (person, blocked)
    );";

/// Notes that `person` lets `blocked` write no longer.
pub(crate) fn put(
    sql: &mut dyn Sql,
    person: PersonId,
    blocked: PersonId,
    since: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO message_blocks (person, blocked, since) VALUES ($1, $2, $3)
         ON CONFLICT (person, blocked) DO NOTHING",
        &params![person, blocked, since],
    )
    .map(drop)
}

/// Notes that `person` lets `blocked` write again.
pub(crate) fn remove(
    sql: &mut dyn Sql,
    person: PersonId,
    blocked: PersonId,
) -> Result<(), DbError> {
    let query = "DELETE FROM message_blocks WHERE person = $1 AND blocked = $2";
    sql.execute(query, &params![person, blocked]).map(drop)
}

/// Whether `person` lets `other` write no longer.
pub(crate) fn is_blocked(
    sql: &mut dyn Sql,
    person: PersonId,
    other: PersonId,
) -> Result<bool, DbError> {
    let query = "SELECT blocked FROM message_blocks WHERE person = $1 AND blocked = $2";
    Ok(sql.query_opt(query, &params![person, other])?.is_some())
}
