//! Uploads: how much of each is there, and who writes to it.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{PersonId, VideoId};

/// The table. `received` is what the disk is known to have; `writer` is the process that writes to
/// it, until `writing` at most.
pub(crate) const CREATE: &str = "
    CREATE TABLE media_uploads (
        id TEXT PRIMARY KEY,
        owner TEXT NOT NULL,
        length BIGINT NOT NULL,
        received BIGINT NOT NULL,
        metadata TEXT NOT NULL,
        state TEXT NOT NULL,
        writer TEXT NOT NULL,
        writing BIGINT NOT NULL,
        created BIGINT NOT NULL,
        expires BIGINT NOT NULL
    );
    CREATE INDEX media_uploads_by_owner ON media_uploads (owner, state);
    CREATE INDEX media_uploads_by_expiry ON media_uploads (expires);";

/// More of it may come.
const OPEN: &str = "open";
/// All of it is there.
const WHOLE: &str = "whole";

/// An upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Upload {
    pub(crate) id: VideoId,
    pub(crate) owner: PersonId,
    pub(crate) length: u64,
    pub(crate) received: u64,
    /// As it was sent.
    pub(crate) metadata: String,
    /// Whether all of it is there.
    pub(crate) whole: bool,
    pub(crate) created: Timestamp,
    pub(crate) expires: Timestamp,
}

/// Notes a new upload; says whether there was none of this identifier.
pub(crate) fn insert(sql: &mut dyn Sql, new: &Upload) -> Result<bool, DbError> {
    let inserted = sql.execute(
        "INSERT INTO media_uploads
            (id, owner, length, received, metadata, state, writer, writing, created, expires)
         VALUES ($1, $2, $3, 0, $4, $5, '', 0, $6, $7) ON CONFLICT (id) DO NOTHING",
        &params![
            new.id,
            new.owner,
            new.length.cast_signed(),
            &new.metadata,
            OPEN,
            new.created,
            new.expires
        ],
    )?;
    Ok(inserted == 1)
}

/// An upload of a person.
pub(crate) fn find(
    sql: &mut dyn Sql,
    id: VideoId,
    owner: PersonId,
) -> Result<Option<Upload>, DbError> {
    let query = "SELECT id, owner, length, received, metadata, state, created, expires
         FROM media_uploads WHERE id = $1 AND owner = $2";
    sql.query_opt(query, &params![id, owner])?.map(|row| read(&row)).transpose()
}

/// Whether an upload is known.
pub(crate) fn is_known(sql: &mut dyn Sql, id: VideoId) -> Result<bool, DbError> {
    let found = sql.query_opt("SELECT id FROM media_uploads WHERE id = $1", &params![id])?;
    Ok(found.is_some())
}

/// How many uploads of a person are open, and how many bytes they will have.
pub(crate) fn open_of(sql: &mut dyn Sql, owner: PersonId) -> Result<(u64, u64), DbError> {
    let row = sql.query_one(
        "SELECT COUNT(*) AS many, CAST(COALESCE(SUM(length), 0) AS BIGINT) AS bytes
         FROM media_uploads WHERE owner = $1 AND state = $2",
        &params![owner, OPEN],
    )?;
    Ok((row.count("many")?, row.count("bytes")?))
}

/// The uploads of a person that are whole and not forgotten, and how many bytes they have.
pub(crate) fn whole_of(
    sql: &mut dyn Sql,
    owner: PersonId,
    now: Timestamp,
) -> Result<Vec<(VideoId, u64)>, DbError> {
    let query = "SELECT id, length FROM media_uploads
         WHERE owner = $1 AND state = $2 AND expires > $3";
    let rows = sql.query(query, &params![owner, WHOLE, now])?;
    rows.iter().map(|row| Ok((row.parse("id")?, row.count("length")?))).collect()
}

/// Begins writing: false if somebody else does, or nothing more may come.
pub(crate) fn begin(
    sql: &mut dyn Sql,
    id: VideoId,
    writer: &str,
    (now, until): (Timestamp, Timestamp),
) -> Result<bool, DbError> {
    let begun = sql.query_opt(
        "UPDATE media_uploads SET writer = $2, writing = $3
         WHERE id = $1 AND state = $4 AND (writer = '' OR writing < $5) RETURNING id",
        &params![id, writer, until, OPEN, now],
    )?;
    Ok(begun.is_some())
}

/// What a writer says about an upload.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand<'a> {
    pub(crate) id: VideoId,
    pub(crate) writer: &'a str,
    /// What the disk has.
    pub(crate) received: u64,
    pub(crate) expires: Timestamp,
}

/// Notes how much is there while writing goes on until a time at most; false if it is no longer this
/// writer's.
pub(crate) fn go_on(
    sql: &mut dyn Sql,
    stand: Stand<'_>,
    until: Timestamp,
) -> Result<bool, DbError> {
    let Stand { id, writer, received, expires } = stand;
    let noted = sql.query_opt(
        "UPDATE media_uploads SET received = $3, writing = $4, expires = $5
         WHERE id = $1 AND writer = $2 RETURNING id",
        &params![id, writer, received.cast_signed(), until, expires],
    )?;
    Ok(noted.is_some())
}

/// Ends writing; it is whole if as much is there as there will be. None if it is no longer this
/// writer's, otherwise whether it is whole.
pub(crate) fn end(sql: &mut dyn Sql, stand: Stand<'_>) -> Result<Option<bool>, DbError> {
    let Stand { id, writer, received, expires } = stand;
    let noted = sql.query_opt(
        "UPDATE media_uploads SET received = $3, writer = '', writing = 0, expires = $4,
            state = CASE WHEN length = $3 THEN $5 ELSE $6 END
         WHERE id = $1 AND writer = $2 RETURNING state",
        &params![id, writer, received.cast_signed(), expires, WHOLE, OPEN],
    )?;
    noted.map(|row| Ok(row.text("state")? == WHOLE)).transpose()
}

/// Takes an upload away.
pub(crate) fn delete(sql: &mut dyn Sql, id: VideoId) -> Result<(), DbError> {
    sql.execute("DELETE FROM media_uploads WHERE id = $1", &params![id]).map(drop)
}

/// When the next upload is to be forgotten.
pub(crate) fn next_expiry(sql: &mut dyn Sql) -> Result<Option<Timestamp>, DbError> {
    let row = sql.query_one(
        "SELECT MIN(expires) AS expires FROM media_uploads WHERE NOT EXISTS
            (SELECT 1 FROM media_videos WHERE media_videos.id = media_uploads.id
                AND due IS NOT NULL)",
        &[],
    )?;
    Ok(row.opt_int("expires")?.map(Timestamp))
}

/// Takes the uploads away that nobody went on with, and whose videos nobody works on; says which, at
/// most a hundred.
pub(crate) fn expire(sql: &mut dyn Sql, now: Timestamp) -> Result<Vec<VideoId>, DbError> {
    let rows = sql.query(
        "DELETE FROM media_uploads WHERE id IN
            (SELECT id FROM media_uploads WHERE expires <= $1 AND writing < $1 AND NOT EXISTS
                (SELECT 1 FROM media_videos WHERE media_videos.id = media_uploads.id
                    AND due IS NOT NULL)
             ORDER BY expires LIMIT 100)
         RETURNING id",
        &params![now],
    )?;
    rows.iter().map(|row| row.parse("id")).collect()
}

fn read(row: &Row) -> Result<Upload, DbError> {
    Ok(Upload {
        id: row.parse("id")?,
        owner: row.parse("owner")?,
        length: row.count("length")?,
        received: row.count("received")?,
        metadata: row.text("metadata")?.to_owned(),
        whole: row.text("state")? == WHOLE,
        created: row.time("created")?,
        expires: row.time("expires")?,
    })
}
