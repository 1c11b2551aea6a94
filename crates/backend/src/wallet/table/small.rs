//! How much each person lets go without PIN.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::SmallPay;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE wallet_small (
        person TEXT PRIMARY KEY,
        each_units BIGINT NOT NULL,
        day_units BIGINT NOT NULL,
        pin_given BIGINT NOT NULL
    );";

/// Keeps what a person has chosen.
pub(crate) fn set(
    sql: &mut dyn Sql,
    person: PersonId,
    small: SmallPay,
    now: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_small (person, each_units, day_units, pin_given)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (person) DO UPDATE SET each_units = excluded.each_units,
            day_units = excluded.day_units, pin_given = excluded.pin_given",
        &params![person, small.each, small.day, now],
    )
    .map(drop)
}

/// What a person has chosen, and when they last gave the PIN; nothing was chosen at first.
pub(crate) fn get(sql: &mut dyn Sql, person: PersonId) -> Result<(SmallPay, Timestamp), DbError> {
    let found = sql.query_opt(
        "SELECT each_units, day_units, pin_given FROM wallet_small WHERE person = $1",
        &params![person],
    )?;
    let Some(row) = found else {
        return Ok((SmallPay::default(), Timestamp(0)));
    };
    let units = |column: &str| Ok::<_, DbError>(u32::try_from(row.int(column)?).unwrap_or(0));
    let small = SmallPay { each: units("each_units")?, day: units("day_units")? };
    Ok((small, row.time("pin_given")?))
}

/// Notes that a person gave the PIN, if they have chosen anything.
pub(crate) fn pin_given(
    sql: &mut dyn Sql,
    person: PersonId,
    now: Timestamp,
) -> Result<(), DbError> {
    sql.execute("UPDATE wallet_small SET pin_given = $2 WHERE person = $1", &params![person, now])
        .map(drop)
}
