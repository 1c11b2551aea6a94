//! Picking a video: from a file, or with the camera; how far it is handed on.

use super::record::RecordButton;
use super::typed::Typed;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use leptos::html;

/// Where a video is picked, or is told how far it is.
#[component]
pub(super) fn Pick(
    /// What is typed.
    typed: Typed,
) -> View {
    let staging = typed.staging;
    let is_there = Memo::new(move || staging.video.with(Option::is_some));
    // What was refused is not there.
    let refused = move || {
        staging.error.get().map(|error| view! { <p class="callout danger" role="alert" data-test="video-refused">{tell(&error)}</p> })
    };
    let shown = move || match is_there.get() {
        true => view! { <Progress typed /> },
        false => view! {
            <div class="publish-pick"><FileButton typed /><RecordButton staging /></div>
            {refused}
        },
    };
    view! { {shown} }
}

#[component]
fn FileButton(typed: Typed) -> View {
    let id = fresh_id("video-file");
    let input = NodeRef::<html::Input>::new();
    let pick = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file can be picked again after it was let go.
        input.set_value("");
        typed.staging.pick(file.into());
    };
    view! {
        <label class="picture-add wide" for=id.clone()>
            <Icon name="clapperboard" size=32 />
            <span>{t!("feed.video.pick")}</span>
        </label>
        <input node_ref=input id=id class="sr-only" type="file" accept="video/*" on:change=pick data-test="video-file" />
    }
}

/// How much of the video is handed on, and letting it go.
#[component]
fn Progress(typed: Typed) -> View {
    let staging = typed.staging;
    let bytes = move || staging.video.with(|video| video.as_ref().map_or(0, |video| video.bytes));
    let whole = Memo::new(move || staging.is_whole());
    let part = move || (staging.sent.get() * 100 / bytes().max(1)).min(100);
    let words = move || match whole.get() {
        true => t!("feed.video.staged", size = format::bytes(bytes())),
        false => t!("feed.video.staging", n = part()),
    };
    let line = move || {
        (!whole.get()).then(|| view! {
            <progress class="publish-progress" max="100" value=move || part().to_string() aria-label=t!("feed.video.staging.label")></progress>
        })
    };
    let unseen = move || {
        staging
            .address
            .with(Option::is_none)
            .then(|| view! { <p class="hint">{t!("feed.video.unseen")}</p> })
    };
    let wrong = move || {
        staging.error.get().map(|error| view! {
            <p class="callout danger" role="alert" data-test="staging-problem">{tell(&error)}</p>
            <Button small=true kind=ButtonKind::Soft on_press=move |()| staging.go_on() test="staging-retry">{t!("ui.retry")}</Button>
        })
    };
    view! {
        <div class="publish-staged" data-test="staged" data-whole=move || whole.get().to_string()>
            <p role="status">{words}</p>
            {line}{unseen}{wrong}
            <Button small=true kind=ButtonKind::Quiet icon="x" on_press=move |()| staging.forget() test="video-out">{t!("feed.video.other")}</Button>
        </div>
    }
}
