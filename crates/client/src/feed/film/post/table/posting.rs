//! What one posts: how far it is, and what is done when all of it is there.

use crate::db::{Connection, Fault, OptionalExtension, Row, Transaction, params};
use sampan_protocol::feed::film::PostVideo;
use sampan_protocol::ids::{OpId, VideoId};
use sampan_protocol::{Error, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("posting.sql");

/// How far a posting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Stage {
    /// The file is uploaded, or waits for that.
    Sending,
    /// All of it is there, and the note is in the outbox or further.
    Written,
    /// The service does not take the file.
    Failed,
    /// It was given up; the service is yet to be told.
    Dropped,
}

impl Stage {
    const ALL: [Self; 4] = [Self::Sending, Self::Written, Self::Failed, Self::Dropped];

    const fn word(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Written => "written",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }
}

/// A video that one posts.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Kept {
    /// The upload.
    pub(in super::super) video: VideoId,
    /// The name of the staged file.
    pub(in super::super) file: String,
    /// What was asked for.
    pub(in super::super) request: PostVideo,
    /// The operation that names the video.
    pub(in super::super) op: OpId,
    /// Whether it changes a note that is there already.
    pub(in super::super) edits: bool,
    /// The bytes of the file.
    pub(in super::super) bytes: u64,
    /// What the service is known to have.
    pub(in super::super) sent: u64,
    /// How far it is.
    pub(in super::super) stage: Stage,
    /// Why it failed, or why it waits.
    pub(in super::super) error: Option<Error>,
    /// When it was posted.
    pub(in super::super) created: Timestamp,
}

/// Puts a posting in.
pub(in super::super) fn insert(tx: &Transaction<'_>, new: &Kept) -> Result<(), Fault> {
    tx.execute(
        "INSERT INTO posting (video, file, request, op, edits, bytes, state, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            new.video.to_string(),
            new.file,
            serde_json::to_string(&new.request)?,
            new.op.to_string(),
            new.edits,
            new.bytes.cast_signed(),
            new.stage.word(),
            new.created.micros(),
        ],
    )?;
    Ok(())
}

/// One of them.
pub(in super::super) fn get(db: &Connection, video: VideoId) -> Result<Option<Kept>, Fault> {
    let sql = format!("{SELECT} WHERE video = ?1");
    let found = db.prepare_cached(&sql)?.query_row([video.to_string()], read).optional()?;
    found.transpose()
}

/// All of them, the first one first.
pub(in super::super) fn all(db: &Connection) -> Result<Vec<Kept>, Fault> {
    let sql = format!("{SELECT} ORDER BY place");
    let mut query = db.prepare_cached(&sql)?;
    query.query_map([], read)?.map(|kept| kept?).collect()
}

/// Whether a staged file is one of those.
pub(in super::super) fn has_file(db: &Connection, file: &str) -> Result<bool, Fault> {
    let sql = "SELECT EXISTS (SELECT 1 FROM posting WHERE file = ?1)";
    Ok(db.prepare_cached(sql)?.query_row([file], |row| row.get(0))?)
}

/// Whether one is to be sent.
pub(in super::super) fn is_sent(db: &Connection, video: VideoId) -> Result<bool, Fault> {
    let sql = "SELECT EXISTS (SELECT 1 FROM posting WHERE video = ?1 AND state = 'sending')";
    Ok(db.prepare_cached(sql)?.query_row([video.to_string()], |row| row.get(0))?)
}

/// Notes what the service has, and that nothing is in the way; false if it is not sent any more.
pub(in super::super) fn reached(
    tx: &Transaction<'_>,
    video: VideoId,
    sent: u64,
) -> Result<bool, Fault> {
    let sql = "UPDATE posting SET sent = ?2, error = NULL WHERE video = ?1 AND state = 'sending'";
    Ok(tx.execute(sql, params![video.to_string(), sent.cast_signed()])? == 1)
}

/// Notes that the cover is handed in.
pub(in super::super) fn covered(tx: &Transaction<'_>, kept: &Kept) -> Result<(), Fault> {
    let sql = "UPDATE posting SET request = ?2 WHERE video = ?1";
    tx.execute(sql, [kept.video.to_string(), serde_json::to_string(&kept.request)?])?;
    Ok(())
}

/// Notes why one that is sent has to wait, or, if it is for good, that it failed.
pub(in super::super) fn hindered(
    tx: &Transaction<'_>,
    video: VideoId,
    error: &Error,
    for_good: bool,
) -> Result<(), Fault> {
    let stage = if for_good { Stage::Failed } else { Stage::Sending };
    let sql = "UPDATE posting SET state = ?2, error = ?3 WHERE video = ?1 AND state = 'sending'";
    let error = serde_json::to_string(error)?;
    tx.execute(sql, params![video.to_string(), stage.word(), error])?;
    Ok(())
}

/// Notes that all of one is there that is sent; false if it is not sent any more.
pub(in super::super) fn written(tx: &Transaction<'_>, video: VideoId) -> Result<bool, Fault> {
    let sql = "UPDATE posting SET state = 'written', sent = bytes, error = NULL
        WHERE video = ?1 AND state = 'sending'";
    Ok(tx.execute(sql, [video.to_string()])? == 1)
}

/// Sends one again that failed.
pub(in super::super) fn again(tx: &Transaction<'_>, video: VideoId) -> Result<(), Fault> {
    let sql = "UPDATE posting SET state = 'sending', error = NULL
        WHERE video = ?1 AND state = 'failed'";
    tx.execute(sql, [video.to_string()])?;
    Ok(())
}

/// Sends one anew as another upload; false if it is not what it was any more.
pub(in super::super) fn anew(
    tx: &Transaction<'_>,
    before: VideoId,
    next: &Kept,
) -> Result<bool, Fault> {
    let changed = tx.execute(
        "UPDATE posting SET video = ?2, request = ?3, op = ?4, edits = ?5, sent = 0,
            state = 'sending', error = NULL WHERE video = ?1 AND state = 'written'",
        params![
            before.to_string(),
            next.video.to_string(),
            serde_json::to_string(&next.request)?,
            next.op.to_string(),
            next.edits,
        ],
    )?;
    Ok(changed == 1)
}

/// Gives one up of which the service is yet to be told.
pub(in super::super) fn give_up(tx: &Transaction<'_>, video: VideoId) -> Result<(), Fault> {
    let sql = "UPDATE posting SET state = 'dropped' WHERE video = ?1";
    tx.execute(sql, [video.to_string()])?;
    Ok(())
}

/// Takes one off.
pub(in super::super) fn remove(tx: &Transaction<'_>, video: VideoId) -> Result<(), Fault> {
    tx.execute("DELETE FROM posting WHERE video = ?1", [video.to_string()])?;
    Ok(())
}

const SELECT: &str = "SELECT video, file, request, op, edits, bytes, sent, state, error, created
    FROM posting";

fn read(row: &Row<'_>) -> Result<Result<Kept, Fault>, rusqlite::Error> {
    let text = |column: &str| row.get::<_, String>(column);
    let (video, file, request, op) = (text("video")?, text("file")?, text("request")?, text("op")?);
    let (state, error) = (text("state")?, row.get::<_, Option<String>>("error")?);
    let (bytes, sent): (i64, i64) = (row.get("bytes")?, row.get("sent")?);
    let (edits, created) = (row.get("edits")?, row.get("created")?);
    Ok((|| {
        Ok(Kept {
            video: video.parse().map_err(|_| Error::internal())?,
            file,
            request: serde_json::from_str(&request)?,
            op: op.parse().map_err(|_| Error::internal())?,
            edits,
            bytes: bytes.cast_unsigned(),
            sent: sent.cast_unsigned(),
            stage: Stage::ALL
                .into_iter()
                .find(|stage| stage.word() == state)
                .ok_or_else(Error::internal)?,
            error: error.map(|text| serde_json::from_str(&text)).transpose()?,
            created: Timestamp::from_micros(created),
        })
    })())
}
