//! Goes on with an upload: what comes is written by a thread of its own, which ends in order even if
//! whoever sent it is gone.

use super::head::Head;
use super::upload;
use super::writer::{Piece, Writer};
use super::{find, locked};
use crate::backend::Backend;
use crate::endpoint::Caller;
use axum::body::Body;
use futures::StreamExt;
use sampan_protocol::Error;
use sampan_protocol::ids::VideoId;
use std::time::Duration;
use tokio::sync::mpsc::{Sender, channel};
use tokio::time::{Instant, interval_at};

/// How long a writer is believed to live that does not say so, in seconds.
pub(super) const LEASE: i64 = 10;
/// How often it says so.
const TICK: Duration = Duration::from_secs(3);
/// After how many ticks without a byte the sender is taken to be gone.
const QUIET: u32 = 10;
/// How many pieces wait for the disk.
const WAITING: usize = 16;

/// Takes a part in; answers how much is there then.
///
/// # Errors
/// `Refused` where somebody else writes or the part begins elsewhere, `Invalid` for one that is too
/// long or is not what its checksum says, `Storage` where there is no room.
pub(super) async fn append(
    caller: &Caller,
    id: VideoId,
    head: &Head,
    body: Body,
) -> Result<u64, Error> {
    let offset = head.offset.ok_or_else(|| Error::invalid("error.upload.offset_missing"))?;
    let (found, received) = find(caller, id).await?;
    if found.whole {
        let nothing = head.body.unwrap_or(0) == 0 && offset == found.length;
        return if nothing { Ok(received) } else { Err(elsewhere(received)) };
    }
    let writing = caller.backend.intake().write(id).ok_or_else(locked)?;
    let length = head.body;
    let begin = move |backend: &Backend| {
        let (now, token) = (backend.now(), &backend.intake().token);
        let until = now.plus_seconds(LEASE);
        if !backend.db().write(|sql| upload::begin(sql, id, token, (now, until)))? {
            return Err(locked());
        }
        let writer = Writer::open(backend, &found, writing)?;
        let refused = if offset != writer.at() {
            Some(elsewhere(writer.at()))
        } else if length.is_some_and(|more| offset.saturating_add(more) > found.length) {
            Some(Error::invalid("error.upload.too_long"))
        } else {
            None
        };
        match refused {
            Some(error) => {
                writer.leave()?;
                Err(error)
            }
            None => Ok(writer),
        }
    };
    let writer = caller.backend.blocking(begin).await?.checking(head.checksum);
    let (sender, pieces) = channel(WAITING);
    let backend = caller.backend.clone();
    // It is a task of its own, so that it ends in order even if this future is dropped.
    let written =
        tokio::spawn(async move { backend.blocking(move |_| writer.write(pieces)).await });
    send(body, sender).await;
    written.await.map_err(|_| Error::internal())?
}

/// Hands over what comes, until it ends or is cut.
async fn send(body: Body, pieces: Sender<Piece>) {
    let mut data = body.into_data_stream();
    let first = Instant::now() + TICK;
    let (mut tick, mut quiet) = (interval_at(first, TICK), 0);
    loop {
        let piece = tokio::select! {
            part = data.next() => match part {
                Some(Ok(bytes)) => {
                    quiet = 0;
                    Piece::Bytes(bytes)
                }
                Some(Err(_)) => return,
                None => Piece::End,
            },
            _ = tick.tick() => {
                quiet += 1;
                Piece::Tick
            }
        };
        let ended = matches!(piece, Piece::End);
        if pieces.send(piece).await.is_err() || ended || quiet > QUIET {
            return;
        }
    }
}

/// The part begins elsewhere than what is there ends.
fn elsewhere(received: u64) -> Error {
    Error::refused("error.upload.offset").with("received", received.cast_signed())
}
