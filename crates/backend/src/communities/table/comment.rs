//! Comments.

use super::State;
use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::Opinion;
use sampan_protocol::communities::blocks::Block;
use sampan_protocol::ids::{CommentId, PersonId, PostId};

/// The table.
pub(crate) const CREATE: &str = include_str!("comment.sql");

/// Numbers the comments on each post, in the order in which they were said.
pub(crate) const NUMBER: &str = "
    ALTER TABLE community_comments ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
    UPDATE community_comments SET number = (
        SELECT COUNT(*) FROM community_comments o WHERE o.post = community_comments.post
            AND (o.created < community_comments.created
                OR (o.created = community_comments.created AND o.id <= community_comments.id)));
    DROP INDEX community_comments_by_post;
    CREATE INDEX community_comments_by_number ON community_comments (post, number);";

/// Notes which comments have not come out yet: nobody was told of them.
pub(crate) const UNTOLD: &str = "
    ALTER TABLE community_comments ADD COLUMN untold BIGINT NOT NULL DEFAULT 0;
    UPDATE community_comments SET untold = 1 WHERE removed = 2 AND edited IS NULL;";

/// A comment as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) id: CommentId,
    pub(crate) post: PostId,
    pub(crate) parent: Option<CommentId>,
    pub(crate) author: PersonId,
    pub(crate) body: String,
    pub(crate) created: Timestamp,
    pub(crate) edited: Option<Timestamp>,
    pub(crate) up: i64,
    pub(crate) down: i64,
    pub(crate) state: State,
    /// What whoever reads it thinks of it.
    pub(crate) opinion: Opinion,
}

/// A comment as somebody reads it.
pub(crate) fn find(
    sql: &mut dyn Sql,
    id: CommentId,
    reader: PersonId,
) -> Result<Option<Stored>, DbError> {
    sql.query_opt(
        "SELECT c.id, c.post, c.parent, c.author, c.body, c.created, c.edited, c.up, c.down,
                c.removed, COALESCE(v.opinion, 0) AS opinion
         FROM community_comments c
              LEFT JOIN community_votes v ON v.target = c.id AND v.person = $2
         WHERE c.id = $1",
        &params![id, reader],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// A part of the comments on a post, the latest first; what waits for a moderator only where the reader
/// wrote it.
pub(crate) fn list(
    sql: &mut dyn Sql,
    post: PostId,
    reader: PersonId,
    block: Block,
) -> Result<Vec<Stored>, DbError> {
    let rows = sql.query(
        "SELECT c.id, c.post, c.parent, c.author, c.body, c.created, c.edited, c.up, c.down,
                c.removed, COALESCE(v.opinion, 0) AS opinion
         FROM community_comments c
              LEFT JOIN community_votes v ON v.target = c.id AND v.person = $2
         WHERE c.post = $1 AND c.number >= $3 AND c.number <= $4
               AND (c.removed <> 2 OR c.author = $2)
         ORDER BY c.number DESC",
        &params![post, reader, block.first, block.last],
    )?;
    rows.iter().map(read).collect()
}

/// The identifiers of comments behind this one, so many at most.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM community_comments WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// Adds a comment with its number; says whether its identifier was free.
pub(crate) fn insert(sql: &mut dyn Sql, comment: &Stored, number: i64) -> Result<bool, DbError> {
    let Stored { id, post, parent, author, body, created, up, down, state, .. } = comment;
    let added = sql.execute(
        "INSERT INTO community_comments (id, post, parent, author, body, created, up, down, removed,
             number, untold)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING",
        &params![
            id,
            post,
            *parent,
            author,
            body,
            *created,
            *up,
            *down,
            state.value(),
            number,
            i64::from(*state == State::Held),
        ],
    )?;
    Ok(added == 1)
}

/// Writes what a comment says from now on.
pub(crate) fn set_body(
    sql: &mut dyn Sql,
    id: CommentId,
    body: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "UPDATE community_comments SET body = $2, edited = $3 WHERE id = $1",
        &params![id, body, at],
    )
    .map(drop)
}

/// Shows a comment, or does not; what its author took away stays so.
pub(crate) fn set_state(sql: &mut dyn Sql, id: CommentId, state: State) -> Result<(), DbError> {
    sql.execute(
        "UPDATE community_comments SET removed = $2 WHERE id = $1 AND removed <> 1",
        &params![id, state.value()],
    )
    .map(drop)
}

/// Notes that people are told of a comment; says whether nobody was before.
pub(crate) fn tell_once(sql: &mut dyn Sql, id: CommentId) -> Result<bool, DbError> {
    let update = "UPDATE community_comments SET untold = 0 WHERE id = $1 AND untold = 1";
    Ok(sql.execute(update, &params![id])? == 1)
}

/// Takes a comment away: what it said is gone.
pub(crate) fn remove(sql: &mut dyn Sql, id: CommentId) -> Result<(), DbError> {
    sql.execute("UPDATE community_comments SET body = '', removed = 1 WHERE id = $1", &params![id])
        .map(drop)
}

/// Counts votes that changed.
pub(crate) fn count(
    sql: &mut dyn Sql,
    id: CommentId,
    (up, down): (i64, i64),
) -> Result<(), DbError> {
    sql.execute(
        "UPDATE community_comments SET up = up + $2, down = down + $3 WHERE id = $1",
        &params![id, up, down],
    )
    .map(drop)
}

fn read(row: &Row) -> Result<Stored, DbError> {
    Ok(Stored {
        id: row.parse("id")?,
        post: row.parse("post")?,
        parent: row.opt_parse("parent")?,
        author: row.parse("author")?,
        body: row.text("body")?.to_owned(),
        created: row.time("created")?,
        edited: row.opt_int("edited")?.map(Timestamp),
        up: row.int("up")?,
        down: row.int("down")?,
        state: State::from_value(row.int("removed")?),
        opinion: Opinion::from_value(row.int("opinion")?),
    })
}
