//! Which posts are marked with which tags of their community.

use super::few::{Few, listed};
use crate::db::{DbError, Sql, Value};
use crate::params;
use sampan_protocol::communities::Tag;
use sampan_protocol::ids::{CommunityId, PostId, TagId};

/// What communities have of tags, and which posts are marked with them.
pub(crate) const CREATE: &str = "
    ALTER TABLE communities ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
    CREATE TABLE community_post_tags (
        tag TEXT NOT NULL,
        post TEXT NOT NULL REFERENCES community_posts (id),
        PRIMARY KEY (tag, post)
    );
    CREATE INDEX community_post_tags_by_post ON community_post_tags (post, tag);";

/// Writes the tags of a community.
pub(crate) fn set(sql: &mut dyn Sql, id: CommunityId, tags: &[Tag]) -> Result<(), DbError> {
    let json = serde_json::to_string(tags).map_err(|error| DbError::Other(error.to_string()))?;
    sql.execute("UPDATE communities SET tags = $2 WHERE id = $1", &params![id, json]).map(drop)
}

/// Takes a tag off every post.
pub(crate) fn drop_everywhere(sql: &mut dyn Sql, tag: TagId) -> Result<(), DbError> {
    sql.execute("DELETE FROM community_post_tags WHERE tag = $1", &params![tag]).map(drop)
}

/// Marks a post with these tags and no others.
pub(crate) fn mark(sql: &mut dyn Sql, post: PostId, tags: &[Tag]) -> Result<(), DbError> {
    sql.execute("DELETE FROM community_post_tags WHERE post = $1", &params![post])?;
    for tag in tags {
        let insert = "INSERT INTO community_post_tags (tag, post) VALUES ($1, $2)";
        sql.execute(insert, &params![tag.id, post])?;
    }
    Ok(())
}

/// The tags of a few posts, each with all tags of its community.
pub(crate) fn of(
    sql: &mut dyn Sql,
    posts: &Few,
) -> Result<Vec<(PostId, TagId, Vec<Tag>)>, DbError> {
    let rows = sql.query(
        concat!(
            "SELECT t.post, t.tag, (SELECT c.tags FROM communities c WHERE c.id =
                 (SELECT p.community FROM community_posts p WHERE p.id = t.post)) AS tags
             FROM community_post_tags t WHERE t.tag <> $1 AND t.post IN ",
            listed!()
        ),
        &posts.values(Value::from(String::new())),
    )?;
    rows.iter().map(|row| Ok((row.parse("post")?, row.parse("tag")?, row.json("tags")?))).collect()
}
