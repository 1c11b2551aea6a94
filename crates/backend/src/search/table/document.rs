//! What is to be found: how it stands among equals, and a print of its words.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::search::Kind;

/// The table. `id` is kind and identifier: `post/<id>`.
pub(crate) const CREATE: &str = "
    CREATE TABLE search_documents (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        standing BIGINT NOT NULL,
        print TEXT NOT NULL
    );";

/// A document as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    /// What decides among equals.
    pub(crate) standing: i64,
    /// SHA-256 of its words.
    pub(crate) print: String,
}

/// A document.
pub(crate) fn find(sql: &mut dyn Sql, id: &str) -> Result<Option<Stored>, DbError> {
    let query = "SELECT standing, print FROM search_documents WHERE id = $1";
    sql.query_opt(query, &params![id])?
        .map(|row| Ok(Stored { standing: row.int("standing")?, print: row.text("print")?.into() }))
        .transpose()
}

/// Writes a document.
pub(crate) fn put(
    sql: &mut dyn Sql,
    (id, kind): (&str, Kind),
    now: &Stored,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO search_documents (id, kind, standing, print) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, print = excluded.print",
        &params![id, kind.word(), now.standing, &now.print],
    )
    .map(drop)
}

/// Takes a document out.
pub(crate) fn remove(sql: &mut dyn Sql, id: &str) -> Result<(), DbError> {
    sql.execute("DELETE FROM search_documents WHERE id = $1", &params![id]).map(drop)
}
