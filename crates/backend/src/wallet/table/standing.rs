//! How people's wallets stand with the service: their tier, and why nothing may leave.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::operate::{Frozen, Standing};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE wallet_standings (
        person TEXT PRIMARY KEY,
        tier BIGINT NOT NULL,
        frozen BIGINT,
        reason TEXT NOT NULL
    );";

/// How a person's wallet stands; as one of whom nothing is written, if nothing is.
pub(crate) fn of(sql: &mut dyn Sql, person: PersonId) -> Result<Standing, DbError> {
    let query = "SELECT tier, frozen, reason FROM wallet_standings WHERE person = $1";
    let Some(row) = sql.query_opt(query, &params![person])? else {
        return Ok(Standing::default());
    };
    let frozen = match row.opt_int("frozen")? {
        Some(at) => {
            let at = sampan_protocol::Timestamp(at);
            Some(Frozen { reason: row.text("reason")?.to_owned(), at })
        }
        None => None,
    };
    let tier = u8::try_from(row.int("tier")?)
        .map_err(|_| DbError::Decode("column tier is no tier".to_owned()))?;
    Ok(Standing { tier, frozen })
}

/// Keeps how a person's wallet stands.
pub(crate) fn put(sql: &mut dyn Sql, person: PersonId, standing: &Standing) -> Result<(), DbError> {
    let frozen = standing.frozen.as_ref();
    sql.execute(
        "INSERT INTO wallet_standings (person, tier, frozen, reason) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person) DO UPDATE SET tier = excluded.tier, frozen = excluded.frozen,
            reason = excluded.reason",
        &params![
            person,
            standing.tier,
            frozen.map(|frozen| frozen.at),
            frozen.map_or("", |frozen| frozen.reason.as_str()),
        ],
    )
    .map(drop)
}
