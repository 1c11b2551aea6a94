//! Address books: who keeps whom, with which note.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::PersonId;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE contacts (
        owner TEXT NOT NULL REFERENCES persons (id),
        person TEXT NOT NULL REFERENCES persons (id),
        note TEXT NOT NULL,
        PRIMARY KEY (owner, person)
    );
    CREATE INDEX contacts_by_person ON contacts (person);";

/// Keeps somebody, or another note about them.
pub(crate) fn put(
    sql: &mut dyn Sql,
    owner: PersonId,
    person: PersonId,
    note: &str,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO contacts (owner, person, note) VALUES ($1, $2, $3)
         ON CONFLICT (owner, person) DO UPDATE SET note = excluded.note",
        &params![owner, person, note],
    )
    .map(drop)
}

/// Keeps somebody no longer.
pub(crate) fn remove(sql: &mut dyn Sql, owner: PersonId, person: PersonId) -> Result<(), DbError> {
    sql.execute("DELETE FROM contacts WHERE owner = $1 AND person = $2", &params![owner, person])
        .map(drop)
}

/// Whether somebody keeps a person.
pub(crate) fn keeps(sql: &mut dyn Sql, owner: PersonId, person: PersonId) -> Result<bool, DbError> {
    let query = "SELECT person FROM contacts WHERE owner = $1 AND person = $2";
    Ok(sql.query_opt(query, &params![owner, person])?.is_some())
}

/// Who keeps a person, with which note.
pub(crate) fn keepers(
    sql: &mut dyn Sql,
    person: PersonId,
) -> Result<Vec<(PersonId, String)>, DbError> {
    sql.query("SELECT owner, note FROM contacts WHERE person = $1", &params![person])?
        .iter()
        .map(|row| Ok((row.parse("owner")?, row.text("note")?.to_owned())))
        .collect()
}
