//! Which notes are of which topics.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::NoteId;

/// The table.
pub(crate) const CREATE: &str = include_str!("topic.sql");

/// Writes of which topics a note is from now on.
pub(crate) fn set(
    sql: &mut dyn Sql,
    note: NoteId,
    topics: &[String],
    published: Timestamp,
) -> Result<(), DbError> {
    sql.execute("DELETE FROM feed_topics WHERE note = $1", &params![note])?;
    for topic in topics {
        sql.execute(
            "INSERT INTO feed_topics (topic, note, published) VALUES ($1, $2, $3)",
            &params![topic, note, published],
        )?;
    }
    Ok(())
}
