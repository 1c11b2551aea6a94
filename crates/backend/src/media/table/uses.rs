//! What shows which media: a file by its SHA-256, or a video by its identifier, and the thing that has it.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use std::collections::BTreeMap;

/// The table. `is_open` says that everybody may see what this thing shows.
pub(crate) const CREATE: &str = "
    CREATE TABLE media_uses (
        what TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        is_open BIGINT NOT NULL,
        PRIMARY KEY (what, kind, id)
    ) WITHOUT ROWID;
    CREATE INDEX media_uses_by_thing ON media_uses (kind, id);";

/// What a thing shows, and whether everybody may see it.
pub(crate) fn of_thing(
    sql: &mut dyn Sql,
    (kind, id): (&str, &str),
) -> Result<BTreeMap<String, bool>, DbError> {
    let query = "SELECT what, is_open FROM media_uses WHERE kind = $1 AND id = $2";
    let rows = sql.query(query, &params![kind, id])?;
    rows.iter().map(|row| Ok((row.text("what")?.to_owned(), row.flag("is_open")?))).collect()
}

/// The pictures that a thing shows.
pub(crate) fn pictures(
    sql: &mut dyn Sql,
    (kind, id): (&str, &str),
) -> Result<Vec<String>, DbError> {
    let rows = sql.query(
        "SELECT u.what FROM media_uses u CROSS JOIN media m
         WHERE m.sha256 = u.what AND u.kind = $1 AND u.id = $2 AND m.mime LIKE 'image/%'
         ORDER BY u.what",
        &params![kind, id],
    )?;
    rows.iter().map(|row| Ok(row.text("what")?.to_owned())).collect()
}

/// Notes that a thing shows something.
pub(crate) fn put(
    sql: &mut dyn Sql,
    what: &str,
    (kind, id): (&str, &str),
    is_open: bool,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO media_uses (what, kind, id, is_open) VALUES ($1, $2, $3, $4)
         ON CONFLICT (what, kind, id) DO UPDATE SET is_open = excluded.is_open",
        &params![what, kind, id, is_open],
    )
    .map(drop)
}

/// Notes that a thing shows something no longer.
pub(crate) fn remove(
    sql: &mut dyn Sql,
    what: &str,
    (kind, id): (&str, &str),
) -> Result<(), DbError> {
    let delete = "DELETE FROM media_uses WHERE what = $1 AND kind = $2 AND id = $3";
    sql.execute(delete, &params![what, kind, id]).map(drop)
}

/// Has something be spare from a time on that nothing shows any more.
pub(crate) fn let_go(sql: &mut dyn Sql, what: &str, from: Timestamp) -> Result<(), DbError> {
    if is_used(sql, what)? {
        return Ok(());
    }
    let update = "UPDATE media SET spare = $2, shut = 1 WHERE sha256 = $1";
    sql.execute(update, &params![what, from])?;
    let update = "UPDATE media_videos SET spare = $2 WHERE id = $1";
    sql.execute(update, &params![what, from]).map(drop)
}

/// Whether anything shows it.
pub(crate) fn is_used(sql: &mut dyn Sql, what: &str) -> Result<bool, DbError> {
    let query = "SELECT kind FROM media_uses WHERE what = $1 LIMIT 1";
    Ok(sql.query_opt(query, &params![what])?.is_some())
}

/// The things that show it, by kind and identifier: the latest ones, so many at most.
pub(crate) fn of(
    sql: &mut dyn Sql,
    what: &str,
    most: i64,
) -> Result<Vec<(String, String)>, DbError> {
    let query = "SELECT kind, id FROM media_uses WHERE what = $1 ORDER BY id DESC LIMIT $2";
    let read = |row: &Row| Ok((row.text("kind")?.to_owned(), row.text("id")?.to_owned()));
    sql.query(query, &params![what, most])?.iter().map(read).collect()
}

/// The identifiers of things of a kind that show something, behind this one.
pub(crate) fn ids(
    sql: &mut dyn Sql,
    kind: &str,
    after: &str,
    most: i64,
) -> Result<Vec<String>, DbError> {
    let query = "SELECT DISTINCT id FROM media_uses WHERE kind = $1 AND id > $2
         ORDER BY id LIMIT $3";
    let rows = sql.query(query, &params![kind, after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}
