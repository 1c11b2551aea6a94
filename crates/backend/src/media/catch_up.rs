//! Notes what pictures look like in a few bytes that were kept before that was done: once, a few at a time,
//! with no transaction open while they are read. Where it stands is in the database, so that it goes on
//! wherever a process ended; whoever else does the same at the same time does no harm.

use super::picture::thumb_again;
use super::table::looked::{self, Standing};
use crate::backend::Backend;
use sampan_protocol::{Code, Error, Timestamp};

/// How many files are looked at for one transaction.
const BATCH: i64 = 20;
/// How many batches one round has, so that videos do not wait for all of them.
const ROUND: usize = 16;
/// How long the first one waits, in seconds: a service that starts has other things to do.
const FIRST: i64 = 600;
/// When it goes on where the store could not be read, in seconds.
const AGAIN: i64 = 600;
/// How often; what cannot be read then is passed over.
const TRIES: i64 = 5;

/// Looks at the next pictures, if there are any.
///
/// # Errors
/// What the database says.
pub(super) async fn go_on(backend: &Backend, now: Timestamp) -> Result<(), Error> {
    let read = |backend: &Backend| Ok(backend.db().read(looked::standing)?);
    let Some(mut stands) = backend.blocking(read).await? else {
        let due = now.plus_seconds(FIRST);
        let begin =
            move |backend: &Backend| Ok(backend.db().write(|sql| looked::begin(sql, due))?);
        return backend.blocking(begin).await;
    };
    let closed = backend.closed();
    for _ in 0..ROUND {
        if stands.done || stands.due > now || *closed.borrow() {
            break;
        }
        stands = batch(backend, stands, now).await?;
    }
    Ok(())
}

/// Looks at a batch; answers where it stands then.
async fn batch(backend: &Backend, stands: Standing, now: Timestamp) -> Result<Standing, Error> {
    let after = stands.after.clone();
    let read =
        move |backend: &Backend| Ok(backend.db().read(|sql| looked::files(sql, &after, BATCH))?);
    let files = backend.blocking(read).await?;
    let last = files.last().map_or_else(|| stands.after.clone(), |file| file.sha256.clone());
    let done = (files.len() as i64) < BATCH;
    let mut next = Standing { after: last, due: now, done, tries: 0 };
    let mut pictures = Vec::new();
    for file in files.into_iter().filter(|file| file.lacks) {
        match backend.media().get(&file.object, 0..file.size).await {
            Ok(bytes) => pictures.push((file.sha256, bytes)),
            // What was taken away meanwhile looks like nothing.
            Err(error) if error.code == Code::NotFound => {}
            Err(error) if stands.tries >= TRIES => {
                tracing::warn!(%error, file = %file.sha256, "what it looks like is never seen");
            }
            Err(error) => {
                tracing::warn!(%error, "what old pictures look like is seen later");
                let (due, tries) = (now.plus_seconds(AGAIN), stands.tries + 1);
                next = Standing { due, tries, ..stands.clone() };
                break;
            }
        }
    }
    let (from, to) = (stands.after, next.clone());
    let write = move |backend: &Backend| {
        let seen = |(name, bytes): &(String, Vec<u8>)| Some((name.clone(), thumb_again(bytes)?));
        let thumbs: Vec<(String, String)> = pictures.iter().filter_map(seen).collect();
        backend.db().write(|sql| {
            for (name, thumb) in &thumbs {
                looked::note(sql, name, thumb)?;
            }
            looked::go_on(sql, &from, &to)
        })?;
        Ok::<_, Error>(())
    };
    backend.blocking(write).await?;
    Ok(next)
}
