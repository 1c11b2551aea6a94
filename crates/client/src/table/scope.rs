//! Where this device stands in each scope.

use crate::db::{Connection, Fault, OptionalExtension, Transaction, params};
use sampan_protocol::sync::{Cursor, Scope};

/// Where this device stands in a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    /// Which life of the scope.
    pub(crate) epoch: u64,
    /// The last change that is here.
    pub(crate) seq: u64,
    /// The checksums of the rows that are here, added up.
    pub(crate) checksum: u64,
    /// The last `client_seq` of this device that is contained.
    pub(crate) last_applied: u64,
}

/// Reads where this device stands; at the beginning if it was never there.
pub(crate) fn get(db: &Connection, scope: &Scope) -> Result<Standing, Fault> {
    let sql = "SELECT epoch, seq, checksum, last_applied FROM scope WHERE scope = ?1";
    let mut query = db.prepare_cached(sql)?;
    // SQLite has no unsigned integers: the bits are kept.
    let standing = query.query_row([&scope.0], |row| {
        Ok(Standing {
            epoch: row.get::<_, i64>(0)?.cast_unsigned(),
            seq: row.get::<_, i64>(1)?.cast_unsigned(),
            checksum: row.get::<_, i64>(2)?.cast_unsigned(),
            last_applied: row.get::<_, i64>(3)?.cast_unsigned(),
        })
    });
    Ok(standing.optional()?.unwrap_or_default())
}

/// Reads the cursor of a scope.
pub(crate) fn cursor(db: &Connection, scope: &Scope) -> Result<Cursor, Fault> {
    let Standing { epoch, seq, .. } = get(db, scope)?;
    Ok(Cursor { scope: scope.clone(), epoch, seq })
}

/// Writes where this device stands.
pub(crate) fn set(tx: &Transaction<'_>, scope: &Scope, standing: Standing) -> Result<(), Fault> {
    let sql = "INSERT INTO scope (scope, epoch, seq, checksum, last_applied)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (scope) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq,
            checksum = excluded.checksum, last_applied = excluded.last_applied";
    tx.prepare_cached(sql)?.execute(params![
        scope.0,
        standing.epoch.cast_signed(),
        standing.seq.cast_signed(),
        standing.checksum.cast_signed(),
        standing.last_applied.cast_signed(),
    ])?;
    Ok(())
}

/// Every scope in which this device stands.
pub(crate) fn all(db: &Connection) -> Result<Vec<Scope>, Fault> {
    let mut query = db.prepare_cached("SELECT scope FROM scope ORDER BY scope")?;
    let scopes = query.query_map([], |row| row.get(0).map(Scope))?;
    Ok(scopes.collect::<Result<_, _>>()?)
}

/// Forgets that this device ever was in a scope.
pub(crate) fn remove(tx: &Transaction<'_>, scope: &Scope) -> Result<(), Fault> {
    tx.execute("DELETE FROM scope WHERE scope = ?1", [&scope.0])?;
    Ok(())
}
