//! What is in the media store, by the SHA-256 of its bytes.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE media (
        sha256 TEXT PRIMARY KEY,
        mime TEXT NOT NULL,
        size BIGINT NOT NULL,
        keeper TEXT NOT NULL,
        at BIGINT NOT NULL
    );";

/// What pictures look like in a few bytes.
pub(crate) const THUMB: &str = "ALTER TABLE media ADD COLUMN thumb TEXT NOT NULL DEFAULT '';";

/// Notes that something was kept; twice is once.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    sha256: &str,
    (mime, size, thumb): (&str, u64, &str),
    keeper: PersonId,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO media (sha256, mime, size, keeper, at, thumb) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (sha256) DO NOTHING",
        &params![sha256, mime, size.cast_signed(), keeper, at, thumb],
    )
    .map(drop)
}

/// What a picture looks like in a few bytes; none for what is no picture, or is not kept.
pub(crate) fn thumb(sql: &mut dyn Sql, sha256: &str) -> Result<Option<String>, DbError> {
    let found = sql.query_opt("SELECT thumb FROM media WHERE sha256 = $1", &params![sha256])?;
    let thumb = found.map(|row| row.text("thumb").map(str::to_owned)).transpose()?;
    Ok(thumb.filter(|thumb| !thumb.is_empty()))
}

/// The media type and size of what is kept.
pub(crate) fn find(sql: &mut dyn Sql, sha256: &str) -> Result<Option<(String, u64)>, DbError> {
    sql.query_opt("SELECT mime, size FROM media WHERE sha256 = $1", &params![sha256])?
        .map(|row| Ok((row.text("mime")?.to_owned(), row.count("size")?)))
        .transpose()
}
