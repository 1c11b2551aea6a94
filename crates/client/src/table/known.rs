//! What this device knows of itself and its service; stands in `outbox.db`, which is never dropped.

use crate::db::{Connection, Fault, OptionalExtension, Transaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Identifier of this device.
pub(crate) const DEVICE: &str = "device";
/// The person, as the service last told.
pub(crate) const ME: &str = "me";
/// The service, as it last presented itself.
pub(crate) const SERVICE: &str = "service";
/// By how many microseconds the service's clock is ahead of this device's.
pub(crate) const CLOCK_OFFSET: &str = "clock_offset";
/// The counter of signed requests, beyond the last one that may have been used.
pub(crate) const COUNTER: &str = "counter";
/// The handle for which this device waits to be let in.
pub(crate) const LINKING: &str = "linking";
/// The identifier that an unfinished registration has chosen.
pub(crate) const REGISTERING: &str = "registering";

/// Reads what is known under a name. What cannot be read any more counts as not known.
pub(crate) fn get<T: DeserializeOwned>(db: &Connection, name: &str) -> Result<Option<T>, Fault> {
    Ok(text(db, name)?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Reads what is known under a name, as it was written.
pub(crate) fn text(db: &Connection, name: &str) -> Result<Option<String>, Fault> {
    let mut query = db.prepare_cached("SELECT value FROM known WHERE name = ?1")?;
    Ok(query.query_row([name], |row| row.get(0)).optional()?)
}

/// Writes what is known.
pub(crate) fn set<T: Serialize>(tx: &Transaction<'_>, name: &str, value: &T) -> Result<(), Fault> {
    set_text(tx, name, &serde_json::to_string(value)?)
}

/// Writes what is known, as it was read by [`text`].
pub(crate) fn set_text(tx: &Transaction<'_>, name: &str, text: &str) -> Result<(), Fault> {
    let sql = "INSERT INTO known (name, value) VALUES (?1, ?2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    tx.prepare_cached(sql)?.execute([name, text])?;
    Ok(())
}

/// Forgets it.
pub(crate) fn remove(tx: &Transaction<'_>, name: &str) -> Result<(), Fault> {
    tx.execute("DELETE FROM known WHERE name = ?1", [name])?;
    Ok(())
}
