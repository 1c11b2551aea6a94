//! Words that stand in a video: what they say, from when until when, and where.

use super::preview::Playing;
use super::times;
use super::typed::{Typed, TypedText};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::film::{OVERLAY_LIMIT, OVERLAYS, Overlay};

/// For how long new words stand, in milliseconds.
const LONG: u64 = 3_000;

/// The words in the video.
#[component]
pub(super) fn TextsField(
    /// What is typed.
    typed: Typed,
    /// The video.
    playing: Playing,
) -> View {
    let add = move |()| {
        let from_ms = playing.at.get_untracked();
        let to_ms = (from_ms + LONG).min(untrack(|| typed.long()).max(from_ms + 100));
        let text = Overlay { text: String::new(), x: 500, y: 250, from_ms, to_ms };
        typed.texts.update(|all| all.push(TypedText::of(text)));
    };
    let one = move |(at, text): (usize, TypedText)| {
        let out = move |()| {
            typed.texts.update(|all| {
                if at < all.len() {
                    all.remove(at);
                }
            });
        };
        view! { <One text on_out=out /> }
    };
    let all = move || typed.texts.get().into_iter().enumerate().map(one).collect_view();
    // It stands still while there are more: what is typed belongs to where it was added.
    let full = Signal::derive(move || typed.texts.with(Vec::len) >= OVERLAYS);
    view! {
        <section class="stack">
            <h3>{t!("feed.overlays")}</h3>
            {all}
            <Button block=true kind=ButtonKind::Soft icon="plus" disabled=full on_press=add test="overlay-add">{t!("feed.overlay.add")}</Button>
        </section>
    }
}

#[component]
fn One(text: TypedText, #[prop(into)] on_out: Callback<()>) -> View {
    let wrong = move || {
        let fits = text.read().is_some_and(|text| text.from_ms < text.to_ms);
        (!fits).then(|| view! { <p class="field-foot error">{t!("feed.overlay.times")}</p> })
    };
    let limit = u32::try_from(OVERLAY_LIMIT).unwrap_or(u32::MAX);
    let place = move |across: bool| {
        let label = if across { t!("feed.overlay.x") } else { t!("feed.overlay.y") };
        let value = move || {
            let (x, y) = text.place.get();
            (if across { x } else { y }).to_string()
        };
        let put = move |ev: leptos::ev::Event| {
            let part = event_target_value(&ev).parse::<u16>().unwrap_or(500).min(1_000);
            text.place.update(|(x, y)| *(if across { x } else { y }) = part);
        };
        let test = if across { "overlay-x" } else { "overlay-y" };
        view! {
            <label class="crop-shift"><span>{label}</span><input type="range" min="0" max="1000" step="10" prop:value=value on:input=put data-test=test /></label>
        }
    };
    view! {
        <fieldset class="publish-one">
            <Field label=t!("feed.overlay.text") value=text.text max=limit test="overlay-text" />
            <div class="publish-pair">
                <Field label=t!("feed.trim.from.seconds") value=text.from mode="decimal" max=8 test="overlay-from" />
                <Field label=t!("feed.trim.to.seconds") value=text.to mode="decimal" max=8 test="overlay-to" />
            </div>
            {wrong}
            {place(true)}{place(false)}
            <Button small=true kind=ButtonKind::Quiet icon="trash-2" on_press=move |()| on_out.run(()) test="overlay-out">{t!("feed.service.out")}</Button>
        </fieldset>
    }
}

/// A moment as it stands in a line.
pub(super) fn span(from: u64, to: u64) -> String {
    format!("{} – {}", times::written(from), times::written(to))
}
