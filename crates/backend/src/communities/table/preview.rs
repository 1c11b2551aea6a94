//! Previews of posts' links: what is to be fetched, and what was there.

use super::few::{Few, listed};
use crate::db::{DbError, Sql, Value};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::Preview;
use sampan_protocol::ids::PostId;

/// The table. Where `due` is nothing, there is nothing left to fetch.
pub(crate) const CREATE: &str = include_str!("preview.sql");

/// The link of a post that has, or gets, a preview.
pub(crate) fn url(sql: &mut dyn Sql, post: PostId) -> Result<Option<String>, DbError> {
    let select = "SELECT url FROM community_previews WHERE post = $1";
    let row = sql.query_opt(select, &params![post])?;
    row.map(|row| Ok(row.text("url")?.to_owned())).transpose()
}

/// The picture of a post's preview, if it has one.
pub(crate) fn picture(sql: &mut dyn Sql, post: PostId) -> Result<Option<String>, DbError> {
    let select = "SELECT picture FROM community_previews WHERE post = $1";
    let row = sql.query_opt(select, &params![post])?;
    Ok(row
        .map(|row| row.opt_text("picture").map(|text| text.map(str::to_owned)))
        .transpose()?
        .flatten())
}

/// Has a link fetched.
pub(crate) fn want(
    sql: &mut dyn Sql,
    post: PostId,
    url: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO community_previews (post, url, tries, due, site, title, words)
         VALUES ($1, $2, 0, $3, '', '', '')",
        &params![post, url, now],
    )
    .map(drop)
}

/// Takes a post's preview away.
pub(crate) fn delete(sql: &mut dyn Sql, post: PostId) -> Result<(), DbError> {
    sql.execute("DELETE FROM community_previews WHERE post = $1", &params![post]).map(drop)
}

/// When something is to be fetched next.
pub(crate) fn next(sql: &mut dyn Sql) -> Result<Option<Timestamp>, DbError> {
    let select = "SELECT MIN(due) AS due FROM community_previews WHERE due IS NOT NULL";
    let row = sql.query_one(select, &[])?;
    Ok(row.opt_int("due")?.map(Timestamp))
}

/// A link to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) post: PostId,
    pub(crate) url: String,
}

/// Takes a link whose time has come: puts off when it is tried again, by `again` of how often it was
/// tried, or has it tried no more.
pub(crate) fn claim(
    sql: &mut dyn Sql,
    now: Timestamp,
    again: impl Fn(i64) -> Option<i64>,
) -> Result<Option<Due>, DbError> {
    let row = sql.query_opt(
        "SELECT post, url, tries, due FROM community_previews WHERE due <= $1 ORDER BY due LIMIT 1",
        &params![now],
    )?;
    let Some(row) = row else { return Ok(None) };
    let due = Due { post: row.parse("post")?, url: row.text("url")?.to_owned() };
    let (tries, was) = (row.int("tries")? + 1, row.int("due")?);
    let next = again(tries).map(|seconds| now.plus_seconds(seconds).micros());
    let taken = sql.execute(
        "UPDATE community_previews SET tries = $2, due = $3 WHERE post = $1 AND due = $4",
        &params![due.post, tries, next, was],
    )?;
    Ok((taken == 1).then_some(due))
}

/// Writes what was there, unless the post has another link by now; with nothing, nothing is left to
/// fetch.
pub(crate) fn set(sql: &mut dyn Sql, due: &Due, found: Option<&Preview>) -> Result<(), DbError> {
    let Some(Preview { site, title, text, picture, .. }) = found else {
        let update = "UPDATE community_previews SET due = NULL WHERE post = $1 AND url = $2";
        return sql.execute(update, &params![due.post, &due.url]).map(drop);
    };
    sql.execute(
        "UPDATE community_previews SET due = NULL, site = $3, title = $4, words = $5, picture = $6
         WHERE post = $1 AND url = $2",
        &params![due.post, &due.url, site, title, text, picture.as_deref()],
    )
    .map(drop)
}

/// The previews of a few posts, as far as they are there.
pub(crate) fn of(sql: &mut dyn Sql, posts: &Few) -> Result<Vec<(PostId, Preview)>, DbError> {
    let rows = sql.query(
        concat!(
            "SELECT post, url, site, title, words, picture FROM community_previews
             WHERE title <> $1 AND post IN ",
            listed!()
        ),
        &posts.values(Value::from(String::new())),
    )?;
    let read = |row: &crate::db::Row| {
        let preview = Preview {
            url: row.text("url")?.to_owned(),
            site: row.text("site")?.to_owned(),
            title: row.text("title")?.to_owned(),
            text: row.text("words")?.to_owned(),
            picture: row.opt_text("picture")?.map(str::to_owned),
        };
        Ok((row.parse("post")?, preview))
    };
    rows.iter().map(read).collect()
}
