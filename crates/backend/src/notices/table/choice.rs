//! What people decided about notices.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::PersonId;
use sampan_protocol::notices::Choices;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE notice_choices (
        person TEXT PRIMARY KEY REFERENCES persons (id),
        seen BIGINT NOT NULL,
        quiet TEXT NOT NULL
    );";

/// What a person decided; nothing unless they did.
pub(crate) fn find(sql: &mut dyn Sql, person: PersonId) -> Result<Choices, DbError> {
    let found = "SELECT seen, quiet FROM notice_choices WHERE person = $1";
    match sql.query(found, &params![person])?.first() {
        Some(row) => Ok(Choices { seen: row.time("seen")?, quiet: row.json("quiet")? }),
        None => Ok(Choices::default()),
    }
}

/// Keeps what a person decided.
pub(crate) fn put(sql: &mut dyn Sql, person: PersonId, choices: &Choices) -> Result<(), DbError> {
    let quiet =
        serde_json::to_string(&choices.quiet).map_err(|error| DbError::Other(error.to_string()))?;
    sql.execute(
        "INSERT INTO notice_choices (person, seen, quiet) VALUES ($1, $2, $3)
         ON CONFLICT (person) DO UPDATE SET seen = excluded.seen, quiet = excluded.quiet",
        &params![person, choices.seen, quiet],
    )
    .map(drop)
}
