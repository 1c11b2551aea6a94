//! Tokens that pay codes are made from, which of their steps are used up, and guesses that missed.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{DeviceId, OpId, PersonId};

/// The tables.
pub(crate) const CREATE: &str = include_str!("pay_token.sql");

/// A token as the service keeps it. Not `Debug`: it has a secret.
pub(crate) struct Kept {
    /// Its number.
    pub(crate) id: u32,
    /// The device that has it.
    pub(crate) device: DeviceId,
    /// Whom that speaks for.
    pub(crate) person: PersonId,
    /// What proofs are made with, in hexadecimal.
    pub(crate) secret: String,
    /// Until when it is good.
    pub(crate) expires: Timestamp,
    /// How many proofs for it were wrong.
    pub(crate) misses: i64,
}

/// Adds a token; says whether its number was free.
pub(crate) fn insert(sql: &mut dyn Sql, token: &Kept) -> Result<bool, DbError> {
    let added = sql.execute(
        "INSERT INTO wallet_pay_tokens (id, device, person, secret, expires, misses)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
        &params![
            token.id,
            token.device,
            token.person,
            token.secret.as_str(),
            token.expires,
            token.misses
        ],
    )?;
    Ok(added == 1)
}

/// A token, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: u32) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        "UPDATE wallet_pay_tokens SET misses = misses WHERE id = $1
         RETURNING id, device, person, secret, expires, misses",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// Notes that a proof for a locked token was wrong.
pub(crate) fn missed(sql: &mut dyn Sql, id: u32) -> Result<(), DbError> {
    let update = "UPDATE wallet_pay_tokens SET misses = misses + 1 WHERE id = $1";
    sql.execute(update, &params![id]).map(drop)
}

/// Forgets the tokens of a device that ran out before, with their steps.
pub(crate) fn forget(
    sql: &mut dyn Sql,
    device: DeviceId,
    before: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "DELETE FROM wallet_pay_steps WHERE token IN
            (SELECT id FROM wallet_pay_tokens WHERE device = $1 AND expires < $2)",
        &params![device, before],
    )?;
    let delete = "DELETE FROM wallet_pay_tokens WHERE device = $1 AND expires < $2";
    sql.execute(delete, &params![device, before]).map(drop)
}

/// How many tokens of a device are good at `now`.
pub(crate) fn count(sql: &mut dyn Sql, device: DeviceId, now: Timestamp) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS n FROM wallet_pay_tokens WHERE device = $1 AND expires > $2",
        &params![device, now],
    )?
    .int("n")
}

/// Ends every token of a device that is good at `now`.
pub(crate) fn end(sql: &mut dyn Sql, device: DeviceId, now: Timestamp) -> Result<(), DbError> {
    sql.execute(
        "UPDATE wallet_pay_tokens SET expires = $2 WHERE device = $1 AND expires > $2",
        &params![device, now],
    )
    .map(drop)
}

/// The key of this name; `fresh` becomes it if there is none.
pub(crate) fn key(sql: &mut dyn Sql, name: &str, fresh: &str) -> Result<String, DbError> {
    if let Some(key) = known_key(sql, name)? {
        return Ok(key);
    }
    sql.execute(
        "INSERT INTO wallet_pay_keys (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        &params![name, fresh],
    )?;
    known_key(sql, name)?.ok_or_else(|| DbError::Other(format!("no key {name}")))
}

/// The key of this name, if there is one.
pub(crate) fn known_key(sql: &mut dyn Sql, name: &str) -> Result<Option<String>, DbError> {
    sql.query_opt("SELECT value FROM wallet_pay_keys WHERE name = $1", &params![name])?
        .map(|row| row.text("value").map(str::to_owned))
        .transpose()
}

/// Notes that a step of a token is used up; says whether it was not yet.
pub(crate) fn spend(
    sql: &mut dyn Sql,
    token: u32,
    step: i64,
    charge: OpId,
) -> Result<bool, DbError> {
    let added = sql.execute(
        "INSERT INTO wallet_pay_steps (token, step, charge) VALUES ($1, $2, $3)
         ON CONFLICT (token, step) DO NOTHING",
        &params![token, step, charge],
    )?;
    Ok(added == 1)
}

/// Notes that somebody charged a code that is none, and forgets what is older than `before`.
pub(crate) fn miss(
    sql: &mut dyn Sql,
    charge: OpId,
    person: PersonId,
    at: Timestamp,
    before: Timestamp,
) -> Result<(), DbError> {
    let delete = "DELETE FROM wallet_pay_misses WHERE person = $1 AND at < $2";
    sql.execute(delete, &params![person, before])?;
    sql.execute(
        "INSERT INTO wallet_pay_misses (charge, person, at) VALUES ($1, $2, $3)",
        &params![charge, person, at],
    )
    .map(drop)
}

/// How often somebody charged what is no code since `since`.
pub(crate) fn misses(
    sql: &mut dyn Sql,
    person: PersonId,
    since: Timestamp,
) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS n FROM wallet_pay_misses WHERE person = $1 AND at > $2",
        &params![person, since],
    )?
    .int("n")
}

fn read(row: &Row) -> Result<Kept, DbError> {
    Ok(Kept {
        id: u32::try_from(row.int("id")?)
            .map_err(|_| DbError::Decode("column id is no token".to_owned()))?,
        device: row.parse("device")?,
        person: row.parse("person")?,
        secret: row.text("secret")?.to_owned(),
        expires: row.time("expires")?,
        misses: row.int("misses")?,
    })
}
