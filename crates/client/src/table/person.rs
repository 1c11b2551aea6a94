//! People as this device last saw them.

use crate::db::{Connection, Fault, OptionalExtension, Row, Transaction, params};
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::Person;

/// Remembers how somebody looks now.
pub(crate) fn remember(tx: &Transaction<'_>, person: &Person) -> Result<(), Fault> {
    let sql = "INSERT INTO person (id, handle, value) VALUES (?1, ?2, ?3)
        ON CONFLICT (id) DO UPDATE SET handle = excluded.handle, value = excluded.value
        WHERE value <> excluded.value";
    let value = serde_json::to_string(person)?;
    tx.prepare_cached(sql)?.execute(params![person.id.to_string(), person.handle, value])?;
    Ok(())
}

/// Somebody by identifier.
pub(crate) fn get(db: &Connection, id: PersonId) -> Result<Option<Person>, Fault> {
    find(db, "SELECT value FROM person WHERE id = ?1", &id.to_string())
}

/// Somebody by handle.
pub(crate) fn by_handle(db: &Connection, handle: &str) -> Result<Option<Person>, Fault> {
    find(db, "SELECT value FROM person WHERE handle = ?1", handle)
}

/// Everybody who is remembered, so many at most.
pub(crate) fn all(db: &Connection, most: u32) -> Result<Vec<Person>, Fault> {
    let mut query = db.prepare_cached("SELECT value FROM person ORDER BY id DESC LIMIT ?1")?;
    let texts = query.query_map([most], |row| row.get::<_, String>(0))?;
    texts.map(|text| Ok(serde_json::from_str(&text?)?)).collect()
}

fn find(db: &Connection, sql: &str, by: &str) -> Result<Option<Person>, Fault> {
    let value = |row: &Row<'_>| row.get::<_, String>(0);
    let text = db.prepare_cached(sql)?.query_row([by], value).optional()?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}
