//! The fields of a note.

use super::pictures::PicturesField;
use super::typed::Typed;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::film::Audience;
use sampan_protocol::feed::{PLACE_LIMIT, TEXT_LIMIT, TITLE_LIMIT};

/// The fields of a note.
#[component]
pub(super) fn Fields(
    /// What is typed.
    typed: Typed,
    /// Whether it may still be said when it comes out.
    may_wait: bool,
) -> View {
    let limit = |limit: usize| u32::try_from(limit).unwrap_or(u32::MAX);
    let later = RwSignal::new(typed.publish.with_untracked(|at| !at.is_empty()));
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
    let when = may_wait.then(|| view! {
        <ListSection><Switch label=t!("feed.publish_later") checked=later on_change=turn test="publish-later" /></ListSection>
        {at}
    });
    let films = typed.film.with_untracked(Option::is_some);
    let pictures = match films {
        true => {
            view! { <p class="hint"><Icon name="clapperboard" size=16 />{t!("feed.video.stays")}</p> }
        }
        false => view! { <PicturesField typed /> },
    };
    let audiences = Audience::ALL
        .iter()
        .map(|one| (*one, t!(&format!("feed.audience.{}", one.word()))))
        .collect();
    view! {
        {pictures}
        <Field label=t!("feed.note.title") value=typed.title max=limit(TITLE_LIMIT) test="note-title" />
        <TextArea label=t!("feed.note.text") value=typed.text rows=6 max=limit(TEXT_LIMIT) hint=t!("feed.note.text.hint") test="note-text" />
        <Field label=t!("feed.place") value=typed.place max=limit(PLACE_LIMIT) test="note-place" />
        <Select label=t!("feed.audience") options=audiences value=typed.audience test="note-audience" />
        {when}
    }
}
