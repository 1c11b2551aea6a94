//! Operations that were decided, with what became of them: an identifier counts once.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::sync::{Operation, Outcome};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE operations (
        op_id TEXT PRIMARY KEY,
        person TEXT NOT NULL,
        device TEXT NOT NULL,
        scope TEXT NOT NULL,
        name TEXT NOT NULL,
        content TEXT NOT NULL,
        outcome TEXT NOT NULL,
        at BIGINT NOT NULL
    );";

/// Stands for what was asked for where that is nobody's business any more.
pub(crate) const UNTOLD: &str = "";

/// What was decided about an operation.
pub(crate) struct Decided {
    pub(crate) person: PersonId,
    /// SHA-256 of what was asked for, without the place in the queue, or [`UNTOLD`].
    pub(crate) content: String,
    pub(crate) outcome: Outcome,
}

/// What was decided about the operation of this identifier, if it came before.
pub(crate) fn find(sql: &mut dyn Sql, op_id: OpId) -> Result<Option<Decided>, DbError> {
    sql.query_opt(
        "SELECT person, content, outcome FROM operations WHERE op_id = $1",
        &params![op_id],
    )?
    .map(|row| {
        Ok(Decided {
            person: row.parse("person")?,
            content: row.text("content")?.to_owned(),
            outcome: row.json("outcome")?,
        })
    })
    .transpose()
}

/// Keeps what was decided.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    person: PersonId,
    op: &Operation,
    content: &str,
    outcome: &Outcome,
    at: Timestamp,
) -> Result<(), DbError> {
    let outcome = serde_json::to_string(outcome)
        .map_err(|error| DbError::Other(format!("an outcome: {error}")))?;
    sql.execute(
        "INSERT INTO operations (op_id, person, device, scope, name, content, outcome, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &params![op.op_id, person, op.device, &op.scope, op.name.as_str(), content, outcome, at],
    )
    .map(drop)
}
