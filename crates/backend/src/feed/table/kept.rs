//! Which notes people keep, and in which folder.

use super::note::seen;
use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{FolderId, NoteId, PersonId};

/// The table.
pub(crate) const CREATE: &str = include_str!("kept.sql");

/// Keeps a note; says whether it was not kept before.
pub(crate) fn put(
    sql: &mut dyn Sql,
    person: PersonId,
    note: NoteId,
    folder: Option<FolderId>,
    at: Timestamp,
) -> Result<bool, DbError> {
    let added = sql.execute(
        "INSERT INTO feed_kept (person, note, folder, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person, note) DO NOTHING",
        &params![person, note, folder, at],
    )?;
    if added == 0 {
        let update = "UPDATE feed_kept SET folder = $3 WHERE person = $1 AND note = $2";
        sql.execute(update, &params![person, note, folder])?;
    }
    Ok(added == 1)
}

/// Keeps a note no longer; says whether it was kept before.
pub(crate) fn remove(sql: &mut dyn Sql, person: PersonId, note: NoteId) -> Result<bool, DbError> {
    let delete = "DELETE FROM feed_kept WHERE person = $1 AND note = $2";
    Ok(sql.execute(delete, &params![person, note])? == 1)
}

/// Takes everything out of a folder; it stays kept.
pub(crate) fn empty(sql: &mut dyn Sql, folder: FolderId) -> Result<(), DbError> {
    let update = "UPDATE feed_kept SET folder = NULL WHERE folder = $1";
    sql.execute(update, &params![folder]).map(drop)
}

/// How many notes of a folder that are still there somebody may see.
pub(crate) fn count(sql: &mut dyn Sql, reader: PersonId, folder: FolderId) -> Result<i64, DbError> {
    let row = sql.query_one(
        concat!(
            "SELECT COUNT(*) AS notes FROM feed_kept p CROSS JOIN feed_notes n
             WHERE n.id = p.note AND p.folder = $2 AND n.state = 1 AND ",
            seen!()
        ),
        &params![reader, folder],
    )?;
    row.int("notes")
}
