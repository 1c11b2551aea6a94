//! What people are told of.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;
use sampan_protocol::notices::Notice;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE notices (
        person TEXT NOT NULL REFERENCES persons (id),
        row_key TEXT NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (person, row_key)
    );
    CREATE INDEX notices_by_time ON notices (person, at);";

/// Keeps that somebody was told; what a notice says lies in the change log.
pub(crate) fn put(sql: &mut dyn Sql, person: PersonId, told: &Notice) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO notices (person, row_key, at) VALUES ($1, $2, $3)
         ON CONFLICT (person, row_key) DO UPDATE SET at = excluded.at",
        &params![person, told.key(), told.at],
    )
    .map(drop)
}

/// When a person was told of something last.
pub(crate) fn newest(sql: &mut dyn Sql, person: PersonId) -> Result<Option<Timestamp>, DbError> {
    let newest = "SELECT at FROM notices WHERE person = $1 ORDER BY at DESC LIMIT 1";
    sql.query(newest, &params![person])?.first().map(|row| row.time("at")).transpose()
}

/// Removes what is not later than a time; says which.
pub(crate) fn remove_until(
    sql: &mut dyn Sql,
    person: PersonId,
    until: Timestamp,
) -> Result<Vec<String>, DbError> {
    let gone = "DELETE FROM notices WHERE person = $1 AND at <= $2 RETURNING row_key";
    keys(&sql.query(gone, &params![person, until])?)
}

/// Removes what is older than the newest `kept`; says which.
pub(crate) fn remove_beyond(
    sql: &mut dyn Sql,
    person: PersonId,
    kept: usize,
) -> Result<Vec<String>, DbError> {
    let gone = "DELETE FROM notices WHERE person = $1 AND row_key IN (
            SELECT row_key FROM notices WHERE person = $1
            ORDER BY at DESC, row_key LIMIT 1000 OFFSET $2)
         RETURNING row_key";
    keys(&sql.query(gone, &params![person, kept as i64])?)
}

fn keys(rows: &[Row]) -> Result<Vec<String>, DbError> {
    rows.iter().map(|row| Ok(row.text("row_key")?.to_owned())).collect()
}
