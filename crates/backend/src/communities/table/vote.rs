//! What people think of posts and comments.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::communities::{Opinion, Target};
use sampan_protocol::ids::PersonId;

/// The table.
pub(crate) const CREATE: &str = include_str!("vote.sql");

/// What somebody thinks of something.
pub(crate) fn find(
    sql: &mut dyn Sql,
    target: Target,
    person: PersonId,
) -> Result<Opinion, DbError> {
    let row = sql.query_opt(
        "SELECT opinion FROM community_votes WHERE target = $1 AND person = $2",
        &params![target.key(), person],
    )?;
    Ok(row.map(|row| row.int("opinion")).transpose()?.map_or(Opinion::None, Opinion::from_value))
}

/// Writes what somebody thinks of something.
pub(crate) fn put(
    sql: &mut dyn Sql,
    target: Target,
    person: PersonId,
    opinion: Opinion,
) -> Result<(), DbError> {
    if opinion == Opinion::None {
        let delete = "DELETE FROM community_votes WHERE target = $1 AND person = $2";
        return sql.execute(delete, &params![target.key(), person]).map(drop);
    }
    sql.execute(
        "INSERT INTO community_votes (target, person, opinion) VALUES ($1, $2, $3)
         ON CONFLICT (target, person) DO UPDATE SET opinion = excluded.opinion",
        &params![target.key(), person, opinion.value()],
    )
    .map(drop)
}
