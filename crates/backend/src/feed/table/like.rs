//! Who likes which note or comment, and since when.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::feed::Liked;
use sampan_protocol::ids::{NoteId, PersonId};

/// The table.
pub(crate) const CREATE: &str = include_str!("like.sql");
/// Since when: 0 for what was liked before that was kept.
pub(crate) const SINCE: &str = "
    ALTER TABLE feed_likes ADD COLUMN at BIGINT NOT NULL DEFAULT 0;
    CREATE INDEX feed_likes_by_person ON feed_likes (person, at);
    CREATE INDEX feed_likes_by_time ON feed_likes (at);";

/// Has somebody like something, or not; says since when they did, or do, if that is something else
/// than before.
pub(crate) fn set(
    sql: &mut dyn Sql,
    target: Liked,
    person: PersonId,
    likes: Option<Timestamp>,
) -> Result<Option<Timestamp>, DbError> {
    let Some(at) = likes else {
        let delete = "DELETE FROM feed_likes WHERE target = $1 AND person = $2 RETURNING at";
        let gone = sql.query_opt(delete, &params![target.key(), person])?;
        return gone.map(|row| row.time("at")).transpose();
    };
    let added = sql.execute(
        "INSERT INTO feed_likes (target, person, at) VALUES ($1, $2, $3)
         ON CONFLICT (target, person) DO NOTHING",
        &params![target.key(), person, at],
    )?;
    Ok((added == 1).then_some(at))
}

/// A like of a short video.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OfFilm {
    pub(crate) person: PersonId,
    pub(crate) note: NoteId,
    pub(crate) at: Timestamp,
}

/// The latest likes of short videos that everybody may see, the latest first: `CROSS JOIN` has SQLite
/// begin with the latest.
pub(crate) fn of_films(sql: &mut dyn Sql, most: i64) -> Result<Vec<OfFilm>, DbError> {
    let read = |row: &Row| {
        let (person, note) = (row.parse("person")?, row.parse("id")?);
        Ok(OfFilm { person, note, at: row.time("at")? })
    };
    sql.query(
        "SELECT l.person, n.id, l.at FROM feed_likes l CROSS JOIN feed_notes n
         WHERE n.id = l.target AND n.state = 1 AND n.audience = 'everybody' AND n.made IS NOT NULL
         ORDER BY l.at DESC LIMIT $1",
        &params![most],
    )?
    .iter()
    .map(read)
    .collect()
}
