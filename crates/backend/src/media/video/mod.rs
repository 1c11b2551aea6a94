//! Videos: what comes in is looked at, made anew in several sizes, and told of when it is done.
//!
//! ```text
//! upload is whole ── queue ── work ── sniff, container   what it is, before any tool sees it
//!                                ├── probe, plan        what has to be done, by ffprobe
//!                                ├── encode             ffmpeg, within limits
//!                                ├── still, playlist    poster, strip, lists
//!                                └── as_is              where the tools are not there
//! ```

mod as_is;
mod container;
mod cut;
mod ebml;
mod encode;
mod mp4;
mod plan;
mod playlist;
mod probe;
mod queue;
mod run;
mod sniff;
mod still;
mod tools;
mod work;

pub(crate) use cut::Cut;
pub(crate) use queue::keep;
pub(super) use tools::Tools;

use super::scope;
use super::sweep;
use super::table::upload::{self, Upload};
use super::table::video::{self, Stored};
use super::uploads::{cover, cut as kept};
use crate::db::DbError;
use crate::endpoint::Caller;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::ids::{OpId, VideoId};
use sampan_protocol::media::{Made, RetryVideo, Video, VideoState, rows};
use std::io::Cursor;

/// Why there is no video.
#[derive(Debug)]
enum Fault {
    /// The file is at fault; trying again does not help.
    Bad(Error),
    /// Something else is; it is tried again.
    Trouble(String),
    /// There is no room on the disk; it is tried again.
    Full,
    /// The file is not there.
    Lost,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Trouble(error.to_string())
    }
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        Self::Trouble(error.to_string())
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{NotFound, QuotaExceeded, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded => Self::Full,
            NotFound => Self::Lost,
            _ => Self::Trouble(error.to_string()),
        }
    }
}

impl From<image::ImageError> for Fault {
    fn from(error: image::ImageError) -> Self {
        Self::Trouble(error.to_string())
    }
}

/// The file is at fault.
fn bad<T>(key: &str) -> Result<T, Fault> {
    Err(Fault::Bad(Error::invalid(key)))
}

/// Overwrites what a file in memory says of its maker, its place or its time; every other byte stays what
/// and where it is.
///
/// # Errors
/// `Invalid` for a file whose parts do not fit together.
pub(crate) fn wipe(file: &mut [u8], is_mp4: bool) -> Result<(), Error> {
    let length = file.len() as u64;
    let mut file = Cursor::new(file);
    let wiped = match is_mp4 {
        true => mp4::wipe(&mut file, length),
        false => ebml::wipe(&mut file, length),
    };
    wiped.map_err(|fault| match fault {
        Fault::Bad(error) => error,
        _ => Error::invalid("error.video.malformed"),
    })
}

/// The files that were made of a video.
pub(crate) fn files_of(made: &Made) -> Vec<String> {
    let strip = made.strip.as_ref().map(|strip| strip.sha256.clone());
    let one = [Some(made.whole.sha256.clone()), made.master.clone(), made.poster.clone(), strip];
    let sizes = made.renditions.iter();
    let sizes = sizes.flat_map(|size| [size.playlist.clone(), size.file.sha256.clone()]);
    one.into_iter().flatten().chain(sizes).collect()
}

/// Takes a video of whoever acts for something that they publish, done or not: it is not taken away
/// any more while that shows it. What publishes it hears of its end by [`Module::video_ended`].
///
/// [`Module::video_ended`]: crate::module::Module::video_ended
///
/// # Errors
/// `NotFound` where they have none of this identifier, `Refused` for one that failed.
pub(crate) fn publish(cx: &mut Context<'_>, id: VideoId) -> Result<Video, Refusal> {
    let found = video::find(cx.sql, id)?.filter(|stored| stored.owner == cx.me.id);
    let stored = found.ok_or_else(|| Error::not_found("error.video.unknown"))?;
    if stored.video.state == VideoState::Failed {
        return Err(Error::refused("error.video.failed").into());
    }
    video::set_used(cx.sql, id)?;
    Ok(stored.video)
}

/// Puts a video into the queue whose upload is whole; its owner acts.
pub(super) fn begin(cx: &mut Context<'_>, upload: &Upload) -> Result<(), DbError> {
    let video = Video {
        id: upload.id,
        state: VideoState::Queued,
        progress: 0,
        attempt: 0,
        bytes: upload.length,
        created: cx.now,
        error: None,
        note: None,
        made: None,
    };
    tell(cx, &video)?;
    let (cover, cut) = (cover(&upload.metadata), kept(&upload.metadata));
    video::insert(cx.sql, &Stored { video, owner: upload.owner, cover, cut, used: false })
}

/// Puts a video of the caller into the queue once more that failed, while its file is still there.
///
/// # Errors
/// `NotFound` where they have none of this identifier, `Refused` where the file is gone or at fault.
pub(super) fn retry(caller: &Caller, request: &RetryVideo) -> Result<(), Error> {
    let (backend, me, id) = (&caller.backend, caller.me, request.video);
    let op = OpId::new(backend.clock(), backend.random());
    let retried = backend.in_name_of(me, op, backend.now(), |cx| {
        let found = video::find(cx.sql, id)?.filter(|stored| stored.owner == me);
        let stored = found.ok_or_else(|| Error::not_found("error.video.unknown"))?;
        if stored.video.state != VideoState::Failed {
            return Ok(());
        }
        let is_there = upload::find(cx.sql, id, me)?.is_some()
            && backend.intake().quarantine.length(id) == stored.video.bytes;
        if !is_there {
            return Err(Error::refused("error.video.no_retry").into());
        }
        if video::again(cx.sql, id, cx.now)? {
            let (state, progress, attempt, error) = (VideoState::Queued, 0, 0, None);
            tell(cx, &Video { state, progress, attempt, error, ..stored.video })?;
        }
        Ok(())
    });
    retried.map_err(told)?;
    backend.wake_keeper();
    Ok(())
}

/// Takes a video of whoever acts away, unless it was published.
pub(super) fn take_away(cx: &mut Context<'_>, id: VideoId) -> Result<(), Refusal> {
    let Some(stored) = video::find(cx.sql, id)?.filter(|stored| stored.owner == cx.me.id) else {
        return Ok(());
    };
    if stored.used {
        return Err(Error::refused("error.upload.used").into());
    }
    Ok(sweep::forget(cx, id)?)
}

/// Tells whoever acts how a video of theirs stands.
fn tell(cx: &mut Context<'_>, video: &Video) -> Result<(), DbError> {
    let scope = scope(cx.me.id);
    cx.put(&scope, rows::VIDEO, video.id, video)
}

/// What a refusal is to whoever asked.
pub(super) fn told(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Rejected(error) => error,
        Refusal::Failed(error) => error.into(),
    }
}
