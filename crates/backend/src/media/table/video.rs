//! Videos: whose turn it is, who works on it until when, and what was made.

use crate::db::{DbError, Row, Sql};
use crate::media::GRACE;
use crate::media::video::Cut;
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{PersonId, VideoId};
use sampan_protocol::media::{Made, Video, VideoState};
use serde::Serialize;

/// The table. `due` is when it may be claimed: a video that is worked on may be claimed again when
/// its worker did not say for a while that it lives.
pub(crate) const CREATE: &str = "
    CREATE TABLE media_videos (
        id TEXT PRIMARY KEY,
        owner TEXT NOT NULL,
        state TEXT NOT NULL,
        attempt BIGINT NOT NULL,
        due BIGINT,
        worker TEXT NOT NULL,
        progress BIGINT NOT NULL,
        bytes BIGINT NOT NULL,
        cover BIGINT,
        source TEXT NOT NULL,
        error TEXT,
        note TEXT,
        made TEXT,
        used BIGINT NOT NULL,
        created BIGINT NOT NULL
    );
    CREATE INDEX media_videos_by_due ON media_videos (due);
    CREATE INDEX media_videos_by_owner ON media_videos (owner, created);
    CREATE INDEX media_videos_by_source ON media_videos (source);";

/// What of the file is kept, as it is written; part of what names what was made of it.
pub(crate) const CUT: &str = "
    ALTER TABLE media_videos ADD COLUMN cut TEXT NOT NULL DEFAULT '';";

/// From when on a video may be taken away if nothing shows it, as far as somebody looked.
pub(crate) const SPARE: &str = "
    ALTER TABLE media_videos ADD COLUMN spare BIGINT;
    CREATE INDEX media_videos_by_spare ON media_videos (spare) WHERE spare IS NOT NULL;";

const COLUMNS: &str = "id, owner, state, attempt, due, progress, bytes, cover, cut, source, error, \
     note, made, used, created";

/// A video with what only the service knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) video: Video,
    pub(crate) owner: PersonId,
    /// Which moment is the cover, in milliseconds.
    pub(crate) cover: Option<u64>,
    /// What of it is kept.
    pub(crate) cut: Cut,
    /// Whether somebody published it.
    pub(crate) used: bool,
}

/// Puts a video into the queue.
pub(crate) fn insert(sql: &mut dyn Sql, new: &Stored) -> Result<(), DbError> {
    let Stored { video, owner, cover, cut, .. } = new;
    sql.execute(
        "INSERT INTO media_videos
            (id, owner, state, attempt, due, worker, progress, bytes, cover, cut, source, used,
             created, spare)
         VALUES ($1, $2, $3, 0, $4, '', 0, $5, $6, $7, '', 0, $4, $8)
         ON CONFLICT (id) DO NOTHING",
        &params![
            video.id,
            owner,
            VideoState::Queued.word(),
            video.created,
            video.bytes.cast_signed(),
            cover.map(u64::cast_signed),
            cut.to_string(),
            video.created.plus_seconds(GRACE)
        ],
    )
    .map(drop)
}

/// A video.
pub(crate) fn find(sql: &mut dyn Sql, id: VideoId) -> Result<Option<Stored>, DbError> {
    let query = format!("SELECT {COLUMNS} FROM media_videos WHERE id = $1");
    sql.query_opt(&query, &params![id])?.map(|row| read(&row)).transpose()
}

/// The videos of a person, the newest first.
pub(crate) fn of_owner(
    sql: &mut dyn Sql,
    owner: PersonId,
    most: i64,
) -> Result<Vec<Video>, DbError> {
    let query = format!(
        "SELECT {COLUMNS} FROM media_videos WHERE owner = $1 ORDER BY created DESC, id LIMIT $2"
    );
    let rows = sql.query(&query, &params![owner, most])?;
    rows.iter().map(|row| Ok(read(row)?.video)).collect()
}

/// How many videos of a person wait or are worked on.
pub(crate) fn waiting_of(sql: &mut dyn Sql, owner: PersonId) -> Result<u64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS many FROM media_videos WHERE owner = $1 AND due IS NOT NULL",
        &params![owner],
    )?
    .count("many")
}

/// When a video may be claimed next.
pub(crate) fn next_due(sql: &mut dyn Sql) -> Result<Option<Timestamp>, DbError> {
    let row = sql.query_one("SELECT MIN(due) AS due FROM media_videos", &[])?;
    Ok(row.opt_int("due")?.map(Timestamp))
}

/// Claims the video that has waited longest, for one more try, until a time at most.
pub(crate) fn claim(
    sql: &mut dyn Sql,
    worker: &str,
    (now, until): (Timestamp, Timestamp),
) -> Result<Option<Stored>, DbError> {
    let query =
        format!("SELECT {COLUMNS} FROM media_videos WHERE due <= $1 ORDER BY due, id LIMIT 1");
    let Some(row) = sql.query_opt(&query, &params![now])? else { return Ok(None) };
    let mut found = read(&row)?;
    let claimed = sql.query_opt(
        "UPDATE media_videos SET state = $2, attempt = attempt + 1, due = $3, worker = $4,
            progress = 0
         WHERE id = $1 AND attempt = $5 AND due = $6 RETURNING id",
        &params![
            found.video.id,
            VideoState::Working.word(),
            until,
            worker,
            row.int("attempt")?,
            row.int("due")?
        ],
    )?;
    found.video.state = VideoState::Working;
    found.video.attempt += 1;
    found.video.progress = 0;
    Ok(claimed.map(|_| found))
}

/// Says that a worker lives, and how far it is; false if the video is no longer this worker's.
pub(crate) fn renew(
    sql: &mut dyn Sql,
    (id, worker): (VideoId, &str),
    until: Timestamp,
    progress: u16,
) -> Result<bool, DbError> {
    let renewed = sql.query_opt(
        "UPDATE media_videos SET due = $3, progress = $4
         WHERE id = $1 AND worker = $2 AND state = $5 RETURNING id",
        &params![id, worker, until, progress, VideoState::Working.word()],
    )?;
    Ok(renewed.is_some())
}

/// Notes the SHA-256 of the file that was handed in.
pub(crate) fn set_source(sql: &mut dyn Sql, id: VideoId, source: &str) -> Result<(), DbError> {
    let update = "UPDATE media_videos SET source = $2 WHERE id = $1";
    sql.execute(update, &params![id, source]).map(drop)
}

/// Ends a worker's try: done, failed, or to be tried again when it is due. False if the video is no
/// longer this worker's; nothing is changed then.
pub(crate) fn end(
    sql: &mut dyn Sql,
    worker: &str,
    video: &Video,
    due: Option<Timestamp>,
) -> Result<bool, DbError> {
    let ended = sql.query_opt(
        "UPDATE media_videos SET state = $3, attempt = $4, due = $5, worker = '', progress = $6,
            error = $7, note = $8, made = $9
         WHERE id = $1 AND worker = $2 AND state = $10 RETURNING id",
        &params![
            video.id,
            worker,
            video.state.word(),
            video.attempt,
            due,
            video.progress,
            json(video.error.as_ref())?,
            json(video.note.as_ref())?,
            json(video.made.as_ref())?,
            VideoState::Working.word()
        ],
    )?;
    Ok(ended.is_some())
}

/// What was made of the same of the same file with the same cover before.
pub(crate) fn made_of(
    sql: &mut dyn Sql,
    source: &str,
    (cover, cut): (Option<u64>, Cut),
) -> Result<Option<Made>, DbError> {
    let cover = cover.map_or(-1, u64::cast_signed);
    let rows = sql.query(
        "SELECT made FROM media_videos WHERE source = $1 AND state = $2
            AND COALESCE(cover, -1) = $3 AND cut = $4 LIMIT 1",
        &params![source, VideoState::Done.word(), cover, cut.to_string()],
    )?;
    rows.first().map(|row| row.json("made")).transpose()
}

/// Lets a video be tried again from the beginning that failed; false if it did not fail.
pub(crate) fn again(sql: &mut dyn Sql, id: VideoId, now: Timestamp) -> Result<bool, DbError> {
    let begun = sql.query_opt(
        "UPDATE media_videos SET state = $2, attempt = 0, due = $3, progress = 0, error = NULL
         WHERE id = $1 AND state = $4 RETURNING id",
        &params![id, VideoState::Queued.word(), now, VideoState::Failed.word()],
    )?;
    Ok(begun.is_some())
}

/// Notes that a video was published: its owner does not take it away any more.
pub(crate) fn set_used(sql: &mut dyn Sql, id: VideoId) -> Result<(), DbError> {
    sql.execute("UPDATE media_videos SET used = 1 WHERE id = $1", &params![id]).map(drop)
}

/// What was made of a video, for whoever wants to watch it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Watched {
    pub(crate) owner: PersonId,
    pub(crate) made: Option<Made>,
    /// Whether anything shows it to everybody; none where nothing shows it.
    pub(crate) shown: Option<bool>,
    /// Whether somebody looked what shows it.
    pub(crate) is_known: bool,
}

/// A video as it is watched.
pub(crate) fn watched(sql: &mut dyn Sql, id: VideoId) -> Result<Option<Watched>, DbError> {
    let row = sql.query_opt(
        "SELECT v.owner, v.made, v.spare,
             (SELECT MAX(u.is_open) FROM media_uses u WHERE u.what = v.id) AS shown
         FROM media_videos v WHERE v.id = $1",
        &params![id],
    )?;
    let Some(row) = row else { return Ok(None) };
    let is_made = row.opt_text("made")?.is_some();
    Ok(Some(Watched {
        owner: row.parse("owner")?,
        made: if is_made { Some(row.json("made")?) } else { None },
        is_known: row.opt_int("spare")?.is_some(),
        shown: row.opt_int("shown")?.map(|open| open != 0),
    }))
}

/// The identifiers of videos behind this one.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM media_videos WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// Videos that are spare by a time, if nothing shows them, with their owners, so many at most.
pub(crate) fn spare(
    sql: &mut dyn Sql,
    by: Timestamp,
    most: i64,
) -> Result<Vec<(VideoId, PersonId)>, DbError> {
    let query = "SELECT id, owner FROM media_videos WHERE spare <= $1 ORDER BY spare LIMIT $2";
    let rows = sql.query(query, &params![by, most])?;
    rows.iter().map(|row| Ok((row.parse("id")?, row.parse("owner")?))).collect()
}

/// Writes from when on a video is spare; none where something shows it.
pub(crate) fn set_spare(
    sql: &mut dyn Sql,
    id: VideoId,
    from: Option<Timestamp>,
) -> Result<(), DbError> {
    let update = "UPDATE media_videos SET spare = $2 WHERE id = $1";
    sql.execute(update, &params![id, from]).map(drop)
}

/// Has a video be spare from a time on that nothing shows, and of which nobody said so.
pub(crate) fn find_spare(sql: &mut dyn Sql, id: &str, from: Timestamp) -> Result<(), DbError> {
    sql.execute(
        "UPDATE media_videos SET spare = $2 WHERE id = $1 AND spare IS NULL
            AND NOT EXISTS (SELECT 1 FROM media_uses WHERE what = $1)",
        &params![id, from],
    )
    .map(drop)
}

/// Takes a video away.
pub(crate) fn delete(sql: &mut dyn Sql, id: VideoId) -> Result<(), DbError> {
    sql.execute("DELETE FROM media_videos WHERE id = $1", &params![id]).map(drop)
}

fn json(value: Option<&impl Serialize>) -> Result<Option<String>, DbError> {
    value.map(serde_json::to_string).transpose().map_err(|error| DbError::Other(error.to_string()))
}

fn read(row: &Row) -> Result<Stored, DbError> {
    let state = row.text("state")?;
    let small = |column| Ok::<_, DbError>(u16::try_from(row.int(column)?).unwrap_or(u16::MAX));
    let told = |column| match row.opt_text(column)? {
        None => Ok(None),
        Some(_) => row.json(column).map(Some),
    };
    let video = Video {
        id: row.parse("id")?,
        state: VideoState::of(state).ok_or_else(|| DbError::Decode(format!("state {state}")))?,
        progress: small("progress")?,
        attempt: small("attempt")?,
        bytes: row.count("bytes")?,
        created: row.time("created")?,
        error: told("error")?,
        note: told("note")?,
        made: row.opt_text("made")?.is_some().then(|| row.json("made")).transpose()?,
    };
    Ok(Stored {
        video,
        owner: row.parse("owner")?,
        cover: row.opt_int("cover")?.and_then(|cover| u64::try_from(cover).ok()),
        cut: row.parse("cut")?,
        used: row.flag("used")?,
    })
}
