//! Posts.

use super::State;
use crate::db::{DbError, Row, Sql, Value};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::ops::Said;
use sampan_protocol::communities::{InCommunity, Opinion, Sort, rank};
use sampan_protocol::ids::{PersonId, PostId};
use sampan_protocol::moderation::weight::FULL;

/// The table.
pub(crate) const CREATE: &str = include_str!("post.sql");

/// Notes which posts have not come out yet: nobody was told of them.
pub(crate) const UNTOLD: &str = "
    ALTER TABLE community_posts ADD COLUMN untold BIGINT NOT NULL DEFAULT 0;
    UPDATE community_posts SET untold = 1 WHERE removed = 2 AND edited IS NULL;";

/// A post as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) id: PostId,
    pub(crate) community: InCommunity,
    pub(crate) author: PersonId,
    pub(crate) said: Said,
    pub(crate) created: Timestamp,
    pub(crate) edited: Option<Timestamp>,
    pub(crate) up: i64,
    pub(crate) down: i64,
    pub(crate) comments: i64,
    pub(crate) state: State,
    /// What whoever reads it thinks of it.
    pub(crate) opinion: Opinion,
}

/// Posts as somebody (`$1`) reads them, each with its rank in this order; conditions follow. The community is
/// looked up by a `CROSS JOIN`, which SQLite never turns around: whoever begins with the communities, where there
/// are few, sorts all posts of one for each part.
macro_rules! select {
    ($rank:literal, $from:literal) => {
        concat!(
            "SELECT p.id, p.community, c.name, c.picture, p.author, p.title, p.body, p.pictures,
                 p.created, p.edited, p.up, p.down, p.comments, p.removed,
                 COALESCE(v.opinion, 0) AS opinion, ",
            $rank,
            " AS ranked FROM ",
            $from,
            " CROSS JOIN communities c
              LEFT JOIN community_votes v ON v.target = p.id AND v.person = $1
              WHERE c.id = p.community AND "
        )
    };
}

/// A post as somebody reads it.
pub(crate) fn find(
    sql: &mut dyn Sql,
    id: PostId,
    reader: PersonId,
) -> Result<Option<Stored>, DbError> {
    let query = concat!(select!("p.hot", "community_posts p"), "p.id = $2");
    sql.query_opt(query, &params![reader, id])?.map(|row| read(&row)).transpose()
}

/// Whose posts are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Those of the reader's communities.
    Joined,
    /// Those that everybody may read.
    Everything,
    /// Those of a community, whose identifier is the value.
    Community,
    /// Those that are marked with a tag, whose identifier is the value.
    Tagged,
    /// Those of a person, whose identifier is the value, that everybody may read.
    Person,
}

/// Posts that were not taken away, in an order, behind one of them.
pub(crate) fn list(
    sql: &mut dyn Sql,
    reader: PersonId,
    (whose, value): (Whose, Value),
    (sort, since): (Sort, Timestamp),
    after: Option<&After<PostId>>,
) -> Result<Vec<(After<PostId>, Stored)>, DbError> {
    let (rank, id) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.to_string()));
    let values = [
        Value::from(reader),
        value,
        since.into(),
        rank.into(),
        id.into(),
        (ITEMS as i64 + 1).into(),
    ];
    let rows = sql.query(query(whose, sort), &values)?;
    let ranked = |row: &Row| {
        let found = read(row)?;
        Ok((After { rank: row.int("ranked")?, id: found.id }, found))
    };
    rows.iter().map(ranked).collect()
}

/// The query for a list: `$2` is the value, `$3` since when, `$4` and `$5` behind which, `$6` how
/// many. Each part is written out, so that each list has its index.
fn query(whose: Whose, sort: Sort) -> &'static str {
    macro_rules! listed {
        ($rank:literal) => {
            match whose {
                Whose::Joined => concat!(
                    select!($rank, "community_members m
                         JOIN community_posts p ON p.community = m.community"),
                    "m.person = $2 AND m.role IN ('member', 'moderator', 'owner')",
                    listed!(@rest $rank)
                ),
                Whose::Everything => concat!(
                    select!($rank, "community_posts p"),
                    "c.joining <> $2",
                    listed!(@rest $rank)
                ),
                Whose::Community => concat!(
                    select!($rank, "community_posts p"),
                    "p.community = $2",
                    listed!(@rest $rank)
                ),
                Whose::Tagged => concat!(
                    select!($rank, "community_post_tags t
                         JOIN community_posts p ON p.id = t.post"),
                    "t.tag = $2",
                    listed!(@rest $rank)
                ),
                Whose::Person => concat!(
                    select!($rank, "community_posts p"),
                    "p.author = $2 AND c.joining <> 'invitation'",
                    listed!(@rest $rank)
                ),
            }
        };
        (@rest $rank:literal) => {
            concat!(
                " AND p.removed = 0 AND p.created >= $3 AND (", $rank, ", p.id) < ($4, $5)
                 ORDER BY ", $rank, " DESC, p.id DESC LIMIT $6"
            )
        };
    }
    match sort {
        Sort::Hot => listed!("p.hot"),
        Sort::New => listed!("p.created"),
        Sort::Top => listed!("p.top"),
        Sort::Controversial => listed!("p.controversial"),
    }
}

/// The identifiers of posts behind this one.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM community_posts WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// Adds a post; says whether its identifier was free.
pub(crate) fn insert(sql: &mut dyn Sql, post: &Stored) -> Result<bool, DbError> {
    let Stored { id, community, author, said, created, up, down, state, .. } = post;
    let added = sql.execute(
        "INSERT INTO community_posts (id, community, author, title, body, pictures, created, up,
             down, comments, hot, top, controversial, removed, weighed_up, weighed_down,
             untold)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12, $13, $14, $15, $16)
         ON CONFLICT (id) DO NOTHING",
        &params![
            id,
            community.id,
            author,
            &said.title,
            &said.body,
            json(&said.pictures)?,
            *created,
            *up,
            *down,
            rank::hot(*up, *down, *created),
            rank::top(up * FULL, down * FULL),
            rank::controversial(up * FULL, down * FULL),
            state.value(),
            up * FULL,
            down * FULL,
            i64::from(*state == State::Held),
        ],
    )?;
    Ok(added == 1)
}

/// Writes what a post says from now on.
pub(crate) fn set_said(
    sql: &mut dyn Sql,
    id: PostId,
    said: &Said,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "UPDATE community_posts SET title = $2, body = $3, pictures = $4, edited = $5 WHERE id = $1",
        &params![id, &said.title, &said.body, json(&said.pictures)?, at],
    )
    .map(drop)
}

/// Shows a post, or does not; what its author took away stays so.
pub(crate) fn set_state(sql: &mut dyn Sql, id: PostId, state: State) -> Result<(), DbError> {
    sql.execute(
        "UPDATE community_posts SET removed = $2 WHERE id = $1 AND removed <> 1",
        &params![id, state.value()],
    )
    .map(drop)
}

/// Notes that people are told of a post; says whether nobody was before.
pub(crate) fn tell_once(sql: &mut dyn Sql, id: PostId) -> Result<bool, DbError> {
    let update = "UPDATE community_posts SET untold = 0 WHERE id = $1 AND untold = 1";
    Ok(sql.execute(update, &params![id])? == 1)
}

/// Takes a post away: what it said is gone.
pub(crate) fn remove(sql: &mut dyn Sql, id: PostId) -> Result<(), DbError> {
    sql.execute(
        "UPDATE community_posts SET title = '', body = '', pictures = '[]', removed = 1
         WHERE id = $1",
        &params![id],
    )
    .map(drop)
}

/// Counts a comment that is being written; says which one it is.
pub(crate) fn next_comment(sql: &mut dyn Sql, id: PostId) -> Result<i64, DbError> {
    let update =
        "UPDATE community_posts SET comments = comments + 1 WHERE id = $1 RETURNING comments";
    sql.query_one(update, &params![id])?.int("comments")
}

/// Counts votes that changed, and ranks the post anew by what votes weigh.
pub(crate) fn count(
    sql: &mut dyn Sql,
    id: PostId,
    (up, down): (i64, i64),
    weight: i64,
) -> Result<(), DbError> {
    let row = sql.query_one(
        "UPDATE community_posts SET up = up + $2, down = down + $3, weighed_up = weighed_up + $4,
             weighed_down = weighed_down + $5 WHERE id = $1
         RETURNING weighed_up, weighed_down, created",
        &params![id, up, down, up * weight, down * weight],
    )?;
    let (up, down) = (row.int("weighed_up")?, row.int("weighed_down")?);
    let (hot, top) = (rank::hot_weighed(up, down, row.time("created")?), rank::top(up, down));
    sql.execute(
        "UPDATE community_posts SET hot = $2, top = $3, controversial = $4 WHERE id = $1",
        &params![id, hot, top, rank::controversial(up, down)],
    )
    .map(drop)
}

fn json(pictures: &[String]) -> Result<String, DbError> {
    serde_json::to_string(pictures).map_err(|error| DbError::Other(error.to_string()))
}

fn read(row: &Row) -> Result<Stored, DbError> {
    Ok(Stored {
        id: row.parse("id")?,
        community: InCommunity {
            id: row.parse("community")?,
            name: row.text("name")?.to_owned(),
            picture: row.opt_text("picture")?.map(str::to_owned),
        },
        author: row.parse("author")?,
        said: Said {
            title: row.text("title")?.to_owned(),
            body: row.text("body")?.to_owned(),
            pictures: row.json("pictures")?,
            ..Said::default()
        },
        created: row.time("created")?,
        edited: row.opt_int("edited")?.map(Timestamp),
        up: row.int("up")?,
        down: row.int("down")?,
        comments: row.int("comments")?,
        state: State::from_value(row.int("removed")?),
        opinion: Opinion::from_value(row.int("opinion")?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Backend, Config};

    /// One community with some posts, and what the database counts of them: where there are few communities, a
    /// database likes to begin with them, and sorts every post for each part of a list.
    #[test]
    fn no_list_of_a_large_community_is_sorted_anew() {
        let config = Config::server("sqlite::memory:", "memory:");
        let backend = Backend::open(config).expect("a backend");
        let filled = [
            "INSERT INTO communities (id, name, about, rules, topic, place, joining, members, posts, created)
             VALUES ('c', 'Bread', '', '', 'food', '', 'open', 1, 3000, 0)",
            "INSERT INTO community_posts (id, community, author, title, body, pictures, created, up, down,
                 comments, hot, top, controversial, removed)
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
             SELECT 'p' || i, 'c', 'a' || i % 50, '', '', '[]', i, 1, 0, 0, i, 1, 0, 0 FROM n",
            "ANALYZE",
        ];
        let plan = backend.db().write(|sql| {
            for statement in filled {
                sql.execute(statement, &[])?;
            }
            let mut steps = Vec::new();
            for whose in [Whose::Community, Whose::Everything] {
                for sort in [Sort::Hot, Sort::New] {
                    let asked = format!("EXPLAIN QUERY PLAN {}", query(whose, sort));
                    let values = params!["me", "c", i64::MIN, 1_500_i64, "", 21_i64];
                    for row in sql.query(&asked, &values)? {
                        steps.push(format!("{whose:?} {sort:?}: {}", row.text("detail")?));
                    }
                }
            }
            Ok::<_, DbError>(steps)
        });
        let plan = plan.expect("it is told");
        let sorted: Vec<_> = plan.iter().filter(|step| step.contains("TEMP B-TREE")).collect();
        assert!(plan.len() >= 12 && sorted.is_empty(), "an index has the order: {plan:#?}");
    }
}
