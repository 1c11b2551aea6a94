//! Chats: of two people, and of groups.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{ChatId, PersonId};
use sampan_protocol::messages::Kind;
use sampan_protocol::messages::ops::Face;

/// The table.
pub(crate) const CREATE: &str = include_str!("chat.sql");

/// A chat as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) id: ChatId,
    pub(crate) kind: Kind,
    pub(crate) face: Face,
    /// The number of its last message.
    pub(crate) last: i64,
}

/// Adds a chat; says whether its identifier was free.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    chat: &Stored,
    maker: PersonId,
    created: Timestamp,
) -> Result<bool, DbError> {
    let Stored { id, kind, face, last } = chat;
    let added = sql.execute(
        "INSERT INTO message_chats (id, kind, name, picture, maker, created, last)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
        &params![id, word(*kind), &face.name, face.picture.clone(), maker, created, *last],
    )?;
    Ok(added == 1)
}

/// A chat.
pub(crate) fn find(sql: &mut dyn Sql, id: ChatId) -> Result<Option<Stored>, DbError> {
    let query = "SELECT id, kind, name, picture, last FROM message_chats WHERE id = $1";
    sql.query_opt(query, &params![id])?.map(|row| read(&row)).transpose()
}

/// The identifiers of chats behind this one.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM message_chats WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// A chat, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: ChatId) -> Result<Option<Stored>, DbError> {
    let query = "UPDATE message_chats SET last = last WHERE id = $1
        RETURNING id, kind, name, picture, last";
    sql.query_opt(query, &params![id])?.map(|row| read(&row)).transpose()
}

/// Writes the number of the last message.
pub(crate) fn set_last(sql: &mut dyn Sql, id: ChatId, last: i64) -> Result<(), DbError> {
    sql.execute("UPDATE message_chats SET last = $2 WHERE id = $1", &params![id, last]).map(drop)
}

/// Writes how a group presents itself.
pub(crate) fn set_face(sql: &mut dyn Sql, id: ChatId, face: &Face) -> Result<(), DbError> {
    let query = "UPDATE message_chats SET name = $2, picture = $3 WHERE id = $1";
    sql.execute(query, &params![id, &face.name, face.picture.clone()]).map(drop)
}

/// How many chats somebody began since a time.
pub(crate) fn begun(sql: &mut dyn Sql, maker: PersonId, since: Timestamp) -> Result<i64, DbError> {
    let query = "SELECT COUNT(*) AS n FROM message_chats WHERE maker = $1 AND created >= $2";
    sql.query_opt(query, &params![maker, since])?.map_or(Ok(0), |row| row.int("n"))
}

fn read(row: &Row) -> Result<Stored, DbError> {
    Ok(Stored {
        id: row.parse("id")?,
        kind: if row.text("kind")? == word(Kind::Group) { Kind::Group } else { Kind::Two },
        face: Face {
            name: row.text("name")?.to_owned(),
            picture: row.opt_text("picture")?.map(str::to_owned),
        },
        last: row.int("last")?,
    })
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Two => "two",
        Kind::Group => "group",
    }
}
