//! Rows of scopes, as the backend gave them.

use crate::db::{Connection, Fault, OptionalExtension, Transaction, params};
use sampan_protocol::sync::{Scope, row_checksum};
use serde::de::DeserializeOwned;

/// Reads one row's JSON text.
pub(crate) fn text(
    db: &Connection,
    scope: &Scope,
    kind: &str,
    key: &str,
) -> Result<Option<String>, Fault> {
    let sql = "SELECT value FROM row WHERE scope = ?1 AND kind = ?2 AND key = ?3";
    let mut query = db.prepare_cached(sql)?;
    Ok(query.query_row([&scope.0, kind, key], |row| row.get(0)).optional()?)
}

/// Reads one row.
pub(crate) fn get<T: DeserializeOwned>(
    db: &Connection,
    scope: &Scope,
    kind: &str,
    key: &str,
) -> Result<Option<T>, Fault> {
    let text = text(db, scope, kind, key)?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Reads all rows of a kind, by key. A row that this version cannot read is passed over: a newer
/// backend must not take the others from the screen.
pub(crate) fn all<T: DeserializeOwned>(
    db: &Connection,
    scope: &Scope,
    kind: &str,
) -> Result<Vec<T>, Fault> {
    let sql = "SELECT value FROM row WHERE scope = ?1 AND kind = ?2 ORDER BY key";
    let mut query = db.prepare_cached(sql)?;
    let texts = query.query_map([&scope.0, kind], |row| row.get::<_, String>(0))?;
    let mut rows = Vec::new();
    for text in texts {
        match serde_json::from_str(&text?) {
            Ok(row) => rows.push(row),
            Err(error) => tracing::warn!(%error, kind, "a row cannot be read"),
        }
    }
    Ok(rows)
}

/// Writes a row, or removes it; answers by how much the scope's checksum changes.
pub(crate) fn set(
    tx: &Transaction<'_>,
    scope: &Scope,
    kind: &str,
    key: &str,
    value: Option<&str>,
) -> Result<u64, Fault> {
    let old = text(tx, scope, kind, key)?;
    let taken = old.map_or(0, |old| row_checksum(kind, key, &old));
    let given = value.map_or(0, |new| row_checksum(kind, key, new));
    match value {
        Some(value) => {
            let sql = "INSERT INTO row (scope, kind, key, value) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (scope, kind, key) DO UPDATE SET value = excluded.value";
            tx.prepare_cached(sql)?.execute(params![scope.0, kind, key, value])?;
        }
        None => {
            let sql = "DELETE FROM row WHERE scope = ?1 AND kind = ?2 AND key = ?3";
            tx.prepare_cached(sql)?.execute([&scope.0, kind, key])?;
        }
    }
    Ok(given.wrapping_sub(taken))
}

/// Calls `each` with kind, key and JSON text of every row of a scope.
pub(crate) fn each(
    db: &Connection,
    scope: &Scope,
    mut each: impl FnMut(&str, &str, &str) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let sql = "SELECT kind, key, value FROM row WHERE scope = ?1 ORDER BY kind, key";
    let mut query = db.prepare(sql)?;
    let mut rows = query.query([&scope.0])?;
    while let Some(row) = rows.next()? {
        let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        each(text(0)?, text(1)?, text(2)?)?;
    }
    Ok(())
}

/// Adds the checksums of a scope's rows up, from what really stands in the file.
pub(crate) fn checksum(db: &Connection, scope: &Scope) -> Result<u64, Fault> {
    let mut sum = 0u64;
    each(db, scope, |kind, key, value| {
        sum = sum.wrapping_add(row_checksum(kind, key, value));
        Ok(())
    })?;
    Ok(sum)
}

/// Removes all rows of a scope; answers which kinds it had.
pub(crate) fn clear(tx: &Transaction<'_>, scope: &Scope) -> Result<Vec<String>, Fault> {
    let mut query = tx.prepare("SELECT DISTINCT kind FROM row WHERE scope = ?1")?;
    let kinds = query.query_map([&scope.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    tx.execute("DELETE FROM row WHERE scope = ?1", [&scope.0])?;
    Ok(kinds)
}
