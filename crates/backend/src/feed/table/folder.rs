//! Folders of notes that people keep.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::feed::Folder;
use sampan_protocol::ids::{FolderId, PersonId};

/// The table.
pub(crate) const CREATE: &str = include_str!("folder.sql");

/// A folder, and whose it is.
pub(crate) fn find(sql: &mut dyn Sql, id: FolderId) -> Result<Option<(Folder, PersonId)>, DbError> {
    let query = "SELECT id, name, public, created, person FROM feed_folders WHERE id = $1";
    let Some(row) = sql.query_opt(query, &params![id])? else { return Ok(None) };
    let folder = Folder {
        id: row.parse("id")?,
        name: row.text("name")?.to_owned(),
        public: row.flag("public")?,
        created: row.time("created")?,
    };
    Ok(Some((folder, row.parse("person")?)))
}

/// Writes a folder.
pub(crate) fn put(sql: &mut dyn Sql, folder: &Folder, person: PersonId) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO feed_folders (id, person, name, public, created) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, public = excluded.public",
        &params![folder.id, person, &folder.name, folder.public, folder.created],
    )
    .map(drop)
}

/// Takes a folder away.
pub(crate) fn remove(sql: &mut dyn Sql, id: FolderId) -> Result<(), DbError> {
    sql.execute("DELETE FROM feed_folders WHERE id = $1", &params![id]).map(drop)
}

/// How many folders somebody has.
pub(crate) fn count(sql: &mut dyn Sql, person: PersonId) -> Result<usize, DbError> {
    let query = "SELECT COUNT(*) AS folders FROM feed_folders WHERE person = $1";
    let row = sql.query_one(query, &params![person])?;
    Ok(usize::try_from(row.int("folders")?).unwrap_or(usize::MAX))
}
