//! The video that is being posted, as it will be: what is cut off is passed over, what is left out lies in shade,
//! and words are put where they belong with a finger.

use super::super::super::crop::{Form, part};
use super::super::super::note::per_mille;
use super::typed::{Typed, TypedText};
use crate::prelude::*;
use crate::t;
use leptos::html;
use sampan_protocol::feed::Crop;
use sampan_protocol::feed::film::captions;
use wasm_bindgen::JsCast;

/// The video as it plays while one writes.
#[derive(Clone, Copy)]
pub(super) struct Playing {
    pub(super) element: NodeRef<html::Video>,
    /// Where it is, in milliseconds.
    pub(super) at: RwSignal<u64>,
}

impl Playing {
    /// It is at its beginning.
    pub(super) fn new() -> Self {
        Self { element: NodeRef::new(), at: RwSignal::new(0) }
    }

    /// Goes to a moment.
    pub(super) fn seek(self, ms: u64) {
        if let Some(Some(video)) = self.element.try_get_untracked() {
            #[expect(clippy::cast_precision_loss, reason = "no video is that long")]
            video.set_current_time(ms as f64 / 1_000.0);
        }
        self.at.set(ms);
    }

    /// Notes where it is; goes back to where it begins when it passes its end.
    fn moved(self, typed: Typed) {
        let Some(Some(video)) = self.element.try_get_untracked() else { return };
        let at = millis(video.current_time());
        self.at.set(at);
        let (from, to) = untrack(|| typed.span());
        if !video.paused() && to > 0 && (at >= to || at + 200 < from) {
            self.seek(from);
        }
    }

    fn measured(self, typed: Typed) {
        let Some(Some(video)) = self.element.try_get_untracked() else { return };
        let pixels = (video.video_width(), video.video_height());
        typed.staging.measured(millis(video.duration()), pixels);
    }
}

fn millis(seconds: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time")]
    let millis = if seconds.is_finite() { (seconds.max(0.0) * 1_000.0) as u64 } else { 0 };
    millis
}

/// The video with what is left of it.
#[component]
pub(super) fn Preview(
    /// What is typed.
    typed: Typed,
    /// The video.
    playing: Playing,
) -> View {
    let staging = typed.staging;
    let own = move || {
        let video = staging.video.get()?;
        (video.width > 0).then(|| format!("calc({} / {})", video.width, video.height))
    };
    let whole = Crop { x: 0, y: 0, width: 1_000, height: 1_000 };
    let window = move || typed.crop().unwrap_or(whole);
    let left = move || per_mille(window().x);
    let top = move || per_mille(window().y);
    let wide = move || per_mille(window().width);
    let high = move || per_mille(window().height);
    let frame = NodeRef::<html::Div>::new();
    let texts = move || {
        let one = |text: TypedText| view! { <Moved text playing frame /> };
        typed.texts.get().into_iter().map(one).collect_view()
    };
    let said = move || {
        let at = playing.at.get();
        let words = typed.cues.with(|cues| {
            captions::at(cues, at).map(|cue| cue.text.clone()).collect::<Vec<_>>().join("\n")
        });
        (!words.is_empty()).then(|| view! { <p class="film-captions"><span>{words}</span></p> })
    };
    let slide = move |ev: leptos::ev::PointerEvent| {
        if ev.buttons() & 1 == 1 {
            slide(typed, frame, &ev);
        }
    };
    let is_cut = move || typed.crop().is_some();
    view! {
        <div class="publish-stage" style=("--own", move || own().unwrap_or_else(|| "calc(9 / 16)".to_owned()))>
            <video node_ref=playing.element class="publish-video" playsinline controls preload="auto" src=staging.address
                aria-label=t!("feed.clip") on:timeupdate=move |_| playing.moved(typed) on:seeked=move |_| playing.moved(typed)
                on:loadedmetadata=move |_| playing.measured(typed) data-test="video-preview"></video>
            <div node_ref=frame class="publish-window" class:cut=is_cut on:pointermove=slide
                style=("--left", left) style=("--top", top) style=("--wide", wide) style=("--high", high)>{texts}{said}</div>
        </div>
    }
}

/// Slides what is kept of the picture along under the finger.
fn slide(typed: Typed, frame: NodeRef<html::Div>, ev: &leptos::ev::PointerEvent) {
    let form = Form::FILMS.into_iter().find(|form| form.word() == typed.form.get_untracked());
    let Some(Some(frame)) = frame.try_get_untracked() else { return };
    let Some(stage) = frame.parent_element().map(|stage| stage.get_bounding_client_rect()) else {
        return;
    };
    let pixels = typed.staging.video.with_untracked(|v| v.as_ref().map(|v| (v.width, v.height)));
    let Some(crop) = form.zip(pixels).and_then(|(form, pixels)| part(form, pixels, 500)) else {
        return;
    };
    let (moved, room) = match crop.width < 1_000 {
        true => (f64::from(ev.movement_x()) / stage.width().max(1.0), 1_000 - crop.width),
        false => (f64::from(ev.movement_y()) / stage.height().max(1.0), 1_000 - crop.height),
    };
    let by = moved * 1_000.0 / f64::from(room.max(1)) * 1_000.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
    let shift = (f64::from(typed.shift.get_untracked()) + by).clamp(0.0, 1_000.0) as u32;
    typed.shift.set(shift);
}

/// Words that are moved with a finger.
#[component]
fn Moved(text: TypedText, playing: Playing, frame: NodeRef<html::Div>) -> View {
    let is_now = move || {
        let at = playing.at.get();
        text.read().is_none_or(|text| text.from_ms <= at && at < text.to_ms)
    };
    let carry = move |ev: leptos::ev::PointerEvent| {
        if ev.buttons() & 1 != 1 {
            return;
        }
        ev.prevent_default();
        ev.stop_propagation();
        if let Some(held) = ev.target().and_then(|held| held.dyn_into::<web_sys::Element>().ok()) {
            let _ = held.set_pointer_capture(ev.pointer_id());
        }
        let Some(Some(frame)) = frame.try_get_untracked() else { return };
        let area = frame.get_bounding_client_rect();
        let x = thousandth(f64::from(ev.client_x()) - area.left(), area.width());
        let y = thousandth(f64::from(ev.client_y()) - area.top(), area.height());
        text.place.set((x, y));
    };
    view! {
        <span class="film-text moved" class:later=move || !is_now() style=("--x", move || per_mille(text.place.get().0))
            style=("--y", move || per_mille(text.place.get().1)) on:pointerdown=carry on:pointermove=carry data-test="overlay-placed">{text.text}</span>
    }
}

/// A distance in thousandths of a length.
fn thousandth(at: f64, long: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
    let part = (at / long.max(1.0) * 1_000.0).clamp(0.0, 1_000.0) as u16;
    part
}
