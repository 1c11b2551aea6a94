//! A voice message: plays, pauses, and says how long it is.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::messages::Voice;

/// A voice message.
#[component]
pub(super) fn VoiceNote(
    /// What was recorded.
    voice: Voice,
) -> View {
    let base = use_context::<MediaBase>();
    let audio = NodeRef::<html::Audio>::new();
    let playing = RwSignal::new(false);
    let media = voice.media;
    let address = move || base.map(|base| format!("{}/{media}", base.0.get()));
    let seconds = (voice.millis + 999) / 1_000;
    let turn = move |_| {
        let Some(audio) = audio.get_untracked() else { return };
        if playing.get_untracked() {
            let _ = audio.pause();
        } else if audio.play().is_err() {
            playing.set(false);
        }
    };
    let label =
        move || if playing.get() { t!("messages.voice.pause") } else { t!("messages.voice.play") };
    let icon = move || {
        let name = if playing.get() { "pause" } else { "play" };
        view! { <Icon name size=20 /> }
    };
    view! {
        <button class="voice" type="button" aria-label=label on:click=turn data-test="voice"
            data-playing=move || playing.get().to_string()>
            {icon}
            <span>{t!("messages.voice.length", n = seconds)}</span>
        </button>
        <audio node_ref=audio src=address preload="none"
            on:play=move |_| playing.set(true)
            on:pause=move |_| playing.set(false)
            on:ended=move |_| playing.set(false)></audio>
    }
}
