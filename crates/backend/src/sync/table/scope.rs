//! Scopes: where the order of changes of each stands.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Random;
use sampan_protocol::sync::Scope;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE scopes (
        scope TEXT PRIMARY KEY,
        epoch BIGINT NOT NULL,
        seq BIGINT NOT NULL,
        checksum BIGINT NOT NULL
    );";

/// Where a scope stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ScopeState {
    /// Its present life; never 0.
    pub(crate) epoch: u64,
    /// Its last change.
    pub(crate) seq: u64,
    /// Checksums of its live rows, added up.
    pub(crate) checksum: u64,
}

/// Where a scope stands, if anything ever happened in it.
pub(crate) fn read(sql: &mut dyn Sql, scope: &Scope) -> Result<Option<ScopeState>, DbError> {
    sql.query_opt("SELECT epoch, seq, checksum FROM scopes WHERE scope = $1", &params![scope])?
        .map(|row| state(&row))
        .transpose()
}

/// Locks a scope until the end of the transaction, beginning its life if it has none.
pub(crate) fn lock(
    sql: &mut dyn Sql,
    scope: &Scope,
    random: &dyn Random,
) -> Result<ScopeState, DbError> {
    let lock = "UPDATE scopes SET seq = seq WHERE scope = $1 RETURNING epoch, seq, checksum";
    if let Some(row) = sql.query_opt(lock, &params![scope])? {
        return state(&row);
    }
    let row = sql.query_one(
        "INSERT INTO scopes (scope, epoch, seq, checksum) VALUES ($1, $2, 0, 0)
         ON CONFLICT (scope) DO UPDATE SET seq = scopes.seq
         RETURNING epoch, seq, checksum",
        &params![scope, new_epoch(random)],
    )?;
    state(&row)
}

/// Keeps where a locked scope stands now.
pub(crate) fn advance(sql: &mut dyn Sql, scope: &Scope, state: &ScopeState) -> Result<(), DbError> {
    sql.execute(
        "UPDATE scopes SET seq = $2, checksum = $3 WHERE scope = $1",
        &params![scope, state.seq.cast_signed(), state.checksum.cast_signed()],
    )
    .map(drop)
}

fn state(row: &Row) -> Result<ScopeState, DbError> {
    Ok(ScopeState {
        epoch: row.count("epoch")?,
        seq: row.count("seq")?,
        checksum: row.int("checksum")?.cast_unsigned(),
    })
}

/// A number that no earlier life of a scope had, say in a database that was made anew: 1 to 2^52.
fn new_epoch(random: &dyn Random) -> i64 {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    i64::from_le_bytes(bytes).rem_euclid(1 << 52) + 1
}
