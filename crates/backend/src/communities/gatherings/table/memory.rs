//! Pictures of gatherings, and the addresses of people's calendars.

use crate::db::{DbError, Row, Sql};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::gatherings::ops::Remember;
use sampan_protocol::ids::{GatheringId, MemoryId, PersonId};

/// The tables.
pub(crate) const CREATE: &str = include_str!("memory.sql");

/// A picture as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) id: MemoryId,
    pub(crate) author: PersonId,
    pub(crate) picture: String,
    pub(crate) words: String,
    pub(crate) at: Timestamp,
}

/// Adds a picture; says whether its identifier was free.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    new: &Remember,
    author: PersonId,
    at: Timestamp,
) -> Result<bool, DbError> {
    let added = sql.execute(
        "INSERT INTO community_memories (id, gathering, author, picture, words, at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
        &params![new.memory, new.gathering, author, &new.picture, &new.words, at],
    )?;
    Ok(added == 1)
}

/// The pictures of a gathering behind one of them, the last one first.
pub(crate) fn list(
    sql: &mut dyn Sql,
    gathering: GatheringId,
    after: Option<&After<MemoryId>>,
) -> Result<Vec<(After<MemoryId>, Stored)>, DbError> {
    let (rank, id) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.to_string()));
    let rows = sql.query(
        "SELECT id, author, picture, words, at FROM community_memories
         WHERE gathering = $1 AND (at, id) < ($2, $3)
         ORDER BY at DESC, id DESC LIMIT $4",
        &params![gathering, rank, id, ITEMS as i64 + 1],
    )?;
    let ranked = |row: &Row| {
        let found = Stored {
            id: row.parse("id")?,
            author: row.parse("author")?,
            picture: row.text("picture")?.to_owned(),
            words: row.text("words")?.to_owned(),
            at: row.time("at")?,
        };
        Ok((After { rank: found.at.micros(), id: found.id }, found))
    };
    rows.iter().map(ranked).collect()
}

/// One picture of a gathering.
pub(crate) fn picture(sql: &mut dyn Sql, id: MemoryId) -> Result<Option<String>, DbError> {
    let query = "SELECT picture FROM community_memories WHERE id = $1";
    let row = sql.query_opt(query, &params![id])?;
    row.map(|row| Ok(row.text("picture")?.to_owned())).transpose()
}

/// The identifiers of pictures behind this one.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM community_memories WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// Gives somebody's calendar an address, of which only the hash is kept; the one before is gone.
pub(crate) fn set_calendar(sql: &mut dyn Sql, person: PersonId, hash: &str) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO community_calendars (person, token) VALUES ($1, $2)
         ON CONFLICT (person) DO UPDATE SET token = excluded.token",
        &params![person, hash],
    )
    .map(drop)
}

/// Whose calendar has this address.
pub(crate) fn calendar_of(sql: &mut dyn Sql, hash: &str) -> Result<Option<PersonId>, DbError> {
    let found =
        sql.query_opt("SELECT person FROM community_calendars WHERE token = $1", &params![hash])?;
    found.map(|row| row.parse("person")).transpose()
}
