//! Polls of posts, and who chose what in them.

use super::few::{Few, listed};
use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::{Ballot, Poll};
use sampan_protocol::ids::{PersonId, PostId};
use serde::Serialize;

/// The tables.
pub(crate) const CREATE: &str = include_str!("poll.sql");

/// A poll, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, post: PostId) -> Result<Option<Poll>, DbError> {
    let row = sql.query_opt(
        "UPDATE community_polls SET voters = voters WHERE post = $1
         RETURNING ballot, ends, counts, voters, '[]' AS chosen",
        &params![post],
    )?;
    row.map(|row| read(&row)).transpose()
}

/// The polls of a few posts, each with what the reader (`$1`) chose.
pub(crate) fn of(
    sql: &mut dyn Sql,
    reader: PersonId,
    posts: &Few,
) -> Result<Vec<(PostId, Poll)>, DbError> {
    let rows = sql.query(
        concat!(
            "SELECT p.post, p.ballot, p.ends, p.counts, p.voters, COALESCE(c.chosen, '[]') AS chosen
             FROM community_polls p
             LEFT JOIN community_choices c ON c.post = p.post AND c.person = $1
             WHERE p.post IN ",
            listed!()
        ),
        &posts.values(reader.into()),
    )?;
    rows.iter().map(|row| Ok((row.parse("post")?, read(row)?))).collect()
}

/// Begins a poll.
pub(crate) fn insert(sql: &mut dyn Sql, post: PostId, poll: &Poll) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO community_polls (post, ballot, ends, counts, voters)
         VALUES ($1, $2, $3, $4, $5)",
        &params![
            post,
            json(&poll.ballot)?,
            poll.ends.map(Timestamp::micros),
            json(&poll.counts)?,
            poll.voters
        ],
    )
    .map(drop)
}

/// Takes a poll away, with what was chosen in it.
pub(crate) fn delete(sql: &mut dyn Sql, post: PostId) -> Result<(), DbError> {
    sql.execute("DELETE FROM community_choices WHERE post = $1", &params![post])?;
    sql.execute("DELETE FROM community_polls WHERE post = $1", &params![post]).map(drop)
}

/// What somebody chose; nothing for who did not vote.
pub(crate) fn chosen(
    sql: &mut dyn Sql,
    post: PostId,
    person: PersonId,
) -> Result<Vec<String>, DbError> {
    let select = "SELECT chosen FROM community_choices WHERE post = $1 AND person = $2";
    let row = sql.query_opt(select, &params![post, person])?;
    row.map_or(Ok(Vec::new()), |row| row.json("chosen"))
}

/// Writes what somebody chooses, and the counts with it.
pub(crate) fn choose(
    sql: &mut dyn Sql,
    (post, person): (PostId, PersonId),
    chosen: &[String],
    (counts, voters): (&[i64], i64),
) -> Result<(), DbError> {
    if chosen.is_empty() {
        let delete = "DELETE FROM community_choices WHERE post = $1 AND person = $2";
        sql.execute(delete, &params![post, person])?;
    } else {
        sql.execute(
            "INSERT INTO community_choices (post, person, chosen) VALUES ($1, $2, $3)
             ON CONFLICT (post, person) DO UPDATE SET chosen = excluded.chosen",
            &params![post, person, json(chosen)?],
        )?;
    }
    sql.execute(
        "UPDATE community_polls SET counts = $2, voters = $3 WHERE post = $1",
        &params![post, json(counts)?, voters],
    )
    .map(drop)
}

fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Other(error.to_string()))
}

fn read(row: &Row) -> Result<Poll, DbError> {
    let ballot: Ballot = row.json("ballot")?;
    Ok(Poll {
        ends: row.opt_int("ends")?.map(Timestamp),
        counts: row.json("counts")?,
        voters: row.int("voters")?,
        mine: row.json("chosen")?,
        closed: false,
        ballot,
    })
}
