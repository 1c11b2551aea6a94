//! Sends a file part by part: while one is on its way, the next one is read and hashed.

use super::table::posting::{self, Kept};
use super::{stage, tell, tus};
use crate::core::Core;
use crate::db::blocking;
use sampan_protocol::Error;
use sampan_protocol::ids::VideoId;
use sampan_protocol::media::PartSize;
use sha2::{Digest, Sha256};
use std::time::{Duration, Instant};

/// How often it is told how far it is, at most.
const TOLD: Duration = Duration::from_millis(250);
/// How often it is looked whether what is on its way is still to be sent.
const LOOK: Duration = Duration::from_millis(500);
/// How often the service may say that it stands elsewhere before it is left for later.
const ASTRAY: u32 = 3;

/// Some of a file.
pub(super) struct Part {
    /// Where it begins.
    pub(super) from: u64,
    /// What it has.
    pub(super) bytes: Vec<u8>,
    /// The SHA-256 of that.
    pub(super) sha256: [u8; 32],
}

/// Sends what comes from there on; false if it is not to be sent any more.
///
/// # Errors
/// Why it does not go on. What the service has is noted.
pub(super) async fn send(
    core: &Core,
    kept: &Kept,
    mut at: u64,
    size: &mut PartSize,
) -> Result<bool, Error> {
    let (mut told, mut astray, mut ready) = (Instant::now(), 0, None::<Part>);
    size.begin();
    while at < kept.bytes {
        let part = match ready.take().filter(|part| part.from == at) {
            Some(part) => part,
            None => read(core, kept, at, size.bytes()).await?,
        };
        let Some((sent, next)) = one(core, kept, part, size).await else { return Ok(false) };
        let there = sent?;
        astray = if there > at { 0 } else { astray + 1 };
        if astray > ASTRAY {
            let error = Error::refused("error.upload.offset");
            return Err(error.with("received", there.cast_signed()));
        }
        (at, ready) = (there, next);
        let (own, video) = (core.own.clone(), kept.video);
        if !blocking(move || own.write(|tx| posting::reached(tx, video, at))).await? {
            return Ok(false);
        }
        if told.elapsed() >= TOLD {
            told = Instant::now();
            tell(core);
        }
    }
    Ok(true)
}

/// Sends a part: where the service stands then, and the next part, if there is one. None if it is not to
/// be sent any more.
async fn one(
    core: &Core,
    kept: &Kept,
    part: Part,
    size: &mut PartSize,
) -> Option<(Result<u64, Error>, Option<Part>)> {
    let (bytes, most) = (part.bytes.len() as u64, size.bytes());
    let after = part.from + bytes;
    let sending = async {
        let began = Instant::now();
        let sent = tus::send(&core.wire, kept.video, part).await;
        (sent, began.elapsed())
    };
    let reading = async {
        // Why it cannot be read is told when its turn comes.
        if after < kept.bytes { read(core, kept, after, most).await.ok() } else { None }
    };
    let both = async { tokio::join!(sending, reading) };
    let ((sent, took), next) = tokio::select! {
        done = both => done,
        () = given_up(core, kept.video) => return None,
    };
    match &sent {
        Ok(there) if *there == after => size.sent(bytes, took),
        // It stands elsewhere: that says nothing about the connection.
        Ok(_) => {}
        Err(_) => size.failed(),
    }
    Some((sent, next))
}

/// Reads a part.
async fn read(core: &Core, kept: &Kept, from: u64, most: u64) -> Result<Part, Error> {
    let path = stage::path(core, &kept.file);
    blocking(move || {
        let bytes = stage::part(&path, from, most)?;
        let sha256 = Sha256::digest(&bytes).into();
        Ok(Part { from, bytes, sha256 })
    })
    .await
}

/// Ends once one is not to be sent any more: nobody waits for a part of it that is slow.
async fn given_up(core: &Core, video: VideoId) {
    loop {
        tokio::time::sleep(LOOK).await;
        let own = core.own.clone();
        let is_sent = blocking(move || own.read(|db| posting::is_sent(db, video))).await;
        if matches!(is_sent, Ok(false)) {
            return;
        }
    }
}
