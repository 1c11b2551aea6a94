//! How far it was gone over pictures that were kept before it was noted what they look like.

use super::item::object;
use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;

/// The table; it has one row, once it was begun.
pub(crate) const CREATE: &str = "
    CREATE TABLE media_looked (
        id TEXT PRIMARY KEY,
        after TEXT NOT NULL,
        due BIGINT NOT NULL,
        done BIGINT NOT NULL,
        tries BIGINT NOT NULL
    );";

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Behind which file.
    pub(crate) after: String,
    /// When it goes on.
    pub(crate) due: Timestamp,
    /// Whether it has gone over all of them: what is kept since has its hash.
    pub(crate) done: bool,
    /// How often the files that are next could not be read.
    pub(crate) tries: i64,
}

/// A file that is gone over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) sha256: String,
    /// What it is called in the store.
    pub(crate) object: String,
    pub(crate) size: u64,
    /// Whether it is a picture of which it is not noted what it looks like.
    pub(crate) lacks: bool,
}

/// How far it is; none before it was begun.
pub(crate) fn standing(sql: &mut dyn Sql) -> Result<Option<Standing>, DbError> {
    sql.query_opt("SELECT after, due, done, tries FROM media_looked WHERE id = 'all'", &[])?
        .map(|row| {
            let after = row.text("after")?.to_owned();
            let (due, done) = (row.time("due")?, row.flag("done")?);
            Ok(Standing { after, due, done, tries: row.int("tries")? })
        })
        .transpose()
}

/// Begins it, unless somebody has.
pub(crate) fn begin(sql: &mut dyn Sql, due: Timestamp) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO media_looked (id, after, due, done, tries) VALUES ('all', '', $1, 0, 0)
         ON CONFLICT (id) DO NOTHING",
        &params![due],
    )
    .map(drop)
}

/// Writes how far it is, where it still stands behind this file.
pub(crate) fn go_on(sql: &mut dyn Sql, from: &str, now: &Standing) -> Result<(), DbError> {
    sql.execute(
        "UPDATE media_looked SET after = $2, due = $3, done = $4, tries = $5
         WHERE id = 'all' AND after = $1",
        &params![from, &now.after, now.due, i64::from(now.done), now.tries],
    )
    .map(drop)
}

/// The files behind one, in the order of their names, so many at most.
pub(crate) fn files(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<File>, DbError> {
    let query = "SELECT sha256, mime, size, edition, thumb FROM media WHERE sha256 > $1
         ORDER BY sha256 LIMIT $2";
    let read = |row: &Row| {
        let sha256 = row.text("sha256")?.to_owned();
        let is_picture = row.text("mime")?.starts_with("image/");
        Ok(File {
            object: object(&sha256, row.int("edition")?),
            sha256,
            size: row.count("size")?,
            lacks: is_picture && row.text("thumb")?.is_empty(),
        })
    };
    sql.query(query, &params![after, most])?.iter().map(read).collect()
}

/// Notes what a picture looks like, unless that is noted.
pub(crate) fn note(sql: &mut dyn Sql, sha256: &str, thumb: &str) -> Result<(), DbError> {
    let update = "UPDATE media SET thumb = $2 WHERE sha256 = $1 AND thumb = ''";
    sql.execute(update, &params![sha256, thumb]).map(drop)
}
