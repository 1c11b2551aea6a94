//! What people think of posts and comments.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::communities::{Opinion, Target};
use sampan_protocol::ids::PersonId;

/// The table.
pub(crate) const CREATE: &str = include_str!("vote.sql");

/// What each vote weighs, in hundredths, and what those on a post weigh together.
pub(crate) const WEIGH: &str = "
    ALTER TABLE community_votes ADD COLUMN weight BIGINT NOT NULL DEFAULT 100;
    ALTER TABLE community_posts ADD COLUMN weighed_up BIGINT NOT NULL DEFAULT 0;
    ALTER TABLE community_posts ADD COLUMN weighed_down BIGINT NOT NULL DEFAULT 0;
    UPDATE community_posts SET weighed_up = up * 100, weighed_down = down * 100, top = top * 100,
        controversial = controversial * 100;";

/// What somebody thinks of something, and what that weighs.
pub(crate) fn find(
    sql: &mut dyn Sql,
    target: Target,
    person: PersonId,
) -> Result<Option<(Opinion, i64)>, DbError> {
    let row = sql.query_opt(
        "SELECT opinion, weight FROM community_votes WHERE target = $1 AND person = $2",
        &params![target.key(), person],
    )?;
    row.map(|row| Ok((Opinion::from_value(row.int("opinion")?), row.int("weight")?))).transpose()
}

/// Writes what somebody thinks of something.
pub(crate) fn put(
    sql: &mut dyn Sql,
    target: Target,
    person: PersonId,
    (opinion, weight): (Opinion, i64),
) -> Result<(), DbError> {
    if opinion == Opinion::None {
        let delete = "DELETE FROM community_votes WHERE target = $1 AND person = $2";
        return sql.execute(delete, &params![target.key(), person]).map(drop);
    }
    sql.execute(
        "INSERT INTO community_votes (target, person, opinion, weight) VALUES ($1, $2, $3, $4)
         ON CONFLICT (target, person) DO UPDATE SET opinion = excluded.opinion",
        &params![target.key(), person, opinion.value(), weight],
    )
    .map(drop)
}
