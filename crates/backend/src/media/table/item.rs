//! What is in the media store, by the SHA-256 of its bytes.

use crate::db::{DbError, Sql};
use crate::media::UNSHOWN;
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

/// From when on a file may be taken away if nothing shows it, as far as somebody looked; whether it
/// was shown and is no longer; and which edition of it lies in the store.
pub(crate) const SPARE: &str = "
    ALTER TABLE media ADD COLUMN spare BIGINT;
    ALTER TABLE media ADD COLUMN shut BIGINT NOT NULL DEFAULT 0;
    ALTER TABLE media ADD COLUMN edition BIGINT NOT NULL DEFAULT 0;
    CREATE INDEX media_by_spare ON media (spare) WHERE spare IS NOT NULL;";

/// A file as it is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) sha256: String,
    pub(crate) mime: String,
    pub(crate) size: u64,
    /// What it is called in the store.
    pub(crate) object: String,
    /// Who handed it in first.
    pub(crate) keeper: PersonId,
    /// Whether anything shows it to everybody; none where nothing shows it.
    pub(crate) shown: Option<bool>,
    /// Whether it was shown, and is no longer.
    pub(crate) shut: bool,
}

/// Notes that something was kept; twice is once.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    sha256: &str,
    (mime, size, thumb): (&str, u64, &str),
    keeper: PersonId,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO media (sha256, mime, size, keeper, at, thumb, spare, edition)
         VALUES ($1, $2, $3, $4, $5, $6, $7,
             COALESCE((SELECT MAX(edition) + 1 FROM media_gone WHERE sha256 = $1), 0))
         ON CONFLICT (sha256) DO NOTHING",
        &params![sha256, mime, size.cast_signed(), keeper, at, thumb, at.plus_seconds(UNSHOWN)],
    )
    .map(drop)
}

/// Leaves a file alone until a time at least; says whether it is kept, and what it is called in the
/// store, or will be.
pub(crate) fn renew(
    sql: &mut dyn Sql,
    sha256: &str,
    until: Timestamp,
) -> Result<(bool, String), DbError> {
    let update = "UPDATE media SET spare = $2 WHERE sha256 = $1 AND spare < $2";
    sql.execute(update, &params![sha256, until])?;
    let row = sql.query_one(
        "SELECT (SELECT edition FROM media WHERE sha256 = $1) AS known,
             (SELECT MAX(edition) + 1 FROM media_gone WHERE sha256 = $1) AS next",
        &params![sha256],
    )?;
    let (known, next) = (row.opt_int("known")?, row.opt_int("next")?);
    Ok((known.is_some(), object(sha256, known.or(next).unwrap_or(0))))
}

/// What an edition of a file is called in the store.
pub(crate) fn object(sha256: &str, edition: i64) -> String {
    match edition {
        0 => sha256.to_owned(),
        _ => format!("{sha256}.{edition}"),
    }
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

/// What is kept, as it is served.
pub(crate) fn kept(sql: &mut dyn Sql, sha256: &str) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        "SELECT m.mime, m.size, m.edition, m.keeper, m.shut,
             (SELECT MAX(u.is_open) FROM media_uses u WHERE u.what = m.sha256) AS shown
         FROM media m WHERE m.sha256 = $1",
        &params![sha256],
    )?
    .map(|row| {
        Ok(Kept {
            sha256: sha256.to_owned(),
            mime: row.text("mime")?.to_owned(),
            size: row.count("size")?,
            object: object(sha256, row.int("edition")?),
            keeper: row.parse("keeper")?,
            shut: row.flag("shut")?,
            shown: row.opt_int("shown")?.map(|open| open != 0),
        })
    })
    .transpose()
}

/// Files that are spare by a time, if nothing shows them, so many at most.
pub(crate) fn spare(sql: &mut dyn Sql, by: Timestamp, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT sha256 FROM media WHERE spare <= $1 ORDER BY spare LIMIT $2";
    let rows = sql.query(query, &params![by, most])?;
    rows.iter().map(|row| Ok(row.text("sha256")?.to_owned())).collect()
}

/// Notes that a file is shown: it is not spare.
pub(crate) fn is_shown(sql: &mut dyn Sql, sha256: &str) -> Result<(), DbError> {
    sql.execute("UPDATE media SET spare = NULL WHERE sha256 = $1", &params![sha256]).map(drop)
}
