//! Tables of rates, as the operators set them: the latest one counts, the others stay.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::exchange::Rates;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE wallet_rates (
        act TEXT PRIMARY KEY,
        at BIGINT NOT NULL,
        body TEXT NOT NULL
    );
    CREATE INDEX wallet_rates_by_time ON wallet_rates (at);";

/// Keeps rates; those of an act that is known stay as they are.
pub(crate) fn insert(sql: &mut dyn Sql, act: OpId, rates: &Rates) -> Result<(), DbError> {
    let body = serde_json::to_string(rates)
        .map_err(|error| DbError::Other(format!("the rates: {error}")))?;
    sql.execute(
        "INSERT INTO wallet_rates (act, at, body) VALUES ($1, $2, $3)
         ON CONFLICT (act) DO NOTHING",
        &params![act, rates.at, body],
    )
    .map(drop)
}

/// The latest rates; none before there are any.
pub(crate) fn latest(sql: &mut dyn Sql) -> Result<Option<Rates>, DbError> {
    let found = sql.query_opt(
        "SELECT body FROM wallet_rates ORDER BY at DESC, act DESC LIMIT 1",
        &params![],
    )?;
    let Some(row) = found else { return Ok(None) };
    let rates = serde_json::from_str(row.text("body")?)
        .map_err(|error| DbError::Decode(format!("the rates: {error}")))?;
    Ok(Some(rates))
}
