//! Captions of short videos: apart from their notes, for few read them and they are long.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::NoteId;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE feed_captions (
        note TEXT PRIMARY KEY REFERENCES feed_notes (id),
        vtt TEXT NOT NULL
    );";

/// Writes the captions of a note; none for no captions.
pub(crate) fn put(sql: &mut dyn Sql, note: NoteId, vtt: Option<&str>) -> Result<(), DbError> {
    let Some(vtt) = vtt else {
        let delete = "DELETE FROM feed_captions WHERE note = $1";
        return sql.execute(delete, &params![note]).map(drop);
    };
    sql.execute(
        "INSERT INTO feed_captions (note, vtt) VALUES ($1, $2)
         ON CONFLICT (note) DO UPDATE SET vtt = excluded.vtt",
        &params![note, vtt],
    )
    .map(drop)
}

/// The captions of a note (WebVTT).
pub(crate) fn find(sql: &mut dyn Sql, note: NoteId) -> Result<Option<String>, DbError> {
    let query = "SELECT vtt FROM feed_captions WHERE note = $1";
    let found = sql.query_opt(query, &params![note])?;
    found.map(|row| row.text("vtt").map(str::to_owned)).transpose()
}
