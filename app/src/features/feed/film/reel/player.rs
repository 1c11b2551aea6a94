//! One video: what it plays from, whether it plays, and where it is.

use super::hls::{self, Streaming};
use super::source::Source;
use super::stage::Stage;
use super::watch::Watch;
use crate::bridge;
use crate::prelude::*;
use js_sys::Reflect;
use leptos::html;
use leptos::task::spawn_local;
use sampan_protocol::feed::film::{self, Hindrance, WatchVideo, WhyNot};
use sampan_protocol::ids::NoteId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlVideoElement;

/// What a video is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is looked at.
    Now,
    /// It comes next: its beginning is loaded.
    Next,
    /// It holds nothing.
    Away,
}

/// A video.
#[derive(Clone, Copy)]
pub(super) struct Player {
    note: NoteId,
    from: Option<film::Source>,
    stage: Stage,
    pub(super) element: NodeRef<html::Video>,
    pub(super) role: Memo<Role>,
    /// Where it is, in milliseconds.
    pub(super) at: RwSignal<u64>,
    /// How long it is.
    pub(super) long: RwSignal<u64>,
    /// Whether somebody paused it.
    pub(super) paused: RwSignal<bool>,
    /// Whether it waits for what it plays.
    pub(super) waits: RwSignal<bool>,
    /// Whether it cannot be played.
    pub(super) broken: RwSignal<bool>,
    /// Why it cannot, once that is known.
    pub(super) hindrance: RwSignal<Option<Hindrance>>,
    source: StoredValue<Option<Source>>,
    /// Whether it holds something.
    holds: StoredValue<bool>,
    streaming: StoredValue<Option<Streaming>, LocalStorage>,
    watch: StoredValue<Watch>,
}

impl Player {
    /// A video that holds nothing yet.
    pub(super) fn new(
        (note, from): (NoteId, Option<film::Source>),
        stage: Stage,
        role: Memo<Role>,
        long: u64,
    ) -> Self {
        Self {
            note,
            from,
            stage,
            element: NodeRef::new(),
            role,
            at: RwSignal::new(0),
            long: RwSignal::new(long),
            paused: RwSignal::new(false),
            waits: RwSignal::new(false),
            broken: RwSignal::new(false),
            hindrance: RwSignal::new(None),
            source: StoredValue::new(None),
            holds: StoredValue::new(false),
            streaming: StoredValue::new_local(None),
            watch: StoredValue::new(Watch::default()),
        }
    }

    /// Plays from here while it is looked at, and lets go of everything when it is not.
    pub(super) fn follow(self, source: Memo<Option<Source>>) {
        let Self { stage, role, .. } = self;
        Effect::new(move |before: Option<Role>| {
            let (role, found) = (role.get(), source.get());
            let Some(video) = self.element.get() else { return role };
            if before == Some(Role::Now) && role != Role::Now {
                self.leave();
            }
            match role {
                Role::Away => self.let_go(&video),
                Role::Now | Role::Next => self.take_up(&video, found),
            }
            if role == Role::Now && before != Some(Role::Now) {
                self.paused.set(false);
                video.set_current_time(0.0);
            }
            role
        });
        let plays =
            Memo::new(move || role.get() == Role::Now && !self.paused.get() && !stage.hidden.get());
        Effect::new(move |_| {
            let Some(video) = self.element.get() else { return };
            match plays.get() {
                true => self.start(&video),
                false => drop(video.pause()),
            }
        });
        Effect::new(move |_| {
            if let Some(video) = self.element.get() {
                video.set_muted(stage.is_silent());
                let pace = f64::from(stage.pace.get()) / 100.0;
                // What is loaded anew plays at the default.
                video.set_default_playback_rate(pace);
                video.set_playback_rate(pace);
            }
        });
        on_cleanup(move || {
            self.leave();
            // Nothing is set any more: what would follow it is about to go.
            if let Some(Some(video)) = self.element.try_get_untracked() {
                self.release(&video);
            }
        });
    }

    /// Pauses, or goes on.
    pub(super) fn turn(self) {
        if self.broken.get_untracked() {
            self.paused.set(false);
            self.retry();
        } else {
            self.paused.update(|paused| *paused = !*paused);
        }
    }

    /// Goes to a moment.
    pub(super) fn seek(self, ms: u64) {
        let Some(Some(video)) = self.element.try_get_untracked() else { return };
        let to = ms.min(self.long.get_untracked());
        self.watch.update_value(Watch::sought);
        #[expect(clippy::cast_precision_loss, reason = "no video is that long")]
        video.set_current_time(to as f64 / 1_000.0);
        self.at.set(to);
    }

    /// Goes on, or back, by some milliseconds.
    pub(super) fn skip(self, by: i64) {
        self.seek(self.at.get_untracked().saturating_add_signed(by));
    }

    /// It is at another moment.
    pub(super) fn moved(self) {
        let Some(Some(video)) = self.element.try_get_untracked() else { return };
        if let Some(long) = millis(video.duration()).filter(|long| *long > 0) {
            self.long.set(long);
        }
        let Some(at) = millis(video.current_time()) else { return };
        self.at.set(at);
        if self.role.get_untracked() != Role::Now || video.paused() || video.seeking() {
            return;
        }
        self.waits.set(false);
        let long = self.long.get_untracked();
        self.watch.try_update_value(|watch| watch.plays(at, long));
    }

    /// It cannot be played from where it was.
    pub(super) fn failed(self) {
        if self.holds.try_get_value() != Some(true) {
            return;
        }
        // Pieces of it may be missing where the whole file is not.
        let streamed = self.source.try_update_value(|source| {
            source.as_mut().is_some_and(|source| source.master.take().is_some())
        });
        match streamed {
            Some(true) => self.retry(),
            _ => {
                self.broken.try_set(true);
                self.ask_why();
            }
        }
    }

    /// Asks why it cannot be played.
    fn ask_why(self) {
        let question = WhyNot { note: self.note };
        spawn_local(async move {
            let why = bridge::call(&question).await.unwrap_or(Hindrance::Broken);
            // Somebody may have tried once more meanwhile.
            if self.broken.try_get_untracked() == Some(true) {
                self.hindrance.try_set(Some(why));
            }
        });
    }

    /// Tries once more.
    pub(super) fn retry(self) {
        let Some(Some(video)) = self.element.try_get_untracked() else { return };
        let source = self.source.get_value();
        self.let_go(&video);
        self.broken.set(false);
        self.take_up(&video, source);
        if self.may_play() {
            self.start(&video);
        }
    }

    /// Loads what it plays from, unless it does already.
    fn take_up(self, video: &HtmlVideoElement, source: Option<Source>) {
        let Some(source) = source.filter(|_| !self.holds.get_value()) else { return };
        self.holds.set_value(true);
        self.source.set_value(Some(source.clone()));
        let Some(master) = source.master else { return video.set_src(&source.whole) };
        let video = video.clone();
        spawn_local(async move {
            let is_there = hls::is_there().await;
            if self.holds.try_get_value() != Some(true) {
                return;
            }
            let failed = move || set_timeout(move || self.failed(), std::time::Duration::ZERO);
            let streaming = is_there.then(|| Streaming::begin(&video, &master, failed)).flatten();
            let of_itself = !video.can_play_type("application/vnd.apple.mpegurl").is_empty();
            match streaming {
                Some(streaming) => self.streaming.set_value(Some(streaming)),
                // Where media sources are missing, the web view reads playlists itself: on an iPhone.
                None if of_itself && !is_there => video.set_src(&master),
                None => self.failed(),
            }
            if self.may_play() {
                self.start(&video);
            }
        });
    }

    /// Whether it plays as soon as it can: it is looked at, and nobody paused it.
    fn may_play(self) -> bool {
        self.role.try_get_untracked() == Some(Role::Now)
            && self.paused.try_get_untracked() == Some(false)
            && self.stage.hidden.try_get_untracked() == Some(false)
    }

    /// Lets go of what it plays from, and is at its beginning.
    fn let_go(self, video: &HtmlVideoElement) {
        self.release(video);
        self.at.try_set(0);
        self.waits.try_set(false);
        self.broken.try_set(false);
        self.hindrance.try_set(None);
    }

    /// Lets go of what it plays from, so that memory stays as it is.
    fn release(self, video: &HtmlVideoElement) {
        let held = self.holds.try_update_value(std::mem::take).unwrap_or(true);
        let streaming = self.streaming.try_update_value(Option::take);
        drop(streaming);
        if held {
            let _ = video.pause();
            let _ = video.remove_attribute("src");
            video.load();
        }
    }

    /// Plays: with sound if it may, else without.
    fn start(self, video: &HtmlVideoElement) {
        let video = video.clone();
        spawn_local(async move {
            let refused = match play(&video).await {
                Ok(()) => false,
                Err(cause) => name_of(&cause).as_deref() == Some("NotAllowedError"),
            };
            if refused && !video.muted() {
                self.stage.refused.try_set(true);
                video.set_muted(true);
                // What cannot play at all says so itself.
                let _ = play(&video).await;
            }
        });
    }

    /// Tells how it was watched.
    fn leave(self) {
        let watch = self.watch.try_update_value(std::mem::take).unwrap_or_default();
        let Some(left) = watch.left() else { return };
        let told = WatchVideo {
            note: self.note,
            reached: left.reached,
            replays: left.replays,
            skipped: left.skipped,
            source: self.from,
        };
        spawn_local(async move { drop(bridge::call(&told).await) });
    }
}

async fn play(video: &HtmlVideoElement) -> Result<(), JsValue> {
    JsFuture::from(video.play()?).await.map(drop)
}

fn name_of(cause: &JsValue) -> Option<String> {
    Reflect::get(cause, &"name".into()).ok()?.as_string()
}

/// Seconds of the web view in milliseconds.
fn millis(seconds: f64) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "finite, and above 0"
    )]
    let millis = (seconds.max(0.0) * 1_000.0) as u64;
    seconds.is_finite().then_some(millis)
}
