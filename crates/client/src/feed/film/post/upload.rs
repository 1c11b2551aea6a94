//! Uploads what is posted, one file after the other, for as long as the profile is open: whatever is cut
//! goes on where the service says that it stands.

use super::super::super::{KINDS, SCOPE};
use super::table::posting::{self, Kept, Stage};
use super::{list, parts, stage, tell, tus};
use crate::core::Core;
use crate::db::blocking;
use crate::features;
use crate::outbox::NewOp;
use crate::perform::put_in;
use crate::run::Backoff;
use crate::table::row;
use sampan_protocol::device::Event;
use sampan_protocol::feed::film::{PostVideo, Posting};
use sampan_protocol::feed::ops::{self, Said};
use sampan_protocol::feed::{KeepShot, KeptShot, Shot};
use sampan_protocol::ids::OpId;
use sampan_protocol::media::{self, PartSize, Span, Video, VideoState, Window, metadata, rows};
use sampan_protocol::{Code, Error};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// How long to rest where nothing waits, unless something happens.
const REST: Duration = Duration::from_secs(600);

/// Keeps at it until it is aborted.
pub(crate) async fn keep(core: Arc<Core>) {
    let random = core.random.clone();
    let (mut backoff, mut events) = (Backoff::new(&*random), core.status.listen());
    if let Err(error) = sweep(&core).await {
        tracing::warn!(%error, "staged files cannot be looked through");
    }
    let (mut told, mut size) = (Vec::new(), PartSize::default());
    loop {
        let left = look(&core, &mut size).await;
        if let Err(error) = tell_changes(&core, &mut told).await {
            tracing::debug!(%error, "what is posted cannot be read");
        }
        let wait = match left {
            Ok(false) => {
                backoff.reset();
                REST
            }
            Ok(true) => backoff.wait(),
            Err(error) => {
                tracing::debug!(%error, "what is posted waits");
                backoff.wait()
            }
        };
        rest(&core, &mut events, wait).await;
    }
}

/// Waits until there may be something to do.
async fn rest(core: &Core, events: &mut Receiver<Event>, wait: Duration) {
    let end = tokio::time::sleep(wait);
    tokio::pin!(end);
    loop {
        tokio::select! {
            () = &mut end => return,
            () = core.upload.notified() => return,
            event = events.recv() => match event {
                Ok(Event::Sync(state)) if state.online => return,
                Ok(Event::Rows(kinds)) if kinds.iter().any(|kind| kind == rows::VIDEO) => return,
                Err(RecvError::Lagged(_)) => return,
                // What tells of events lives as long as the core.
                Err(RecvError::Closed) => std::future::pending::<()>().await,
                Ok(_) => {}
            },
        }
    }
}

/// Does what can be done now; answers whether something is left that may go on later.
///
/// # Errors
/// Why nothing can be done now.
async fn look(core: &Core, size: &mut PartSize) -> Result<bool, Error> {
    let own = core.own.clone();
    let all = blocking(move || own.read(posting::all)).await?;
    let mut left = false;
    for kept in all {
        match kept.stage {
            Stage::Failed => {}
            Stage::Dropped => {
                tus::end(&core.wire, kept.video).await?;
                let (own, video) = (core.own.clone(), kept.video);
                blocking(move || own.write(|tx| posting::remove(tx, video))).await?;
            }
            Stage::Written => {
                if video(core, &kept).await?.is_some_and(|video| video.state == VideoState::Done) {
                    stage::remove(&stage::path(core, &kept.file));
                }
            }
            Stage::Sending => {
                let done = upload(core, &kept, size).await;
                left |= hinder(core, &kept, done).await?;
            }
        }
    }
    Ok(left)
}

/// Notes why one does not go on, if it does not; answers whether it may later.
async fn hinder(core: &Core, kept: &Kept, done: Result<(), Error>) -> Result<bool, Error> {
    let Err(error) = done else { return Ok(false) };
    let later = tus::may_pass(&error);
    tracing::info!(%error, video = %kept.video, later, "a video does not go on");
    if error.code == Code::Offline {
        return Err(error);
    }
    let (own, video) = (core.own.clone(), kept.video);
    blocking(move || own.write(|tx| posting::hindered(tx, video, &error, !later))).await?;
    Ok(later)
}

/// Uploads one, after its cover, and has its note written.
async fn upload(core: &Core, kept: &Kept, size: &mut PartSize) -> Result<(), Error> {
    let covered = cover(core, kept).await?;
    let kept = covered.as_ref().unwrap_or(kept);
    let video = kept.video;
    let at = match tus::look(&core.wire, video).await? {
        Some(at) => at,
        None => match tus::begin(&core.wire, video, kept.bytes, &said(kept)).await {
            // The service forgets uploads, and keeps what came of them.
            Err(error) if error.key == OTHER && self::video(core, kept).await?.is_some() => {
                kept.bytes
            }
            other => other.map(|()| 0)?,
        },
    };
    if parts::send(core, kept, at, size).await? {
        return write(core, kept).await;
    }
    // The service is yet to be told.
    core.upload.notify_one();
    Ok(())
}

const OTHER: &str = "error.upload.other_file";

/// Hands the cover in that the device took, if it is not yet; answers the posting as it is then. It is
/// the only picture of the note until the service takes one itself.
async fn cover(core: &Core, kept: &Kept) -> Result<Option<Kept>, Error> {
    let Some(base64) = kept.request.cover.clone() else { return Ok(None) };
    let shot = core.wire.ask(&KeepShot { crop: None, base64 }).await?;
    let KeptShot { sha256, width, height } = shot;
    let pictures = vec![Shot { sha256, width, height, tags: Vec::new() }];
    let said = Said { pictures, ..kept.request.said.clone() };
    let kept =
        Kept { request: PostVideo { cover: None, said, ..kept.request.clone() }, ..kept.clone() };
    let (own, covered) = (core.own.clone(), kept.clone());
    blocking(move || own.write(|tx| posting::covered(tx, &covered))).await?;
    Ok(Some(kept))
}

/// What is said about the file.
fn said(kept: &Kept) -> Vec<(&'static str, String)> {
    let request = &kept.request;
    let cover = request.cover_ms.map(|cover| (metadata::COVER, cover.to_string()));
    let trim = request.trim.map(|(from_ms, to_ms)| Span { from_ms, to_ms });
    let trim = trim.map(|span| (metadata::TRIM, span.to_string()));
    let crop = request.crop.as_ref().map(|crop| (metadata::CROP, window(crop).to_string()));
    [cover, trim, crop].into_iter().flatten().collect()
}

/// What of the picture, as the service reads it.
pub(super) fn window(crop: &sampan_protocol::feed::Crop) -> Window {
    Window { x: crop.x, y: crop.y, width: crop.width, height: crop.height }
}

/// Puts the note into the outbox, once, in the transaction that says that all of the file is there.
async fn write(core: &Core, kept: &Kept) -> Result<(), Error> {
    let scope = features::scope(&core.known(), SCOPE)?;
    let (own, identity, at) = (core.own.clone(), core.wire.identity(), core.service_now());
    let fresh = OpId::new(&*core.clock, &*core.random);
    let (name, args) = operation(kept)?;
    let (video, op_id) = (kept.video, kept.op);
    let new = NewOp { op_id, scope, name: name.to_owned(), args, other: None, at };
    blocking(move || {
        own.write(|tx| {
            if posting::written(tx, video)? {
                put_in(tx, new, fresh, &identity)?;
            }
            Ok(())
        })
    })
    .await?;
    core.status.tell_rows(KINDS.iter().map(|kind| (*kind).to_owned()).collect());
    core.recount().await?;
    core.kick.notify_one();
    Ok(())
}

/// The operation that names the video.
pub(super) fn operation(kept: &Kept) -> Result<(&'static str, serde_json::Value), Error> {
    let request = &kept.request;
    let (note, said, publish) = (request.note, request.said.clone(), request.publish);
    let account = request.account.ok_or_else(Error::internal)?;
    let written = match kept.edits {
        true => (ops::EDIT, serde_json::to_value(ops::Edit { note, said, publish })),
        false => (ops::WRITE, serde_json::to_value(ops::Write { note, account, said, publish })),
    };
    Ok((written.0, written.1.map_err(|_| Error::internal())?))
}

/// What the service told of the video.
pub(super) async fn video(core: &Core, kept: &Kept) -> Result<Option<Video>, Error> {
    let scope = features::scope(&core.known(), media::SCOPE)?;
    let key = kept.video.to_string();
    core.cached(move |db| row::get(db, &scope, rows::VIDEO, &key)).await
}

/// Tells if what is posted is another than it was told.
async fn tell_changes(core: &Core, told: &mut Vec<Posting>) -> Result<(), Error> {
    if core.known().me.is_none() {
        return Ok(());
    }
    let now = list::postings(core).await?;
    if now != *told {
        *told = now;
        tell(core);
    }
    Ok(())
}

async fn sweep(core: &Core) -> Result<(), Error> {
    let (own, folder) = (core.own.clone(), core.folder.clone());
    blocking(move || {
        stage::sweep(&folder, SystemTime::now(), |name| {
            // What cannot be looked up stays.
            own.read(|db| posting::has_file(db, name)).unwrap_or(true)
        });
        Ok(())
    })
    .await
}
