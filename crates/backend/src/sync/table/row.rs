//! The change log: the latest state of each row of each scope, and its place in the scope's order.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::OpId;
use sampan_protocol::sync::{Change, Scope};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE changes (
        scope TEXT NOT NULL,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        seq BIGINT NOT NULL,
        value TEXT,
        op_id TEXT,
        PRIMARY KEY (scope, kind, key)
    );
    CREATE UNIQUE INDEX changes_by_seq ON changes (scope, seq);";

/// The JSON text of a row, if it is there and alive.
pub(crate) fn value(
    sql: &mut dyn Sql,
    scope: &Scope,
    kind: &str,
    key: &str,
) -> Result<Option<String>, DbError> {
    sql.query_opt(
        "SELECT value FROM changes WHERE scope = $1 AND kind = $2 AND key = $3",
        &params![scope, kind, key],
    )?
    .map_or(Ok(None), |row| Ok(row.opt_text("value")?.map(str::to_owned)))
}

/// Keeps the latest state of a row.
pub(crate) fn put(
    sql: &mut dyn Sql,
    scope: &Scope,
    kind: &str,
    key: &str,
    seq: u64,
    value: Option<String>,
    op_id: Option<OpId>,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO changes (scope, kind, key, seq, value, op_id)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (scope, kind, key) DO UPDATE
         SET seq = excluded.seq, value = excluded.value, op_id = excluded.op_id",
        &params![scope, kind, key, seq.cast_signed(), value, op_id],
    )
    .map(drop)
}

/// What changed after `seq`, in order, at most `limit` rows.
pub(crate) fn after(
    sql: &mut dyn Sql,
    scope: &Scope,
    seq: u64,
    limit: usize,
) -> Result<Vec<Change>, DbError> {
    sql.query(
        "SELECT seq, kind, key, value, op_id FROM changes
         WHERE scope = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        &params![scope, seq.cast_signed(), i64::try_from(limit).unwrap_or(i64::MAX)],
    )?
    .iter()
    .map(|row| {
        Ok(Change {
            seq: row.count("seq")?,
            kind: row.text("kind")?.to_owned(),
            key: row.text("key")?.to_owned(),
            value: row.opt_text("value")?.map(str::to_owned),
            op_id: row.opt_parse("op_id")?,
        })
    })
    .collect()
}
