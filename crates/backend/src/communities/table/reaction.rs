//! What people feel about posts and comments, and how many feel it.

use super::few::{Few, listed};
use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::communities::blocks::Block;
use sampan_protocol::communities::{Reaction, Reactions, Target};
use sampan_protocol::ids::{CommentId, PersonId, PostId};
use std::collections::BTreeMap;

/// The tables.
pub(crate) const CREATE: &str = include_str!("reaction.sql");

/// What somebody feels about something.
pub(crate) fn find(
    sql: &mut dyn Sql,
    target: Target,
    person: PersonId,
) -> Result<Option<Reaction>, DbError> {
    let row = sql.query_opt(
        "SELECT reaction FROM community_reactions WHERE target = $1 AND person = $2",
        &params![target.key(), person],
    )?;
    Ok(row.map(|row| row.text("reaction").map(Reaction::from_word)).transpose()?.flatten())
}

/// Writes what somebody feels about something instead of what they felt, and counts it.
pub(crate) fn put(
    sql: &mut dyn Sql,
    (target, person): (Target, PersonId),
    before: Option<Reaction>,
    now: Option<Reaction>,
) -> Result<(), DbError> {
    let key = target.key();
    match now {
        Some(now) => sql.execute(
            "INSERT INTO community_reactions (target, person, reaction) VALUES ($1, $2, $3)
             ON CONFLICT (target, person) DO UPDATE SET reaction = excluded.reaction",
            &params![key.clone(), person, now.word()],
        ),
        None => sql.execute(
            "DELETE FROM community_reactions WHERE target = $1 AND person = $2",
            &params![key.clone(), person],
        ),
    }?;
    for (reaction, change) in [(before, -1_i64), (now, 1)] {
        let Some(reaction) = reaction else { continue };
        sql.execute(
            "INSERT INTO community_reaction_counts (target, reaction, many) VALUES ($1, $2, $3)
             ON CONFLICT (target, reaction) DO UPDATE
                SET many = community_reaction_counts.many + excluded.many",
            &params![key.clone(), reaction.word(), change],
        )?;
    }
    Ok(())
}

/// What people feel about a few posts, each with what the reader (`$1`) feels.
pub(crate) fn of_posts(
    sql: &mut dyn Sql,
    reader: PersonId,
    posts: &Few,
) -> Result<BTreeMap<PostId, Reactions>, DbError> {
    let rows = sql.query(
        concat!(
            "SELECT n.target, n.reaction, n.many, COALESCE(m.reaction, '') AS mine
             FROM community_reaction_counts n
             LEFT JOIN community_reactions m ON m.target = n.target AND m.person = $1
             WHERE n.many > 0 AND n.target IN ",
            listed!()
        ),
        &posts.values(reader.into()),
    )?;
    let mut found: BTreeMap<PostId, Reactions> = BTreeMap::new();
    for row in &rows {
        read(row, found.entry(row.parse("target")?).or_default())?;
    }
    Ok(found)
}

/// What people feel about a part of the comments on a post, each with what the reader feels.
pub(crate) fn of_comments(
    sql: &mut dyn Sql,
    post: PostId,
    reader: PersonId,
    block: Block,
) -> Result<BTreeMap<CommentId, Reactions>, DbError> {
    let rows = sql.query(
        "SELECT n.target, n.reaction, n.many, COALESCE(m.reaction, '') AS mine
         FROM community_comments c
              JOIN community_reaction_counts n ON n.target = c.id
              LEFT JOIN community_reactions m ON m.target = n.target AND m.person = $2
         WHERE c.post = $1 AND c.number >= $3 AND c.number <= $4 AND n.many > 0",
        &params![post, reader, block.first, block.last],
    )?;
    let mut found: BTreeMap<CommentId, Reactions> = BTreeMap::new();
    for row in &rows {
        read(row, found.entry(row.parse("target")?).or_default())?;
    }
    Ok(found)
}

fn read(row: &Row, into: &mut Reactions) -> Result<(), DbError> {
    if let Some(reaction) = Reaction::from_word(row.text("reaction")?) {
        into.counts.insert(reaction, row.int("many")?);
    }
    into.mine = Reaction::from_word(row.text("mine")?);
    Ok(())
}
