//! Who likes which note or comment.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::feed::Liked;
use sampan_protocol::ids::PersonId;

/// The table.
pub(crate) const CREATE: &str = include_str!("like.sql");

/// Has somebody like something, or not; says whether that is something else than before.
pub(crate) fn set(
    sql: &mut dyn Sql,
    target: Liked,
    person: PersonId,
    likes: bool,
) -> Result<bool, DbError> {
    let statement = if likes {
        "INSERT INTO feed_likes (target, person) VALUES ($1, $2)
         ON CONFLICT (target, person) DO NOTHING"
    } else {
        "DELETE FROM feed_likes WHERE target = $1 AND person = $2"
    };
    Ok(sql.execute(statement, &params![target.key(), person])? == 1)
}
