//! What the service knows about itself, by name.

use crate::db::{DbError, Sql};
use crate::params;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE service (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    );";

/// What is kept under a name.
pub(crate) fn read(sql: &mut dyn Sql, name: &str) -> Result<Option<String>, DbError> {
    sql.query_opt("SELECT value FROM service WHERE name = $1", &params![name])?
        .map(|row| Ok(row.text("value")?.to_owned()))
        .transpose()
}

/// Keeps something under a name.
pub(crate) fn put(sql: &mut dyn Sql, name: &str, value: &str) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO service (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        &params![name, value],
    )
    .map(drop)
}
