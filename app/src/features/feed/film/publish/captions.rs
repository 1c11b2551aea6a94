//! Captions of a video: written by hand where it plays, or out of a file.

use super::preview::Playing;
use super::texts::span;
use super::typed::Typed;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use js_sys::Promise;
use leptos::html;
use leptos::task::spawn_local;
use sampan_protocol::Error;
use sampan_protocol::feed::film::captions::{self, Cue, MOST_BYTES};
use wasm_bindgen_futures::JsFuture;

/// How long new words are shown, in milliseconds.
const LONG: u64 = 2_500;
/// The longest words of one moment, in characters.
const LIMIT: u32 = 200;

/// The captions.
#[component]
pub(super) fn CaptionsField(
    /// What is typed.
    typed: Typed,
    /// The video.
    playing: Playing,
) -> View {
    let words = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<Error>);
    let unfit = Signal::derive(move || words.with(|words| words.trim().is_empty()));
    let add = move |()| {
        let text = words.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let from_ms = playing.at.get_untracked();
        let cue = Cue { from_ms, to_ms: from_ms + LONG, text };
        typed.cues.update(|cues| put(cues, cue));
        words.set(String::new());
        playing.seek(from_ms + LONG);
    };
    let row = move |(at, cue): (usize, Cue)| {
        let (detail, from) = (span(cue.from_ms, cue.to_ms), cue.from_ms);
        let out = move |_| {
            typed.cues.update(|cues| {
                if at < cues.len() {
                    cues.remove(at);
                }
            });
        };
        let (before, text) = (cue.text.clone(), cue.text);
        let edit = move |ev: leptos::ev::Event| {
            let text = event_target_value(&ev).trim().to_owned();
            typed.cues.update(|cues| {
                if let Some(cue) = cues.get_mut(at).filter(|_| !text.is_empty()) {
                    cue.text.clone_from(&text);
                }
            });
        };
        view! {
            <li class="publish-cue" data-test="cue">
                <button class="publish-cue-time" type="button" on:click=move |_| playing.seek(from)>{detail}</button>
                <input class="publish-cue-text" type="text" maxlength=LIMIT.to_string() aria-label=t!("feed.captions.words") prop:value=text on:change=edit />
                <button class="icon-button" type="button" aria-label=t!("feed.captions.out", words = before) on:click=out data-test="cue-out"><Icon name="trash-2" size=20 /></button>
            </li>
        }
    };
    let rows = move || typed.cues.get().into_iter().enumerate().map(row).collect_view();
    let told = move || {
        wrong.get().map(|error| view! {
            <p class="callout danger" role="alert" data-test="captions-problem">{tell(&error)}</p>
        })
    };
    view! {
        <section class="stack">
            <h3>{t!("feed.captions")}</h3>
            <ul class="publish-cues">{rows}</ul>
            <Field label=t!("feed.captions.now") value=words max=LIMIT hint=t!("feed.captions.hint") on_enter=add test="cue-text" />
            <div class="publish-pair">
                <Button kind=ButtonKind::Soft icon="plus" disabled=unfit on_press=add test="cue-add">{t!("feed.captions.add")}</Button>
                <FileButton typed wrong />
            </div>
            {told}
        </section>
    }
}

/// Puts a moment where it belongs, in order.
fn put(cues: &mut Vec<Cue>, cue: Cue) {
    let at = cues.partition_point(|other| other.from_ms <= cue.from_ms);
    // What is shown before goes when this one comes.
    if let Some(before) = at.checked_sub(1).and_then(|at| cues.get_mut(at))
        && before.from_ms < cue.from_ms
    {
        before.to_ms = before.to_ms.min(cue.from_ms);
    }
    cues.insert(at, cue);
}

#[component]
fn FileButton(typed: Typed, wrong: RwSignal<Option<Error>>) -> View {
    let id = fresh_id("captions");
    let input = NodeRef::<html::Input>::new();
    let pick = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        #[expect(clippy::cast_precision_loss, reason = "the limit is a round number")]
        if file.size() > MOST_BYTES as f64 {
            wrong.set(Some(Error::invalid("error.feed.captions_large").with("limit", 64)));
            return;
        }
        spawn_local(async move {
            let text = text_of(&file).await.unwrap_or_default();
            match captions::read(&text) {
                Ok(cues) => {
                    wrong.try_set(None);
                    typed.cues.try_set(cues);
                }
                Err(error) => {
                    wrong.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <label class="button soft" for=id.clone()><Icon name="file-text" size=20 /><span class="button-label">{t!("feed.captions.file")}</span></label>
        <input node_ref=input id=id class="sr-only" type="file" accept=".vtt,text/vtt" on:change=pick data-test="captions-file" />
    }
}

/// The text of a file.
async fn text_of(file: &web_sys::Blob) -> Option<String> {
    let reader = web_sys::FileReader::new().ok()?;
    let read = Promise::new(&mut |done, _| reader.set_onloadend(Some(&done)));
    reader.read_as_text(file).ok()?;
    JsFuture::from(read).await.ok()?;
    reader.result().ok()?.as_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_stands_in_its_order() {
        let cue = |from_ms, to_ms| Cue { from_ms, to_ms, text: "x".into() };
        let mut cues = vec![cue(0, 2_500), cue(5_000, 7_500)];
        put(&mut cues, cue(1_000, 3_500));
        assert_eq!(cues, [cue(0, 1_000), cue(1_000, 3_500), cue(5_000, 7_500)], "in between");
        put(&mut cues, cue(1_000, 2_000));
        assert_eq!(cues.len(), 4, "two may be shown at once");
        assert!(cues.iter().all(|cue| cue.from_ms < cue.to_ms), "each is shown for a while");
    }
}
