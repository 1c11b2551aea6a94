//! Goes on with an upload: what comes is written by a task of its own, which ends in order even if
//! whoever sent it is gone. No thread waits for who sends: it is put on the disk a batch at a time.

use super::head::Head;
use super::upload;
use super::writer::{Then, Writer};
use super::{find, locked, unknown};
use crate::backend::Backend;
use crate::endpoint::Caller;
use axum::body::{Body, Bytes};
use futures::StreamExt;
use sampan_protocol::Error;
use sampan_protocol::ids::VideoId;
use std::ops::ControlFlow;
use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{Instant, interval_at};

/// How long a writer is believed to live that does not say so, in seconds.
pub(super) const LEASE: i64 = 10;
/// How often it says so.
const TICK: Duration = Duration::from_secs(3);
/// After how many ticks without a byte the sender is taken to be gone.
const QUIET: u32 = 10;
/// How many pieces wait for the disk.
const WAITING: usize = 16;
/// How many bytes are put on the disk at once, unless time passes before there are so many.
const BATCH: usize = 1 << 20;

/// What comes.
enum Piece {
    /// Some of the file.
    Bytes(Bytes),
    /// Time passes.
    Tick,
    /// The part is complete. Where the pieces end without it, they were cut.
    End,
}

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
    let (me, length) = (caller.me, head.body);
    let begin = move |backend: &Backend| {
        let (now, token) = (backend.now(), &backend.intake().token);
        let until = now.plus_seconds(LEASE);
        if !backend.db().write(|sql| upload::begin(sql, id, token, (now, until)))? {
            return Err(locked());
        }
        // It may be further by now than it was when nobody was kept from writing.
        let found = backend.db().read(|sql| upload::find(sql, id, me))?.ok_or_else(unknown)?;
        let writer = Writer::open(backend, &found, until, writing)?;
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
    let written = tokio::spawn(write(backend, writer, pieces));
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

/// Puts what comes on the disk; answers how much is there then.
async fn write(
    backend: Backend,
    mut writer: Writer,
    mut pieces: Receiver<Piece>,
) -> Result<u64, Error> {
    loop {
        let (batch, then) = gather(&mut pieces).await;
        match backend.blocking(move |_| writer.write(&batch, then)).await? {
            ControlFlow::Continue(same) => writer = same,
            ControlFlow::Break(received) => return Ok(received),
        }
    }
}

/// What has come when it is enough, time passes, or nothing more comes.
async fn gather(pieces: &mut Receiver<Piece>) -> (Vec<u8>, Then) {
    let mut batch = Vec::new();
    while batch.len() < BATCH {
        match pieces.recv().await {
            Some(Piece::Bytes(bytes)) => batch.extend_from_slice(&bytes),
            Some(Piece::Tick) => return (batch, Then::Step),
            Some(Piece::End) => return (batch, Then::End),
            None => return (batch, Then::Cut),
        }
    }
    (batch, Then::More)
}

/// The part begins elsewhere than what is there ends.
fn elsewhere(received: u64) -> Error {
    Error::refused("error.upload.offset").with("received", received.cast_signed())
}
