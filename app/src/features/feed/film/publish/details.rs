//! What is said with a video: title, text, place, sound, who may see it, and when.

use super::typed::Typed;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::film::{Audience, SOUND_LIMIT};
use sampan_protocol::feed::{PLACE_LIMIT, TEXT_LIMIT, TITLE_LIMIT};

/// What is said with the video.
#[component]
pub(super) fn Words(
    /// What is typed.
    typed: Typed,
) -> View {
    let limit = |limit: usize| u32::try_from(limit).unwrap_or(u32::MAX);
    view! {
        <Field label=t!("feed.note.title") value=typed.title max=limit(TITLE_LIMIT) test="video-title" />
        <TextArea label=t!("feed.note.text") value=typed.text rows=4 max=limit(TEXT_LIMIT) hint=t!("feed.note.text.hint") test="video-text" />
        <Field label=t!("feed.place") value=typed.place max=limit(PLACE_LIMIT) test="video-place" />
        <Field label=t!("feed.sound") value=typed.sound max=limit(SOUND_LIMIT) hint=t!("feed.sound.hint") test="video-sound" />
    }
}

/// Who may see it, and when it comes out.
#[component]
pub(super) fn Terms(
    /// What is typed.
    typed: Typed,
) -> View {
    let audiences = Audience::ALL
        .iter()
        .map(|one| (*one, t!(&format!("feed.audience.{}", one.word()))))
        .collect();
    let later = RwSignal::new(false);
    Effect::new(move |_| {
        if typed.publish.with(|at| !at.is_empty()) {
            later.set(true);
        }
    });
    let turn = move |on: bool| {
        later.set(on);
        if !on {
            typed.publish.set(String::new());
        }
    };
    let at = move || {
        later.get().then(|| view! {
            <Field label=t!("feed.publish_at") kind="datetime-local" value=typed.publish hint=t!("feed.publish_at.hint") test="publish-at" />
        })
    };
    view! {
        <Select label=t!("feed.audience") options=audiences value=typed.audience test="video-audience" />
        <ListSection><Switch label=t!("feed.publish_later") checked=later on_change=turn test="publish-later" /></ListSection>
        {at}
    }
}
