//! Bills that were split.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::split::{Split, Way};

/// The tables.
pub(crate) const CREATE: &str = include_str!("split.sql");
/// When somebody who was asked was last asked again.
pub(crate) const REMINDED: &str = "ALTER TABLE wallet_requests ADD COLUMN reminded BIGINT;";

/// Adds a split bill with its parts, whose requests are there already.
pub(crate) fn insert(sql: &mut dyn Sql, owner: PersonId, split: &Split) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_splits (id, owner, currency, amount, title, way, bill, made)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &params![
            split.id,
            owner,
            split.amount.currency,
            split.amount.minor,
            split.title.as_str(),
            way_word(split.way),
            split.bill,
            split.at,
        ],
    )?;
    for (part, place) in split.parts.iter().zip(0i64..) {
        sql.execute(
            "INSERT INTO wallet_split_parts (split, person, place, amount, request)
             VALUES ($1, $2, $3, $4, $5)",
            &params![split.id, part.person.id, place, part.amount.minor, part.request],
        )?;
    }
    Ok(())
}

const fn way_word(way: Way) -> &'static str {
    match way {
        Way::Equal => "equal",
        Way::Shares => "shares",
        Way::Items => "items",
    }
}
