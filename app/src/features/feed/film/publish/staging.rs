//! A video that was picked: it is handed to the shell in parts while one goes on writing.

use crate::bridge;
use crate::clock::{BrowserClock, BrowserRandom};
use crate::prelude::*;
use js_sys::Promise;
use leptos::task::spawn_local;
use sampan_protocol::Error;
use sampan_protocol::feed::film::{DropPosting, STAGE_BYTES, StageVideo};
use sampan_protocol::ids::{VideoId, uuid_v7};
use sampan_protocol::media::check_size;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FileReader, Url};

/// A video that was picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Staged {
    /// Which.
    pub(super) id: VideoId,
    /// Its bytes.
    pub(super) bytes: u64,
    /// How long it is, in milliseconds; 0 where that is not known yet.
    pub(super) long: u64,
    /// How wide it is.
    pub(super) width: u32,
    /// How high.
    pub(super) height: u32,
}

/// How far a video is that was picked.
#[derive(Clone, Copy)]
pub(super) struct Staging {
    /// The video.
    pub(super) video: RwSignal<Option<Staged>>,
    /// How many bytes of it the shell has.
    pub(super) sent: RwSignal<u64>,
    /// Where it is seen until then; none where it was picked before the app was opened.
    pub(super) address: RwSignal<Option<String>>,
    /// What went wrong.
    pub(super) error: RwSignal<Option<Error>>,
    file: StoredValue<Option<Blob>, LocalStorage>,
    /// Grows whenever another one is picked.
    turn: StoredValue<u32>,
}

impl Staging {
    /// None was picked.
    pub(super) fn new() -> Self {
        let staging = Self {
            video: RwSignal::new(None),
            sent: RwSignal::new(0),
            address: RwSignal::new(None),
            error: RwSignal::new(None),
            file: StoredValue::new_local(None),
            turn: StoredValue::new(0),
        };
        on_cleanup(move || staging.let_go());
        staging
    }

    /// This one was picked. What is too large is refused before anything of it is copied.
    pub(super) fn pick(self, file: Blob) {
        self.forget();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size")]
        let bytes = file.size() as u64;
        if let Err(error) = check_size(bytes) {
            return self.error.set(Some(error));
        }
        let Ok(address) = Url::create_object_url_with_blob(&file) else { return };
        let id = VideoId(uuid_v7(&BrowserClock, &BrowserRandom));
        self.file.set_value(Some(file));
        self.video.set(Some(Staged { id, bytes, long: 0, width: 0, height: 0 }));
        self.address.set(Some(address));
        self.go_on();
    }

    /// This one was picked before the app was opened; it counts if all of it is with the shell.
    pub(super) fn bring_back(self, staged: Staged) {
        let (turn, bytes) = (self.turn.get_value(), staged.bytes);
        let look = StageVideo { video: staged.id, offset: bytes, base64: String::new() };
        spawn_local(async move {
            let is_whole = bridge::call(&look).await.is_ok_and(|there| there == bytes);
            if is_whole && self.turn.try_get_value() == Some(turn) {
                self.sent.set(bytes);
                self.video.set(Some(staged));
            }
        });
    }

    /// None is picked any more; what the shell has of it is let go.
    pub(super) fn forget(self) {
        self.let_go();
        if let Some(video) = self.video.get_untracked() {
            let drop_it = DropPosting { video: video.id };
            // What stays is swept with the rest that nobody posted.
            spawn_local(async move { drop(bridge::call(&drop_it).await) });
        }
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.file.set_value(None);
        self.video.set(None);
        self.sent.set(0);
        self.error.set(None);
        self.address.set(None);
    }

    /// It was told how long it is, and how large.
    pub(super) fn measured(self, long: u64, (width, height): (u32, u32)) {
        self.video.update(|video| {
            if let Some(video) = video {
                (video.long, video.width, video.height) = (long, width, height);
            }
        });
    }

    /// Whether the shell has all of it; tracked.
    pub(super) fn is_whole(self) -> bool {
        self.video.with(|video| video.as_ref().is_some_and(|v| v.bytes <= self.sent.get()))
    }

    /// Hands on what is missing.
    pub(super) fn go_on(self) {
        self.error.set(None);
        let turn = self.turn.get_value();
        spawn_local(async move {
            while let Some(Some(file)) = self.file.try_get_value() {
                let (Some(video), sent) = (self.video.get_untracked(), self.sent.get_untracked())
                else {
                    return;
                };
                if sent >= video.bytes {
                    return;
                }
                let answer = part(&file, video.id, sent).await;
                if self.turn.try_get_value() != Some(turn) {
                    return;
                }
                match answer {
                    Ok(there) => self.sent.set(there),
                    Err(error) => return self.error.set(Some(error)),
                }
            }
        });
    }

    fn let_go(self) {
        if let Some(Some(address)) = self.address.try_get_untracked() {
            let _ = Url::revoke_object_url(&address);
        }
    }
}

/// Hands a part on; answers how much is there.
async fn part(file: &Blob, video: VideoId, offset: u64) -> Result<u64, Error> {
    let unreadable = || Error::invalid("error.feed.video_unreadable");
    let base64 = base64(file, offset).await.ok_or_else(unreadable)?;
    let there = bridge::call(&StageVideo { video, offset, base64 }).await?;
    if there > offset { Ok(there) } else { Err(unreadable()) }
}

/// A part of a file in base64.
async fn base64(file: &Blob, offset: u64) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "no file is that large")]
    let (from, to) = (offset as f64, (offset + STAGE_BYTES as u64) as f64);
    let part = file.slice_with_f64_and_f64(from, to).ok()?;
    let reader = FileReader::new().ok()?;
    let read = Promise::new(&mut |done, _| reader.set_onloadend(Some(&done)));
    reader.read_as_data_url(&part).ok()?;
    JsFuture::from(read).await.ok()?;
    let address = reader.result().ok()?.as_string()?;
    address.split_once("base64,").map(|(_, base64)| base64.to_owned())
}
