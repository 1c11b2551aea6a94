//! Communities.

use crate::db::{DbError, Row, Sql, Value};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::communities::gatherings::spot;
use sampan_protocol::communities::ops::Face;
use sampan_protocol::communities::{AskCommunities, Community, Joining, Topic};
use sampan_protocol::ids::CommunityId;

/// The table.
pub(crate) const CREATE: &str = include_str!("community.sql");

/// On which branch of its topic a community grows, and where its people meet, coarsely.
pub(crate) const GROW: &str = "
    ALTER TABLE communities ADD COLUMN branch TEXT NOT NULL DEFAULT '';
    ALTER TABLE communities ADD COLUMN spot TEXT NOT NULL DEFAULT '';
    CREATE INDEX communities_by_branch ON communities (topic, branch, members, id);
    CREATE INDEX communities_by_spot ON communities (spot);";

/// Its columns, in every reading.
macro_rules! columns {
    () => {
        "id, name, about, rules, topic, branch, place, spot, joining, picture, members, posts,
          created, tags"
    };
}

/// The query for a list of communities: `$1` and `$2` behind which, `$3` how many.
macro_rules! listed {
    ($which:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM communities WHERE ",
            $which,
            " joining <> 'invitation' AND (members, id) < ($1, $2)
              ORDER BY members DESC, id DESC LIMIT $3"
        )
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
    asked: &AskCommunities,
    after: Option<&After<CommunityId>>,
) -> Result<Vec<(After<CommunityId>, Community)>, DbError> {
    let (rank, id) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.to_string()));
    let mut values = params![rank, id, ITEMS as i64 + 1].to_vec();
    let topic = asked.topic.map_or("", Topic::word);
    let query = match (topic, asked.branch.as_str(), asked.near.as_str()) {
        ("", _, "") => listed!(""),
        (_, "", "") => {
            values.push(topic.into());
            listed!("topic = $4 AND")
        }
        (_, branch, "") => {
            values.extend([topic.into(), branch.into()]);
            listed!("topic = $4 AND branch = $5 AND")
        }
        (_, branch, near) => {
            values.extend([topic.into(), branch.into()]);
            values.extend(spot::neighbours(near).into_iter().map(Value::from));
            values.resize(14, Value::from(near));
            listed!(
                "spot IN ($6, $7, $8, $9, $10, $11, $12, $13, $14)
                 AND ($4 = '' OR topic = $4) AND ($5 = '' OR branch = $5) AND"
            )
        }
    };
    let ranked = |row: &Row| {
        let found = read(row)?;
        Ok((After { rank: found.members, id: found.id }, found))
    };
    sql.query(query, &values)?.iter().map(ranked).collect()
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
             posts, created, branch, spot)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING",
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
            &community.branch,
            &community.spot,
        ],
    )?;
    Ok(added == 1)
}

/// Writes how a community presents itself from now on.
pub(crate) fn set_face(sql: &mut dyn Sql, id: CommunityId, face: &Face) -> Result<(), DbError> {
    sql.execute(
        "UPDATE communities SET name = $2, about = $3, rules = $4, topic = $5, place = $6,
             joining = $7, picture = $8, branch = $9, spot = $10 WHERE id = $1",
        &params![
            id,
            &face.name,
            &face.about,
            &face.rules,
            face.topic.word(),
            &face.place,
            face.joining.word(),
            face.picture.as_deref(),
            &face.branch,
            &face.spot,
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
        branch: row.text("branch")?.to_owned(),
        place: row.text("place")?.to_owned(),
        spot: row.text("spot")?.to_owned(),
        joining: Joining::from_word(row.text("joining")?).ok_or_else(|| none("joining"))?,
        picture: row.opt_text("picture")?.map(str::to_owned),
        members: row.int("members")?,
        posts: row.int("posts")?,
        created: row.time("created")?,
        tags: row.json("tags")?,
    })
}
