//! Who may do what with which life account.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::feed::Role;
use sampan_protocol::ids::{LifeId, PersonId};

/// The table.
pub(crate) const CREATE: &str = include_str!("keeper.sql");

/// What somebody may do with an account; none for nothing.
pub(crate) fn find(
    sql: &mut dyn Sql,
    account: LifeId,
    person: PersonId,
) -> Result<Option<Role>, DbError> {
    sql.query_opt(
        "SELECT role FROM feed_keepers WHERE account = $1 AND person = $2",
        &params![account, person],
    )?
    .map(|row| role(&row))
    .transpose()
}

/// Gives somebody a role.
pub(crate) fn put(
    sql: &mut dyn Sql,
    account: LifeId,
    person: PersonId,
    role: Role,
    since: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO feed_keepers (account, person, role, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account, person) DO UPDATE SET role = excluded.role",
        &params![account, person, role.word(), since],
    )
    .map(drop)
}

/// Takes somebody's role.
pub(crate) fn remove(sql: &mut dyn Sql, account: LifeId, person: PersonId) -> Result<(), DbError> {
    let delete = "DELETE FROM feed_keepers WHERE account = $1 AND person = $2";
    sql.execute(delete, &params![account, person]).map(drop)
}

/// Everybody who manages an account, the latest first.
pub(crate) fn all(
    sql: &mut dyn Sql,
    account: LifeId,
) -> Result<Vec<(PersonId, Role, Timestamp)>, DbError> {
    sql.query(
        "SELECT person, role, since FROM feed_keepers WHERE account = $1
         ORDER BY since DESC, person DESC",
        &params![account],
    )?
    .iter()
    .map(|row| Ok((row.parse("person")?, role(row)?, row.time("since")?)))
    .collect()
}

/// Whose an account is.
pub(crate) fn owner(sql: &mut dyn Sql, account: LifeId) -> Result<Option<PersonId>, DbError> {
    sql.query_opt(
        "SELECT person FROM feed_keepers WHERE account = $1 AND role = 'owner'",
        &params![account],
    )?
    .map(|row| row.parse("person"))
    .transpose()
}

/// How many accounts somebody owns.
pub(crate) fn owned(sql: &mut dyn Sql, person: PersonId) -> Result<usize, DbError> {
    let row = sql.query_one(
        "SELECT COUNT(*) AS owned FROM feed_keepers WHERE person = $1 AND role = 'owner'",
        &params![person],
    )?;
    Ok(usize::try_from(row.int("owned")?).unwrap_or(usize::MAX))
}

fn role(row: &Row) -> Result<Role, DbError> {
    Role::from_word(row.text("role")?)
        .ok_or_else(|| DbError::Decode("column role is no role".to_owned()))
}
