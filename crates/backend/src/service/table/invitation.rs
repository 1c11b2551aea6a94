//! Invitations, each for one registration, kept as a hash.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE invitations (
        hash TEXT PRIMARY KEY,
        operator BIGINT NOT NULL,
        made BIGINT NOT NULL,
        used_by TEXT
    );";

/// Keeps an invitation; twice is once.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    hash: &str,
    operator: bool,
    made: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO invitations (hash, operator, made) VALUES ($1, $2, $3)
         ON CONFLICT (hash) DO NOTHING",
        &params![hash, operator, made],
    )
    .map(drop)
}

/// Uses an invitation up, if there is one; says whether it makes an operator.
pub(crate) fn consume(
    sql: &mut dyn Sql,
    hash: &str,
    person: PersonId,
) -> Result<Option<bool>, DbError> {
    sql.query_opt(
        "UPDATE invitations SET used_by = $2 WHERE hash = $1 AND used_by IS NULL
         RETURNING operator",
        &params![hash, person],
    )?
    .map(|row| row.flag("operator"))
    .transpose()
}

/// Takes back invitations for operators that nobody used.
pub(crate) fn withdraw_for_operators(sql: &mut dyn Sql) -> Result<(), DbError> {
    sql.execute("DELETE FROM invitations WHERE operator = 1 AND used_by IS NULL", &[]).map(drop)
}
