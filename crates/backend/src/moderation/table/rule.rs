//! Which words and links a place takes.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::moderation::Rule;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE moderation_rules (
        place TEXT PRIMARY KEY,
        rules TEXT NOT NULL
    );";

/// Keeps the rules of a place.
pub(crate) fn put(sql: &mut dyn Sql, place: &str, rules: &[Rule]) -> Result<(), DbError> {
    let json = serde_json::to_string(rules).map_err(|e| DbError::Other(e.to_string()))?;
    sql.execute(
        "INSERT INTO moderation_rules (place, rules) VALUES ($1, $2)
         ON CONFLICT (place) DO UPDATE SET rules = excluded.rules",
        &params![place, json],
    )
    .map(drop)
}

/// The rules of a place.
pub(crate) fn find(sql: &mut dyn Sql, place: &str) -> Result<Vec<Rule>, DbError> {
    let query = "SELECT rules FROM moderation_rules WHERE place = $1";
    sql.query_opt(query, &params![place])?.map_or(Ok(Vec::new()), |row| row.json("rules"))
}
