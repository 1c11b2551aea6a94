//! Comments on notes.

use crate::db::{DbError, Row, Sql};
use crate::moderation::State;
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{CommentId, NoteId, PersonId};

/// The table.
pub(crate) const CREATE: &str = include_str!("comment.sql");

/// A comment as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) id: CommentId,
    pub(crate) note: NoteId,
    pub(crate) root: Option<CommentId>,
    /// Whom it answers, where that is not who wrote the comment under which it stands.
    pub(crate) answers: Option<PersonId>,
    pub(crate) author: PersonId,
    pub(crate) official: bool,
    pub(crate) body: String,
    pub(crate) created: Timestamp,
    pub(crate) likes: i64,
    pub(crate) state: State,
    /// Whether whoever reads it likes it.
    pub(crate) liked: bool,
}

/// Comments as somebody (`$1`) reads them.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.note, c.root, c.answers, c.author, c.official, c.body, c.created,
                 c.likes, c.removed, CASE WHEN l.person IS NULL THEN 0 ELSE 1 END AS liked
             FROM feed_comments c LEFT JOIN feed_likes l ON l.target = c.id AND l.person = $1 ",
            $rest
        )
    };
}

/// A comment as somebody reads it.
pub(crate) fn find(
    sql: &mut dyn Sql,
    id: CommentId,
    reader: PersonId,
) -> Result<Option<Stored>, DbError> {
    let query = select!("WHERE c.id = $2");
    sql.query_opt(query, &params![reader, id])?.map(|row| read(&row)).transpose()
}

/// The comments on a note, the latest first.
pub(crate) fn list(
    sql: &mut dyn Sql,
    note: NoteId,
    reader: PersonId,
    after: Option<&After<CommentId>>,
) -> Result<Vec<(After<CommentId>, Stored)>, DbError> {
    let (rank, id) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.to_string()));
    let query = select!(
        "WHERE c.note = $2 AND (c.removed <> 2 OR c.author = $1) AND (c.created, c.id) < ($3, $4)
         ORDER BY c.created DESC, c.id DESC LIMIT $5"
    );
    let rows = sql.query(query, &params![reader, note, rank, id, ITEMS as i64 + 1])?;
    let ranked = |row: &Row| {
        let found = read(row)?;
        Ok((After { rank: found.created.micros(), id: found.id }, found))
    };
    rows.iter().map(ranked).collect()
}

/// The identifiers of comments behind this one, so many at most.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM feed_comments WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// Adds a comment; says whether its identifier was free.
pub(crate) fn insert(sql: &mut dyn Sql, comment: &Stored) -> Result<bool, DbError> {
    let Stored { id, note, root, answers, author, official, body, created, state, .. } = comment;
    let added = sql.execute(
        "INSERT INTO feed_comments (id, note, root, answers, author, official, body, created,
             likes, removed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9) ON CONFLICT (id) DO NOTHING",
        &params![id, note, *root, *answers, author, *official, body, *created, state.value()],
    )?;
    Ok(added == 1)
}

/// Takes a comment away: what it said is gone.
pub(crate) fn remove(sql: &mut dyn Sql, id: CommentId) -> Result<(), DbError> {
    let update = "UPDATE feed_comments SET body = '', removed = 1 WHERE id = $1";
    sql.execute(update, &params![id]).map(drop)
}

/// Shows a comment, or keeps it from everybody; its text stays.
pub(crate) fn set_state(sql: &mut dyn Sql, id: CommentId, state: State) -> Result<(), DbError> {
    let update = "UPDATE feed_comments SET removed = $2 WHERE id = $1";
    sql.execute(update, &params![id, state.value()]).map(drop)
}

/// Counts likes that came or went.
pub(crate) fn count(sql: &mut dyn Sql, id: CommentId, by: i64) -> Result<(), DbError> {
    let update = "UPDATE feed_comments SET likes = likes + $2 WHERE id = $1";
    sql.execute(update, &params![id, by]).map(drop)
}

fn read(row: &Row) -> Result<Stored, DbError> {
    Ok(Stored {
        id: row.parse("id")?,
        note: row.parse("note")?,
        root: row.opt_parse("root")?,
        answers: row.opt_parse("answers")?,
        author: row.parse("author")?,
        official: row.flag("official")?,
        body: row.text("body")?.to_owned(),
        created: row.time("created")?,
        likes: row.int("likes")?,
        state: State::from_value(row.int("removed")?),
        liked: row.flag("liked")?,
    })
}
