//! How far everything was gone over.

use crate::db::{DbError, Sql};
use crate::params;

/// The table; it has one row, once it was begun.
pub(crate) const CREATE: &str = "
    CREATE TABLE search_walk (
        id TEXT PRIMARY KEY,
        kind BIGINT NOT NULL,
        after TEXT NOT NULL
    );";

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    /// At which kind.
    pub(crate) kind: usize,
    /// Behind which thing of it.
    pub(crate) after: String,
}

/// How far it is; none before it was begun.
pub(crate) fn standing(sql: &mut dyn Sql) -> Result<Option<Standing>, DbError> {
    sql.query_opt("SELECT kind, after FROM search_walk WHERE id = 'all'", &[])?
        .map(|row| {
            let kind = usize::try_from(row.int("kind")?).unwrap_or_default();
            Ok(Standing { kind, after: row.text("after")?.to_owned() })
        })
        .transpose()
}

/// Writes how far it is.
pub(crate) fn put(sql: &mut dyn Sql, now: &Standing) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO search_walk (id, kind, after) VALUES ('all', $1, $2)
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, after = excluded.after",
        &params![i64::try_from(now.kind).unwrap_or_default(), &now.after],
    )
    .map(drop)
}
