//! What people write to a bank transfer so that it finds them.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Currency;
use sampan_protocol::ids::PersonId;

/// The one of a person for a currency.
pub(crate) fn of(
    sql: &mut dyn Sql,
    person: PersonId,
    currency: Currency,
) -> Result<Option<String>, DbError> {
    sql.query_opt(
        "SELECT reference FROM wallet_bank_references WHERE person = $1 AND currency = $2",
        &params![person, currency],
    )?
    .map(|row| Ok(row.text("reference")?.to_owned()))
    .transpose()
}

/// Adds one; says whether it was free, and the person had none.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    reference: &str,
    person: PersonId,
    currency: Currency,
) -> Result<bool, DbError> {
    let added = sql.execute(
        "INSERT INTO wallet_bank_references (reference, person, currency) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        &params![reference, person, currency],
    )?;
    Ok(added > 0)
}

/// Whose it is, for which currency.
pub(crate) fn whose(
    sql: &mut dyn Sql,
    reference: &str,
) -> Result<Option<(PersonId, Currency)>, DbError> {
    sql.query_opt(
        "SELECT person, currency FROM wallet_bank_references WHERE reference = $1",
        &params![reference],
    )?
    .map(|row| Ok((row.parse("person")?, row.parse("currency")?)))
    .transpose()
}
