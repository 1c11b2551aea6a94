//! Recording a video with the camera, where the web view can; hidden where it cannot.

use super::staging::Staging;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BlobEvent, MediaRecorder, MediaRecorderOptions, MediaStream, MediaStreamConstraints,
    MediaStreamTrack,
};

/// What is recorded, the best first: those that the service takes.
const FORMATS: [&str; 4] =
    ["video/mp4;codecs=avc1,mp4a.40.2", "video/mp4", "video/webm;codecs=vp9,opus", "video/webm"];

/// What runs while the camera does.
#[derive(Default)]
struct Running {
    recorder: Option<MediaRecorder>,
    stream: Option<MediaStream>,
}

impl Running {
    fn stop(&mut self) {
        if let Some(recorder) = self.recorder.take() {
            let _ = recorder.stop();
        }
        for track in self.stream.take().iter().flat_map(MediaStream::get_tracks) {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}

/// A button that opens the camera.
#[component]
pub(super) fn RecordButton(
    /// Where what is recorded goes.
    staging: Staging,
) -> View {
    let Some(format) = format() else { return View::none() };
    let open = RwSignal::new(false);
    view! {
        <button class="picture-add wide" type="button" on:click=move |_| open.set(true) data-test="video-record">
            <Icon name="camera" size=32 />
            <span>{t!("feed.video.record")}</span>
        </button>
        <Sheet open title=t!("feed.video.record") test="record-sheet"><Camera staging open format /></Sheet>
    }
}

/// What the camera sees, and a button that begins and ends.
#[component]
fn Camera(staging: Staging, open: RwSignal<bool>, format: &'static str) -> View {
    let seen = NodeRef::<html::Video>::new();
    let running = StoredValue::new_local(Running::default());
    let (records, denied) = (RwSignal::new(false), RwSignal::new(false));
    on_cleanup(move || {
        running.try_update_value(Running::stop);
    });
    spawn_local(async move {
        match camera().await {
            Ok(stream) if seen.try_get_untracked().flatten().is_some() => {
                if let Some(Some(seen)) = seen.try_get_untracked() {
                    seen.set_src_object(Some(&stream));
                    let _ = seen.play();
                }
                running.try_update_value(|running| running.stream = Some(stream));
            }
            Ok(stream) => Running { recorder: None, stream: Some(stream) }.stop(),
            Err(_) => {
                denied.try_set(true);
            }
        }
    });
    let turn = move |()| {
        if records.get_untracked() {
            running.update_value(Running::stop);
            open.set(false);
            return;
        }
        let began = running.try_update_value(|running| {
            let stream = running.stream.as_ref()?;
            running.recorder = begin(stream, format, staging).ok();
            running.recorder.as_ref().map(|_| ())
        });
        records.set(began.flatten().is_some());
    };
    let label = move || {
        if records.get() { t!("feed.video.record.end") } else { t!("feed.video.record.begin") }
    };
    let body = move || match denied.get() {
        true => {
            view! { <p class="callout danger" role="alert">{t!("feed.video.record.denied")}</p> }
        }
        false => view! { <Button block=true on_press=turn test="record-turn">{label}</Button> },
    };
    view! {
        <div class="form">
            <video node_ref=seen class="publish-camera" autoplay=true playsinline=true muted=true aria-hidden="true"></video>
            {body}
        </div>
    }
}

/// What this web view can record of what the service takes.
fn format() -> Option<&'static str> {
    let there = js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("MediaRecorder"));
    let has_devices = window().navigator().media_devices().is_ok_and(|found| !found.is_undefined());
    if !there.unwrap_or(false) || !has_devices {
        return None;
    }
    FORMATS.into_iter().find(|format| MediaRecorder::is_type_supported(format))
}

async fn camera() -> Result<MediaStream, JsValue> {
    let wanted = MediaStreamConstraints::new();
    wanted.set_audio(&JsValue::TRUE);
    wanted.set_video(&JsValue::TRUE);
    let devices = window().navigator().media_devices()?;
    let stream = JsFuture::from(devices.get_user_media_with_constraints(&wanted)?).await?;
    Ok(stream.unchecked_into())
}

fn begin(stream: &MediaStream, format: &str, staging: Staging) -> Result<MediaRecorder, JsValue> {
    let options = MediaRecorderOptions::new();
    options.set_mime_type(format);
    let recorder =
        MediaRecorder::new_with_media_stream_and_media_recorder_options(stream, &options)?;
    // Without parts, everything comes at once when it is stopped.
    let told = Closure::<dyn Fn(BlobEvent)>::new(move |event: BlobEvent| {
        if let Some(blob) = event.data().filter(|blob| blob.size() > 0.0)
            && staging.video.try_with_untracked(Option::is_none) == Some(true)
        {
            staging.pick(blob);
        }
    });
    recorder.set_ondataavailable(Some(told.as_ref().unchecked_ref()));
    // It lives as long as the recorder does.
    told.forget();
    recorder.start()?;
    Ok(recorder)
}
