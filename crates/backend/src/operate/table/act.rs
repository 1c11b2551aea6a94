//! Acts, as operators see them.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::Act;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE operator_acts (
        id TEXT PRIMARY KEY,
        act TEXT NOT NULL
    );";

/// Keeps an act as it stands.
pub(crate) fn put(sql: &mut dyn Sql, act: &Act) -> Result<(), DbError> {
    let text = serde_json::to_string(act)
        .map_err(|error| DbError::Other(format!("the act {}: {error}", act.id)))?;
    sql.execute(
        "INSERT INTO operator_acts (id, act) VALUES ($1, $2)
         ON CONFLICT (id) DO UPDATE SET act = excluded.act",
        &params![act.id, text],
    )
    .map(drop)
}

/// An act as it stands.
pub(crate) fn find(sql: &mut dyn Sql, id: OpId) -> Result<Option<Act>, DbError> {
    sql.query_opt("SELECT act FROM operator_acts WHERE id = $1", &params![id])?
        .map(|row| read(&row))
        .transpose()
}

/// Every act; none in place of one that cannot be read.
pub(crate) fn all(sql: &mut dyn Sql) -> Result<Vec<Option<Act>>, DbError> {
    let rows = sql.query("SELECT act FROM operator_acts ORDER BY id", &[])?;
    Ok(rows.iter().map(|row| read(row).ok()).collect())
}

fn read(row: &Row) -> Result<Act, DbError> {
    row.json("act")
}
