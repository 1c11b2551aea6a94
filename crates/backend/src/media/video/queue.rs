//! The queue of videos: each is claimed by one worker, tried again where that helps, and ended in the
//! transaction in which everybody sees it.

use super::work::{Ready, work};
use super::{Fault, tell};
use crate::backend::Backend;
use crate::media::owned::VIDEO;
use crate::media::shows::uses_changed;
use crate::media::table::video::{self, Stored};
use crate::media::table::{item, upload};
use crate::moderation::{self, table::picture};
use crate::module::{Context, Refusal};
use futures::FutureExt;
use futures::future::join_all;
use sampan_protocol::auth::to_hex;
use sampan_protocol::ids::OpId;
use sampan_protocol::media::{Video, VideoState};
use sampan_protocol::{Error, Timestamp};
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

/// How often it looks whether there is something to say.
const LOOK: Duration = Duration::from_secs(1);
/// How often it says that it lives while it is believed to.
const SAID: u32 = 4;
/// After how many thousandths it tells how far it is.
const TOLD_STEP: u16 = 100;
/// How long a worker who has nothing to do waits while others have.
const IDLE: Duration = Duration::from_millis(500);
/// How long to wait after a try that failed, in seconds; twice as long each time.
const PATIENCE: i64 = 30;

/// Takes away what nobody goes on with, and works on what waits, until nothing does.
///
/// # Errors
/// What the database says.
pub(crate) async fn keep(backend: &Backend, now: Timestamp) -> Result<usize, Error> {
    sweep(backend, now).await?;
    let busy = AtomicUsize::new(0);
    let workers = backend.intake().settings.workers.max(1);
    let ended = join_all((0..workers).map(|_| worker(backend, &busy))).await;
    ended.into_iter().sum()
}

async fn sweep(backend: &Backend, now: Timestamp) -> Result<(), Error> {
    let work = move |backend: &Backend| {
        let quarantine = &backend.intake().quarantine;
        let gone = backend.db().write(|sql| upload::expire(sql, now))?;
        gone.into_iter().for_each(|id| quarantine.remove(id));
        quarantine.sweep(SystemTime::now(), |id| {
            // What cannot be looked up stays.
            backend.db().read(|sql| upload::is_known(sql, id)).unwrap_or(true)
        });
        Ok(())
    };
    backend.blocking(work).await
}

async fn worker(backend: &Backend, busy: &AtomicUsize) -> Result<usize, Error> {
    let closed = backend.closed();
    let mut ended = 0;
    while !*closed.borrow() {
        busy.fetch_add(1, Ordering::Relaxed);
        let claimed = claim(backend).await;
        if let Ok(Some((stored, token))) = &claimed {
            ended += usize::from(one(backend, stored, token).await);
        }
        let others = busy.fetch_sub(1, Ordering::Relaxed) > 1;
        match claimed? {
            Some(_) => {}
            None if others => tokio::time::sleep(IDLE).await,
            None => break,
        }
    }
    Ok(ended)
}

/// Claims the video that has waited longest, under a name of this claim's own.
async fn claim(backend: &Backend) -> Result<Option<(Stored, String)>, Error> {
    let work = |backend: &Backend| {
        let (now, mut bytes) = (backend.now(), [0; 8]);
        backend.random().fill(&mut bytes);
        let token = to_hex(&bytes);
        let until = leased(backend, now);
        let claimed = backend.db().write(|sql| video::claim(sql, &token, (now, until)))?;
        Ok(claimed.map(|stored| (stored, token)))
    };
    backend.blocking(work).await
}

/// Until when a worker is believed to live that says so now.
fn leased(backend: &Backend, now: Timestamp) -> Timestamp {
    now.plus_seconds(i64::from(backend.intake().settings.lease_seconds))
}

/// Works on one video; says whether it is done or failed for good.
async fn one(backend: &Backend, stored: &Stored, token: &str) -> bool {
    let (id, attempt) = (stored.video.id, stored.video.attempt);
    let progress = AtomicU16::new(0);
    let mut closed = backend.closed();
    let closing = async { closed.wait_for(|closed| *closed).await.map(drop) };
    let outcome = if attempt > backend.intake().settings.tries {
        Err(Fault::Trouble("whoever tried it did not come to an end".to_owned()))
    } else {
        let working = AssertUnwindSafe(work(backend, stored, token, &progress)).catch_unwind();
        tokio::select! {
            biased;
            _ = closing => {
                give_back(backend, stored, token).await;
                return false;
            }
            () = live(backend, stored, token, &progress) => {
                tracing::warn!(%id, attempt, "a video is somebody else's by now");
                return false;
            }
            done = working => done.unwrap_or_else(|_| {
                Err(Fault::Trouble("the work panicked".to_owned()))
            }),
        }
    };
    let (video, due) = judged(backend, stored, &outcome);
    // What the file is not at fault for may be tried once more, until the upload is forgotten.
    let may_retry = !matches!(outcome, Ok(_) | Err(Fault::Bad(_)));
    let (ready, owner, ended) = (outcome.ok(), stored.owner, due.is_none());
    let token = token.to_owned();
    let work = move |backend: &Backend| {
        let op = OpId::new(backend.clock(), backend.random());
        let done = backend.in_name_of(owner, op, backend.now(), |cx| {
            end(cx, &token, &video, due, ready.as_ref())
        });
        match done {
            Ok(ours) => Ok(ours),
            Err(Refusal::Failed(error)) => Err(error.into()),
            Err(Refusal::Rejected(error)) => {
                tracing::error!(%error, %id, "nobody can be told of a video");
                let (state, made) = (VideoState::Failed, None);
                let failed = Video { state, made, error: Some(error), ..video.clone() };
                Ok(backend.db().write(|sql| video::end(sql, &token, &failed, None))?)
            }
        }
    };
    match backend.blocking(work).await {
        Ok(ours) if ours && ended => {
            if !may_retry {
                backend.intake().quarantine.remove(id);
            }
            true
        }
        Ok(_) => false,
        Err(error) => {
            tracing::error!(%error, %id, attempt, "what became of a video cannot be noted");
            false
        }
    }
}

/// What a try means: done, failed for good, or to be tried again when it is due.
fn judged(
    backend: &Backend,
    stored: &Stored,
    outcome: &Result<Ready, Fault>,
) -> (Video, Option<Timestamp>) {
    let Stored { video, .. } = stored;
    let (id, attempt) = (video.id, video.attempt);
    let failed =
        |error: Error| Video { state: VideoState::Failed, error: Some(error), ..video.clone() };
    let key = match outcome {
        Ok(Ready { made, note, .. }) => {
            let (made, note) = (Some(made.clone()), note.clone());
            let done = VideoState::Done;
            return (Video { state: done, progress: 1_000, made, note, ..video.clone() }, None);
        }
        Err(Fault::Bad(error)) => {
            tracing::info!(%id, attempt, key = error.key, "a file is at fault");
            return (failed(error.clone()), None);
        }
        Err(Fault::Trouble(words)) => {
            tracing::warn!(%id, attempt, words, "a video is not done");
            "error.video.trouble"
        }
        Err(Fault::Full) => {
            tracing::warn!(%id, attempt, "there is no room for a video");
            "error.upload.no_room"
        }
        Err(Fault::Lost) => "error.upload.gone",
    };
    if attempt >= backend.intake().settings.tries {
        return (failed(Error::new(sampan_protocol::Code::Storage, key)), None);
    }
    let wait = PATIENCE << attempt.saturating_sub(1).min(8);
    let due = backend.now().plus_seconds(wait);
    (Video { state: VideoState::Queued, progress: 0, ..video.clone() }, Some(due))
}

/// Ends a try in the open transaction: the files, the row, and everybody who wants to know. False if
/// the video is no longer this worker's; nothing happens then.
fn end(
    cx: &mut Context<'_>,
    token: &str,
    video: &Video,
    due: Option<Timestamp>,
    ready: Option<&Ready>,
) -> Result<bool, Refusal> {
    let mut video = video.clone();
    if let Some(ready) = ready {
        if is_blocked(cx, ready)? {
            let error = Some(Error::refused("error.video.blocked"));
            let (state, made, note) = (VideoState::Failed, None, None);
            video = Video { state, made, note, error, ..video };
        } else {
            for file in &ready.files {
                let is_poster = ready.made.poster.as_ref() == Some(&file.sha256);
                let thumb = ready.made.thumbhash.as_deref().filter(|_| is_poster);
                let about = (file.mime.as_str(), file.bytes, thumb.unwrap_or_default());
                item::insert(cx.sql, &file.sha256, about, cx.me.id, cx.now)?;
            }
            if let Some((sha256, look)) = &ready.poster {
                picture::put(cx.sql, sha256, look)?;
            }
        }
    }
    if !video::end(cx.sql, token, &video, due)? {
        // What was inserted is true nevertheless: the files are there.
        return Ok(false);
    }
    tell(cx, &video)?;
    if due.is_none() {
        uses_changed(cx, VIDEO, video.id)?;
        for module in cx.modules {
            module.video_ended(cx, &video)?;
        }
    }
    Ok(true)
}

/// Whether it looks like something that is blocked.
fn is_blocked(cx: &mut Context<'_>, ready: &Ready) -> Result<bool, Refusal> {
    if moderation::is_any_blocked(cx.sql, &ready.looks)? {
        return Ok(true);
    }
    match &ready.made.poster {
        Some(poster) => Ok(moderation::is_blocked(cx.sql, poster)?),
        None => Ok(false),
    }
}

/// Says again and again that the worker lives, and how far it is; ends when the video is no longer
/// this worker's.
async fn live(backend: &Backend, stored: &Stored, token: &str, progress: &AtomicU16) {
    let (mut told, mut looks) = (0, 0);
    let mut is_new = true;
    let often = backend.intake().settings.lease_seconds / SAID;
    loop {
        let now = progress.load(Ordering::Relaxed);
        let further = is_new || now >= told + TOLD_STEP;
        if further || looks >= often {
            (told, looks) = (if further { now } else { told }, 0);
            match renew(backend, stored, token, now, further).await {
                Ok(true) => is_new = false,
                Ok(false) => return,
                Err(error) => tracing::warn!(%error, "a worker cannot say that it lives"),
            }
        }
        looks += 1;
        tokio::time::sleep(LOOK).await;
    }
}

async fn renew(
    backend: &Backend,
    stored: &Stored,
    token: &str,
    progress: u16,
    tells: bool,
) -> Result<bool, Error> {
    let (owner, token) = (stored.owner, token.to_owned());
    let video = Video { progress, ..stored.video.clone() };
    let work = move |backend: &Backend| {
        let until = leased(backend, backend.now());
        let op = OpId::new(backend.clock(), backend.random());
        let told = backend.in_name_of(owner, op, backend.now(), |cx| {
            let ours = video::renew(cx.sql, (video.id, &token), until, progress)?;
            if ours && tells {
                tell(cx, &video)?;
            }
            Ok(ours)
        });
        told.map_err(super::told)
    };
    backend.blocking(work).await
}

/// Lets somebody else go on at once, because this process ends: it does not count as a try.
async fn give_back(backend: &Backend, stored: &Stored, token: &str) {
    let (owner, token) = (stored.owner, token.to_owned());
    let attempt = stored.video.attempt.saturating_sub(1);
    let (state, progress) = (VideoState::Queued, 0);
    let video = Video { state, progress, attempt, ..stored.video.clone() };
    let work = move |backend: &Backend| {
        let (op, now) = (OpId::new(backend.clock(), backend.random()), backend.now());
        let given =
            backend.in_name_of(owner, op, now, |cx| end(cx, &token, &video, Some(now), None));
        given.map_err(super::told)
    };
    if let Err(error) = backend.blocking(work).await {
        tracing::warn!(%error, "a video is taken up again only after a while");
    }
}
