//! What happened to an account on each day.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::LifeId;

/// The table.
pub(crate) const CREATE: &str = include_str!("day.sql");

/// What happened; what was taken back comes off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) views: i64,
    pub(crate) reach: i64,
    pub(crate) likes: i64,
    pub(crate) saves: i64,
    pub(crate) follows: i64,
}

/// Adds to a day.
pub(crate) fn add(sql: &mut dyn Sql, account: LifeId, day: i64, sums: Sums) -> Result<(), DbError> {
    let Sums { views, reach, likes, saves, follows } = sums;
    sql.execute(
        "INSERT INTO feed_days (account, day, views, reach, likes, saves, follows)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (account, day) DO UPDATE SET views = feed_days.views + excluded.views,
             reach = feed_days.reach + excluded.reach, likes = feed_days.likes + excluded.likes,
             saves = feed_days.saves + excluded.saves,
             follows = feed_days.follows + excluded.follows",
        &params![account, day, views, reach, likes, saves, follows],
    )
    .map(drop)
}

/// Each day since one on which something happened, the latest first.
pub(crate) fn list(
    sql: &mut dyn Sql,
    account: LifeId,
    since: i64,
) -> Result<Vec<(i64, Sums)>, DbError> {
    let read = |row: &Row| {
        let sums = Sums {
            views: row.int("views")?,
            reach: row.int("reach")?,
            likes: row.int("likes")?,
            saves: row.int("saves")?,
            follows: row.int("follows")?,
        };
        Ok((row.int("day")?, sums))
    };
    sql.query(
        "SELECT day, views, reach, likes, saves, follows FROM feed_days
         WHERE account = $1 AND day >= $2 ORDER BY day DESC",
        &params![account, since],
    )?
    .iter()
    .map(read)
    .collect()
}
