//! The PIN of each person, as argon2id makes it unreadable, and how often it was wrong in a row.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{OpId, PersonId};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE pins (
        person TEXT PRIMARY KEY,
        phc TEXT NOT NULL,
        failures BIGINT NOT NULL,
        locked_until BIGINT NOT NULL
    );";

/// Which request set the PIN last; nothing for the first one.
pub(crate) const ADD_SET_BY: &str = "ALTER TABLE pins ADD COLUMN set_by TEXT";

/// A person's PIN as it is kept. Not `Debug`: it is a secret.
pub(crate) struct Secret {
    pub(crate) phc: String,
    pub(crate) failures: u32,
    pub(crate) locked_until: Timestamp,
}

/// The PIN of a person.
pub(crate) fn read(sql: &mut dyn Sql, person: PersonId) -> Result<Option<Secret>, DbError> {
    sql.query_opt(
        "SELECT phc, failures, locked_until FROM pins WHERE person = $1",
        &params![person],
    )?
    .map(|row| {
        Ok(Secret {
            phc: row.text("phc")?.to_owned(),
            failures: u32::try_from(row.int("failures")?).unwrap_or(u32::MAX),
            locked_until: row.time("locked_until")?,
        })
    })
    .transpose()
}

/// Sets a person's PIN, and ends a lock.
pub(crate) fn set(sql: &mut dyn Sql, person: PersonId, phc: &str) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO pins (person, phc, failures, locked_until) VALUES ($1, $2, 0, 0)
         ON CONFLICT (person) DO UPDATE
         SET phc = excluded.phc, failures = 0, locked_until = 0",
        &params![person, phc],
    )
    .map(drop)
}

/// Which request set the PIN last.
pub(crate) fn set_by(sql: &mut dyn Sql, person: PersonId) -> Result<Option<OpId>, DbError> {
    let found = sql.query_opt("SELECT set_by FROM pins WHERE person = $1", &params![person])?;
    Ok(found.map(|row| row.opt_parse("set_by")).transpose()?.flatten())
}

/// Notes which request set the PIN.
pub(crate) fn note_set_by(sql: &mut dyn Sql, person: PersonId, op: OpId) -> Result<(), DbError> {
    sql.execute("UPDATE pins SET set_by = $2 WHERE person = $1", &params![person, op]).map(drop)
}

/// Notes how often the PIN was wrong in a row, and until when none is taken.
pub(crate) fn note(
    sql: &mut dyn Sql,
    person: PersonId,
    failures: u32,
    locked_until: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "UPDATE pins SET failures = $2, locked_until = $3 WHERE person = $1",
        &params![person, failures, locked_until],
    )
    .map(drop)
}
