//! Offers to exchange money: each is one person's, good for a minute, and for once.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{OpId, PersonId, QuoteId};
use sampan_protocol::{Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE wallet_quotes (
        id TEXT PRIMARY KEY,
        person TEXT NOT NULL,
        sell_currency TEXT NOT NULL,
        sell_minor BIGINT NOT NULL,
        buy_currency TEXT NOT NULL,
        buy_minor BIGINT NOT NULL,
        expires BIGINT NOT NULL,
        taken_by TEXT
    );
    CREATE INDEX wallet_quotes_by_person ON wallet_quotes (person, expires);";

/// An offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Which.
    pub(crate) id: QuoteId,
    /// Whom it was made to.
    pub(crate) person: PersonId,
    /// What is given.
    pub(crate) sell: Money,
    /// What is got.
    pub(crate) buy: Money,
    /// When it ends.
    pub(crate) expires: Timestamp,
}

/// Keeps an offer, and forgets those of the same person that were over a day before.
pub(crate) fn insert(sql: &mut dyn Sql, offer: &Offer) -> Result<(), DbError> {
    sql.execute(
        "DELETE FROM wallet_quotes WHERE person = $1 AND expires < $2",
        &params![offer.person, offer.expires.plus_seconds(-86_400)],
    )?;
    sql.execute(
        "INSERT INTO wallet_quotes (id, person, sell_currency, sell_minor, buy_currency,
            buy_minor, expires)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &params![
            offer.id,
            offer.person,
            offer.sell.currency,
            offer.sell.minor,
            offer.buy.currency,
            offer.buy.minor,
            offer.expires
        ],
    )
    .map(drop)
}

/// Takes an offer, once; none where it is nobody's, somebody else's, or taken.
pub(crate) fn take(
    sql: &mut dyn Sql,
    id: QuoteId,
    person: PersonId,
    by: OpId,
) -> Result<Option<Offer>, DbError> {
    sql.query_opt(
        "UPDATE wallet_quotes SET taken_by = $3
         WHERE id = $1 AND person = $2 AND taken_by IS NULL
         RETURNING id, person, sell_currency, sell_minor, buy_currency, buy_minor, expires",
        &params![id, person, by],
    )?
    .map(|row| read(&row))
    .transpose()
}

fn read(row: &Row) -> Result<Offer, DbError> {
    Ok(Offer {
        id: row.parse("id")?,
        person: row.parse("person")?,
        sell: Money::new(row.int("sell_minor")?, row.parse("sell_currency")?),
        buy: Money::new(row.int("buy_minor")?, row.parse("buy_currency")?),
        expires: row.time("expires")?,
    })
}
