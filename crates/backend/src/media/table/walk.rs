//! How far it was gone over what shows media.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;

/// The table; it has one row, once it was begun.
pub(crate) const CREATE: &str = "
    CREATE TABLE media_walk (
        id TEXT PRIMARY KEY,
        kinds TEXT NOT NULL,
        kind TEXT NOT NULL,
        after TEXT NOT NULL,
        began BIGINT NOT NULL,
        whole BIGINT NOT NULL,
        due BIGINT NOT NULL
    );";

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    /// The kinds of things that there are.
    pub(crate) kinds: String,
    /// At which of them it is; empty where it has not begun.
    pub(crate) kind: String,
    /// Behind which thing.
    pub(crate) after: String,
    /// When it began.
    pub(crate) began: Timestamp,
    /// When the last one began that went over everything; 0 if none did.
    pub(crate) whole: Timestamp,
    /// When it goes on.
    pub(crate) due: Timestamp,
}

/// How far it is; none before it was begun.
pub(crate) fn standing(sql: &mut dyn Sql) -> Result<Option<Standing>, DbError> {
    let query = "SELECT kinds, kind, after, began, whole, due FROM media_walk WHERE id = 'all'";
    sql.query_opt(query, &[])?
        .map(|row| {
            Ok(Standing {
                kinds: row.text("kinds")?.to_owned(),
                kind: row.text("kind")?.to_owned(),
                after: row.text("after")?.to_owned(),
                began: row.time("began")?,
                whole: row.time("whole")?,
                due: row.time("due")?,
            })
        })
        .transpose()
}

/// Has it go on at another time.
pub(crate) fn put_off(sql: &mut dyn Sql, due: Timestamp) -> Result<(), DbError> {
    sql.execute("UPDATE media_walk SET due = $1 WHERE id = 'all'", &params![due]).map(drop)
}

/// Writes how far it is.
pub(crate) fn put(sql: &mut dyn Sql, now: &Standing) -> Result<(), DbError> {
    let Standing { kinds, kind, after, began, whole, due } = now;
    sql.execute(
        "INSERT INTO media_walk (id, kinds, kind, after, began, whole, due)
         VALUES ('all', $1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET kinds = excluded.kinds, kind = excluded.kind,
             after = excluded.after, began = excluded.began, whole = excluded.whole,
             due = excluded.due",
        &params![kinds, kind, after, *began, *whole, *due],
    )
    .map(drop)
}
