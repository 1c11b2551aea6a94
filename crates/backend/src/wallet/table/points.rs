//! Points that people have, in lots, and every change of them.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::points::{Lot, Points, PointsEntry};

/// The tables.
pub(crate) const CREATE: &str = include_str!("points.sql");

/// Somebody's points, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, person: PersonId) -> Result<Points, DbError> {
    let owed = sql
        .query_one(
            "INSERT INTO wallet_points (person, owed) VALUES ($1, 0)
             ON CONFLICT (person) DO UPDATE SET owed = wallet_points.owed RETURNING owed",
            &params![person],
        )?
        .int("owed")?;
    let rows = sql.query(
        "SELECT ends, points FROM wallet_points_lots WHERE person = $1 ORDER BY ends",
        &params![person],
    )?;
    let lots = rows
        .iter()
        .map(|row| Ok(Lot { ends: row.time("ends")?, points: row.int("points")? }))
        .collect::<Result<_, DbError>>()?;
    Ok(Points { lots, owed })
}

/// Writes somebody's locked points: what differs from `before`.
pub(crate) fn set(
    sql: &mut dyn Sql,
    person: PersonId,
    before: &Points,
    points: &Points,
) -> Result<(), DbError> {
    if before.owed != points.owed {
        sql.execute(
            "UPDATE wallet_points SET owed = $2 WHERE person = $1",
            &params![person, points.owed],
        )?;
    }
    for old in &before.lots {
        if points.lots.iter().all(|lot| lot.ends != old.ends) {
            sql.execute(
                "DELETE FROM wallet_points_lots WHERE person = $1 AND ends = $2",
                &params![person, old.ends],
            )?;
        }
    }
    for lot in points.lots.iter().filter(|lot| !before.lots.contains(lot)) {
        sql.execute(
            "INSERT INTO wallet_points_lots (person, ends, points) VALUES ($1, $2, $3)
             ON CONFLICT (person, ends) DO UPDATE SET points = excluded.points",
            &params![person, lot.ends, lot.points],
        )?;
    }
    Ok(())
}

/// Adds a line to somebody's history.
pub(crate) fn add_entry(
    sql: &mut dyn Sql,
    person: PersonId,
    entry: &PointsEntry,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_points_entries (id, person, why, points, balance_after, at, bill)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &params![
            entry.id,
            person,
            entry.why.word(),
            entry.points,
            entry.after,
            entry.at,
            entry.bill.map(|bill| bill.to_string())
        ],
    )
    .map(drop)
}

/// The sum of all changes of somebody's points.
#[cfg(test)]
pub(crate) fn sum(sql: &mut dyn Sql, person: PersonId) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT CAST(COALESCE(SUM(points), 0) AS BIGINT) AS n FROM wallet_points_entries
         WHERE person = $1",
        &params![person],
    )?
    .int("n")
}
