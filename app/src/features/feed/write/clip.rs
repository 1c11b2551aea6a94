//! A clip: picked, its cover taken out of it, and both handed in.

use super::typed::Typed;
use crate::act::Act;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::feed::{CLIP_BYTES, HandInClip, HandInShot, Shot};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

/// Lets the clip go with its cover.
pub(super) fn drop_clip(typed: Typed) {
    typed.clip.set(None);
}

/// Picks a clip.
#[component]
pub(super) fn ClipButton(
    /// What is typed.
    typed: Typed,
) -> View {
    let id = fresh_id("note-clip");
    let input = NodeRef::<html::Input>::new();
    let (act, covers, toasts) = (Act::new(), Act::new(), use_toasts());
    let pick = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        #[expect(clippy::cast_precision_loss, reason = "the limit is a round number")]
        if file.size() > CLIP_BYTES as f64 {
            toasts.say(t!("feed.clip.large", n = CLIP_BYTES >> 20));
            return;
        }
        let Ok(address) = web_sys::Url::create_object_url_with_blob(&file) else { return };
        let hand_in = move |cover: Option<String>| {
            let Some(cover) = cover else {
                toasts.say(t!("feed.clip.unreadable"));
                return;
            };
            read_file(&file, move |video| {
                let base64 = after_comma(&video);
                act.run_aloud(HandInClip { base64 }, move |kept| {
                    let command = HandInShot { crop: None, base64: after_comma(&cover) };
                    covers.run_aloud(command, move |shot| {
                        let (width, height) = (shot.width, shot.height);
                        let cover = Shot { sha256: shot.sha256, width, height, tags: Vec::new() };
                        typed.shots.try_set(vec![cover]);
                        typed.clip.try_set(Some(kept.sha256));
                    });
                });
            });
        };
        take_cover(address, hand_in);
    };
    let busy = move || act.busy().get() || covers.busy().get();
    view! {
        <label class="picture-add" class:busy=busy for=id.clone()>
            <Icon name="clapperboard" />
            <span>{move || if busy() { t!("feed.clip.busy") } else { t!("feed.clip.add") }}</span>
        </label>
        <input node_ref=input id=id class="sr-only" type="file" accept="video/mp4,video/webm" on:change=pick data-test="note-clip" />
    }
}

fn after_comma(address: &str) -> String {
    address.split_once("base64,").map(|(_, base64)| base64.to_owned()).unwrap_or_default()
}

/// Takes a picture out of a video near its beginning; none where it cannot be played.
fn take_cover(address: String, then: impl FnOnce(Option<String>) + 'static) {
    let element = |name: &str| document().create_element(name).ok();
    let video = element("video").and_then(|video| video.dyn_into::<HtmlVideoElement>().ok());
    let Some(video) = video else { return then(None) };
    video.set_muted(true);
    video.set_preload("auto");
    let then = std::rc::Rc::new(std::cell::RefCell::new(Some(then)));
    let end = {
        let address = address.clone();
        move |cover: Option<String>| {
            if let Some(then) = then.borrow_mut().take() {
                let _ = web_sys::Url::revoke_object_url(&address);
                then(cover);
            }
        }
    };
    let (drawn, failed) = (end.clone(), end);
    let source = video.clone();
    let draw = Closure::once_into_js(move || drawn(drawing(&source)));
    let seek = video.clone();
    let loaded = Closure::once_into_js(move || seek.set_current_time(0.1));
    let error = Closure::once_into_js(move || failed(None));
    video.set_onloadeddata(Some(loaded.unchecked_ref()));
    video.set_onseeked(Some(draw.unchecked_ref()));
    video.set_onerror(Some(error.unchecked_ref()));
    video.set_src(&address);
    video.load();
}

/// What a video shows now, as a `data:` address.
fn drawing(video: &HtmlVideoElement) -> Option<String> {
    let canvas = document().create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    canvas.set_width(video.video_width());
    canvas.set_height(video.video_height());
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    context.draw_image_with_html_video_element(video, 0.0, 0.0).ok()?;
    canvas.to_data_url_with_type("image/jpeg").ok()
}
