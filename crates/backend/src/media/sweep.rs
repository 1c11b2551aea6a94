//! Takes away what nothing shows any more: first out of the database, then out of the store. Each step
//! can be done again, by anybody, wherever a process ended.
//!
//! ```text
//! nothing shows it ── spare ── a week ── gone, with its edition ── out of the store
//!                       └── shown again: it stays
//! ```
//!
//! Nothing goes before everything was gone over that might show it ([`walk`](super::walk)).

use super::owned::VIDEO;
use super::shows::note;
use super::table::walk;
use super::table::{gone, hand, item, upload, uses, video};
use super::{DAY, Media, scope};
use crate::backend::Backend;
use crate::db::DbError;
use crate::module::{Context, Refusal};
use sampan_protocol::ids::{OpId, VideoId};
use sampan_protocol::media::{VideoState, rows};
use sampan_protocol::{Error, Timestamp};

/// How many files are looked at in one transaction.
const FILES: i64 = 100;
/// How many transactions with files one round has.
const ROUNDS: usize = 10;
/// How many videos one round takes away, each in a transaction of its own.
const VIDEOS: i64 = 50;
/// How many files one round takes out of the store.
const GONE: usize = 200;
/// When a file is tried again that the store did not take away, in seconds.
const AGAIN: i64 = 600;

/// Takes away what may go.
///
/// # Errors
/// What the database says.
pub(super) async fn run(backend: &Backend, now: Timestamp) -> Result<(), Error> {
    let read = |backend: &Backend| Ok(backend.db().read(walk::standing)?);
    let stands = backend.blocking(read).await?.unwrap_or_default();
    if stands.whole > Timestamp::default() {
        // Whatever shows it was looked at when it was spare, or about to be.
        let by = now.min(stands.whole.plus_seconds(DAY));
        backend.blocking(move |backend| videos(backend, (now, by))).await?;
        backend.blocking(move |backend| files(backend, (now, by))).await?;
    }
    for _ in 0..GONE {
        if !one_gone(backend, now).await? {
            break;
        }
    }
    Ok(())
}

/// Takes videos away that nothing shows, or that nobody published.
fn videos(backend: &Backend, (now, by): (Timestamp, Timestamp)) -> Result<(), Error> {
    for (id, owner) in backend.db().read(|sql| video::spare(sql, by, VIDEOS))? {
        let op = OpId::new(backend.clock(), backend.random());
        match backend.in_name_of(owner, op, now, |cx| one_video(cx, id)) {
            Ok(true) => backend.intake().quarantine.remove(id),
            Ok(false) => {}
            Err(Refusal::Failed(error)) => return Err(error.into()),
            Err(Refusal::Rejected(error)) => {
                tracing::error!(%error, %id, "a video is not taken away");
                let later = Some(now.plus_seconds(DAY));
                backend.db().write(|sql| video::set_spare(sql, id, later))?;
            }
        }
    }
    Ok(())
}

/// Takes a video of whoever acts away, unless something shows it by now; says whether it is gone.
fn one_video(cx: &mut Context<'_>, id: VideoId) -> Result<bool, Refusal> {
    if uses::is_used(cx.sql, &id.to_string())? {
        video::set_spare(cx.sql, id, None)?;
        return Ok(false);
    }
    let Some(stored) = video::find(cx.sql, id)? else { return Ok(false) };
    if matches!(stored.video.state, VideoState::Queued | VideoState::Working) {
        let later = Some(cx.now.plus_seconds(DAY));
        video::set_spare(cx.sql, id, later)?;
        return Ok(false);
    }
    forget(cx, id)?;
    upload::delete(cx.sql, id)?;
    Ok(true)
}

/// Takes a video of whoever acts away, and lets go of what was made of it.
pub(super) fn forget(cx: &mut Context<'_>, id: VideoId) -> Result<(), DbError> {
    video::delete(cx.sql, id)?;
    // Whoever takes over what was made of the same file is done within a day.
    note(cx.sql, &Media, (VIDEO, &id.to_string()), cx.now.plus_seconds(DAY))?;
    cx.delete(&scope(cx.me.id), rows::VIDEO, id);
    Ok(())
}

/// Takes files away that nothing shows.
fn files(backend: &Backend, (now, by): (Timestamp, Timestamp)) -> Result<(), Error> {
    backend.db().write(|sql| hand::forget(sql, now))?;
    for _ in 0..ROUNDS {
        let looked = backend.db().write(|sql| {
            let spare = item::spare(sql, by, FILES)?;
            for sha256 in &spare {
                match uses::is_used(sql, sha256)? {
                    true => item::is_shown(sql, sha256)?,
                    false => gone::take_away(sql, sha256, now)?,
                }
            }
            Ok::<_, DbError>(spare.len())
        })?;
        if looked == 0 {
            break;
        }
    }
    Ok(())
}

/// Takes a file out of the store, with no transaction open; says whether there was one.
async fn one_gone(backend: &Backend, now: Timestamp) -> Result<bool, Error> {
    let claim = move |backend: &Backend| {
        let until = now.plus_seconds(AGAIN);
        Ok(backend.db().write(|sql| gone::claim(sql, (now, until)))?)
    };
    let Some(found) = backend.blocking(claim).await? else { return Ok(false) };
    backend.media().delete(&item::object(&found.sha256, found.edition)).await?;
    backend.blocking(move |backend| Ok(backend.db().write(|sql| gone::done(sql, &found))?)).await?;
    Ok(true)
}
