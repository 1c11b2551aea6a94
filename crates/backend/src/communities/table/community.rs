//! Communities.

use crate::db::{DbError, Row, Sql};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::communities::ops::Face;
use sampan_protocol::communities::{Community, Joining, Topic};
use sampan_protocol::ids::CommunityId;

/// The table.
pub(crate) const CREATE: &str = include_str!("community.sql");

/// Its columns, in every reading.
macro_rules! columns {
    () => {
        "id, name, about, rules, topic, place, joining, picture, members, posts, created"
    };
}

/// A community.
pub(crate) fn find(sql: &mut dyn Sql, id: CommunityId) -> Result<Option<Community>, DbError> {
    let query = concat!("SELECT ", columns!(), " FROM communities WHERE id = $1");
    sql.query_opt(query, &params![id])?.map(|row| read(&row)).transpose()
}

/// A community, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: CommunityId) -> Result<Option<Community>, DbError> {
    let query =
        concat!("UPDATE communities SET members = members WHERE id = $1 RETURNING ", columns!());
    sql.query_opt(query, &params![id])?.map(|row| read(&row)).transpose()
}

/// Communities that everybody may see, those with the most members first.
pub(crate) fn list(
    sql: &mut dyn Sql,
    topic: Option<Topic>,
    after: Option<&After<CommunityId>>,
) -> Result<Vec<(After<CommunityId>, Community)>, DbError> {
    let (rank, id) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.to_string()));
    let limit = ITEMS as i64 + 1;
    let rows = match topic {
        None => sql.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM communities
                 WHERE joining <> 'invitation' AND (members < $1 OR (members = $1 AND id < $2))
                 ORDER BY members DESC, id DESC LIMIT $3"
            ),
            &params![rank, id, limit],
        )?,
        Some(topic) => sql.query(
            concat!(
                "SELECT ",
                columns!(),
                " FROM communities
                 WHERE topic = $4 AND joining <> 'invitation'
                   AND (members < $1 OR (members = $1 AND id < $2))
                 ORDER BY members DESC, id DESC LIMIT $3"
            ),
            &params![rank, id, limit, topic.word()],
        )?,
    };
    let ranked = |row: &Row| {
        let found = read(row)?;
        Ok((After { rank: found.members, id: found.id }, found))
    };
    rows.iter().map(ranked).collect()
}

/// The identifiers of communities behind this one.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM communities WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// Adds a community; says whether its identifier was free.
pub(crate) fn insert(sql: &mut dyn Sql, community: &Community) -> Result<bool, DbError> {
    let Community { name, about, rules, place, picture, .. } = community;
    let added = sql.execute(
        "INSERT INTO communities (id, name, about, rules, topic, place, joining, picture, members,
             posts, created)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING",
        &params![
            community.id,
            name,
            about,
            rules,
            community.topic.word(),
            place,
            community.joining.word(),
            picture.as_deref(),
            community.members,
            community.posts,
            community.created,
        ],
    )?;
    Ok(added == 1)
}

/// Writes how a community presents itself from now on.
pub(crate) fn set_face(sql: &mut dyn Sql, id: CommunityId, face: &Face) -> Result<(), DbError> {
    sql.execute(
        "UPDATE communities SET name = $2, about = $3, rules = $4, topic = $5, place = $6,
             joining = $7, picture = $8 WHERE id = $1",
        &params![
            id,
            &face.name,
            &face.about,
            &face.rules,
            face.topic.word(),
            &face.place,
            face.joining.word(),
            face.picture.as_deref(),
        ],
    )
    .map(drop)
}

/// Counts members who came or left.
pub(crate) fn add_members(sql: &mut dyn Sql, id: CommunityId, by: i64) -> Result<(), DbError> {
    sql.execute("UPDATE communities SET members = members + $2 WHERE id = $1", &params![id, by])
        .map(drop)
}

/// Counts posts that were written or taken away.
pub(crate) fn add_posts(sql: &mut dyn Sql, id: CommunityId, by: i64) -> Result<(), DbError> {
    sql.execute("UPDATE communities SET posts = posts + $2 WHERE id = $1", &params![id, by])
        .map(drop)
}

fn read(row: &Row) -> Result<Community, DbError> {
    let none = |column: &str| DbError::Decode(format!("column {column} is none of its words"));
    Ok(Community {
        id: row.parse("id")?,
        name: row.text("name")?.to_owned(),
        about: row.text("about")?.to_owned(),
        rules: row.text("rules")?.to_owned(),
        topic: Topic::from_word(row.text("topic")?).ok_or_else(|| none("topic"))?,
        place: row.text("place")?.to_owned(),
        joining: Joining::from_word(row.text("joining")?).ok_or_else(|| none("joining"))?,
        picture: row.opt_text("picture")?.map(str::to_owned),
        members: row.int("members")?,
        posts: row.int("posts")?,
        created: row.time("created")?,
    })
}
