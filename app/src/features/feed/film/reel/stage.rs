//! What holds for every video: with sound or without, with captions, how fast; remembered on this device.

use crate::prelude::*;
use leptos::ev;

/// Where it is remembered that videos play without sound.
const MUTED: &str = "sampan.videos.muted";
/// Where it is remembered that captions are shown.
const CAPTIONS: &str = "sampan.videos.captions";

/// What holds for every video.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    /// Whether somebody wants no sound.
    pub(super) muted: RwSignal<bool>,
    /// Whether the web view plays no sound until somebody presses something.
    pub(super) refused: RwSignal<bool>,
    /// Whether captions are shown.
    pub(super) captions: RwSignal<bool>,
    /// How fast it plays, in hundredths.
    pub(super) pace: RwSignal<u16>,
    /// Whether the window is out of sight.
    pub(super) hidden: RwSignal<bool>,
}

impl Stage {
    /// As it was left, and followed: what is out of sight does not play.
    pub(super) fn new() -> Self {
        let stage = Self {
            muted: RwSignal::new(remembered(MUTED)),
            refused: RwSignal::new(false),
            captions: RwSignal::new(remembered(CAPTIONS)),
            pace: RwSignal::new(100),
            hidden: RwSignal::new(document().hidden()),
        };
        let change = ev::Custom::<ev::Event>::new("visibilitychange");
        let listener =
            window_event_listener(change, move |_| stage.hidden.set(document().hidden()));
        on_cleanup(move || listener.remove());
        stage
    }

    /// Whether nothing is to be heard; tracked.
    pub(super) fn is_silent(self) -> bool {
        self.muted.get() || self.refused.get()
    }

    /// With sound, or without.
    pub(super) fn turn_sound(self) {
        let muted = !untrack(|| self.is_silent());
        self.refused.set(false);
        self.muted.set(muted);
        remember(MUTED, muted);
    }

    /// With captions, or without.
    pub(super) fn show_captions(self, shown: bool) {
        self.captions.set(shown);
        remember(CAPTIONS, shown);
    }
}

fn remembered(name: &str) -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.and_then(|storage| storage.get_item(name).ok().flatten()).is_some()
}

fn remember(name: &str, is_so: bool) {
    let Some(storage) = window().local_storage().ok().flatten() else { return };
    let _ = match is_so {
        true => storage.set_item(name, "1"),
        false => storage.remove_item(name),
    };
}
