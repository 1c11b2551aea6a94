//! Life accounts.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::feed::ops::Face;
use sampan_protocol::feed::{Account, Category, LifeKind};
use sampan_protocol::ids::{LifeId, PersonId};
use serde::Serialize;

/// The table.
pub(crate) const CREATE: &str = include_str!("account.sql");

/// Counts anew, of notes and likes, what everybody may see: what only some may see was counted, too.
pub(crate) const RECOUNT: &str = "
    UPDATE feed_accounts SET
        notes = (SELECT COUNT(*) FROM feed_notes n
            WHERE n.account = feed_accounts.id AND n.state = 1 AND n.audience = 'everybody'),
        likes = (SELECT CAST(COALESCE(SUM(n.likes), 0) AS BIGINT) FROM feed_notes n
            WHERE n.account = feed_accounts.id AND n.state = 1 AND n.audience = 'everybody');";

/// An account as somebody reads it.
pub(crate) fn find(
    sql: &mut dyn Sql,
    id: LifeId,
    reader: PersonId,
) -> Result<Option<Account>, DbError> {
    sql.query_opt(
        "SELECT a.id, a.name, a.kind, a.about, a.category, a.hours, a.place, a.services, a.picture,
                a.verified, a.followers, a.notes, a.likes, a.created,
                CASE WHEN f.person IS NULL THEN 0 ELSE 1 END AS follows
         FROM feed_accounts a LEFT JOIN feed_follows f ON f.account = a.id AND f.person = $2
         WHERE a.id = $1",
        &params![id, reader],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// An account as somebody reads it, locked until the end of the transaction.
pub(crate) fn lock(
    sql: &mut dyn Sql,
    id: LifeId,
    reader: PersonId,
) -> Result<Option<Account>, DbError> {
    let update = "UPDATE feed_accounts SET notes = notes WHERE id = $1";
    match sql.execute(update, &params![id])? {
        0 => Ok(None),
        _ => find(sql, id, reader),
    }
}

/// The identifiers of accounts behind this one.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM feed_accounts WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// Adds an account; says whether its identifier was free.
pub(crate) fn insert(sql: &mut dyn Sql, account: &Account) -> Result<bool, DbError> {
    let Account { id, name, about, place, picture, created, .. } = account;
    let added = sql.execute(
        "INSERT INTO feed_accounts (id, name, kind, about, category, hours, place, services,
             picture, verified, followers, notes, likes, created)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 0, $10) ON CONFLICT (id) DO NOTHING",
        &params![
            id,
            name,
            account.kind.word(),
            about,
            account.category.word(),
            json(&account.hours)?,
            place,
            json(&account.services)?,
            picture.as_deref(),
            *created,
        ],
    )?;
    Ok(added == 1)
}

/// Writes how an account presents itself from now on, and whether that name is verified.
pub(crate) fn set_face(
    sql: &mut dyn Sql,
    id: LifeId,
    face: &Face,
    verified: bool,
) -> Result<(), DbError> {
    sql.execute(
        "UPDATE feed_accounts SET name = $2, kind = $3, about = $4, category = $5, hours = $6,
             place = $7, services = $8, picture = $9, verified = $10 WHERE id = $1",
        &params![
            id,
            &face.name,
            face.kind.word(),
            &face.about,
            face.category.word(),
            json(&face.hours)?,
            &face.place,
            json(&face.services)?,
            face.picture.as_deref(),
            verified,
        ],
    )
    .map(drop)
}

/// Writes whether an account's name is verified.
pub(crate) fn set_verified(sql: &mut dyn Sql, id: LifeId, verified: bool) -> Result<(), DbError> {
    let update = "UPDATE feed_accounts SET verified = $2 WHERE id = $1";
    sql.execute(update, &params![id, verified]).map(drop)
}

/// By how much the counts of an account change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) followers: i64,
    pub(crate) notes: i64,
    pub(crate) likes: i64,
}

/// Counts what changed.
pub(crate) fn count(sql: &mut dyn Sql, id: LifeId, change: Change) -> Result<(), DbError> {
    sql.execute(
        "UPDATE feed_accounts SET followers = followers + $2, notes = notes + $3,
             likes = likes + $4 WHERE id = $1",
        &params![id, change.followers, change.notes, change.likes],
    )
    .map(drop)
}

fn json(value: &impl Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Other(error.to_string()))
}

fn read(row: &Row) -> Result<Account, DbError> {
    let none = |column: &str| DbError::Decode(format!("column {column} is none of its words"));
    Ok(Account {
        id: row.parse("id")?,
        name: row.text("name")?.to_owned(),
        kind: LifeKind::from_word(row.text("kind")?).ok_or_else(|| none("kind"))?,
        about: row.text("about")?.to_owned(),
        category: Category::from_word(row.text("category")?).ok_or_else(|| none("category"))?,
        hours: row.json("hours")?,
        place: row.text("place")?.to_owned(),
        services: row.json("services")?,
        picture: row.opt_text("picture")?.map(str::to_owned),
        verified: row.flag("verified")?,
        followers: row.int("followers")?,
        notes: row.int("notes")?,
        likes: row.int("likes")?,
        created: row.time("created")?,
        follows: row.flag("follows")?,
    })
}
