//! What pictures look like in a few bytes.

use crate::db::{Connection, Fault, OptionalExtension, Transaction};

/// What is known of a picture: its hash, or that there is none (empty).
pub(crate) fn get(db: &Connection, sha256: &str) -> Result<Option<String>, Fault> {
    let mut query = db.prepare_cached("SELECT hash FROM thumb WHERE sha256 = ?1")?;
    Ok(query.query_row([sha256], |row| row.get(0)).optional()?)
}

/// Remembers it.
pub(crate) fn put(tx: &Transaction<'_>, sha256: &str, hash: &str) -> Result<(), Fault> {
    let sql = "INSERT INTO thumb (sha256, hash) VALUES (?1, ?2)
        ON CONFLICT (sha256) DO UPDATE SET hash = excluded.hash";
    tx.prepare_cached(sql)?.execute([sha256, hash])?;
    Ok(())
}
