//! Who follows which life account.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{LifeId, PersonId};

/// The table.
pub(crate) const CREATE: &str = include_str!("follow.sql");

/// Has somebody follow an account, or not; says whether that is something else than before.
pub(crate) fn set(
    sql: &mut dyn Sql,
    account: LifeId,
    person: PersonId,
    follows: Option<Timestamp>,
) -> Result<bool, DbError> {
    let changed = match follows {
        Some(since) => sql.execute(
            "INSERT INTO feed_follows (account, person, since) VALUES ($1, $2, $3)
             ON CONFLICT (account, person) DO NOTHING",
            &params![account, person, since],
        )?,
        None => sql.execute(
            "DELETE FROM feed_follows WHERE account = $1 AND person = $2",
            &params![account, person],
        )?,
    };
    Ok(changed == 1)
}

/// Whether somebody follows an account.
pub(crate) fn is(sql: &mut dyn Sql, account: LifeId, person: PersonId) -> Result<bool, DbError> {
    let query = "SELECT since FROM feed_follows WHERE account = $1 AND person = $2";
    Ok(sql.query_opt(query, &params![account, person])?.is_some())
}
