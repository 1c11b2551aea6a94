//! How far short videos were watched on each day, and from where they were come to: never by whom.

use crate::db::{DbError, Sql, Value, any_of};
use crate::params;
use sampan_protocol::feed::film::Source;
use sampan_protocol::ids::NoteId;

/// The table. `source` is empty where a video was come to straight.
pub(crate) const CREATE: &str = "
    CREATE TABLE feed_watched (
        note TEXT NOT NULL REFERENCES feed_notes (id),
        day BIGINT NOT NULL,
        tenths BIGINT NOT NULL,
        source TEXT NOT NULL,
        times BIGINT NOT NULL,
        PRIMARY KEY (note, day, tenths, source)
    );
    CREATE INDEX feed_watched_by_day ON feed_watched (day);";

/// How often a video was watched so far, from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Watched {
    pub(crate) note: NoteId,
    pub(crate) tenths: i64,
    pub(crate) source: Option<Source>,
    pub(crate) times: i64,
}

/// Counts that one was watched.
pub(crate) fn add(
    sql: &mut dyn Sql,
    (note, day): (NoteId, i64),
    tenths: u8,
    source: Option<Source>,
) -> Result<(), DbError> {
    let source = source.map_or("", Source::word);
    sql.execute(
        "INSERT INTO feed_watched (note, day, tenths, source, times) VALUES ($1, $2, $3, $4, 1)
         ON CONFLICT (note, day, tenths, source)
         DO UPDATE SET times = feed_watched.times + excluded.times",
        &params![note, day, tenths, source],
    )
    .map(drop)
}

/// How often each of these was watched, since anything is remembered.
pub(crate) fn of(sql: &mut dyn Sql, notes: &[NoteId]) -> Result<Vec<Watched>, DbError> {
    let mut all = Vec::new();
    for (list, values) in any_of(notes.iter().map(Value::from).collect()) {
        let query = format!(
            "SELECT note, tenths, source, CAST(SUM(times) AS BIGINT) AS times FROM feed_watched
             WHERE note IN {list} GROUP BY note, tenths, source"
        );
        for row in sql.query(&query, &values)? {
            let (note, tenths) = (row.parse("note")?, row.int("tenths")?);
            let source = Source::from_word(row.text("source")?);
            all.push(Watched { note, tenths, source, times: row.int("times")? });
        }
    }
    Ok(all)
}

/// Forgets what was watched before a day.
pub(crate) fn forget(sql: &mut dyn Sql, before: i64) -> Result<(), DbError> {
    sql.execute("DELETE FROM feed_watched WHERE day < $1", &params![before]).map(drop)
}
