//! Recording a voice message, where the web view can record; hidden where it cannot.

use super::reads::new_message;
use crate::act::Act;
use crate::clock::{new_op, now};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::task::spawn_local;
use sampan_protocol::messages::{Content, Place, SendMessage, VOICE_MILLIS, Voice};
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BlobEvent, MediaRecorder, MediaRecorderOptions, MediaStream, MediaStreamConstraints,
    MediaStreamTrack,
};

/// How many bits a second of voice takes.
const BITS: u32 = 32_000;
/// What is recorded, the best first: those that the service keeps.
const FORMATS: [&str; 3] = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
/// The shortest recording that is sent, in milliseconds: shorter ones are slips.
const SHORTEST: i64 = 500;

/// What runs while somebody speaks.
#[derive(Default)]
struct Running {
    recorder: Option<MediaRecorder>,
    stream: Option<MediaStream>,
    ticker: Option<IntervalHandle>,
    began: i64,
    /// Whether what was recorded is to be sent.
    wanted: bool,
}

impl Running {
    fn stop(&mut self) {
        if let Some(ticker) = self.ticker.take() {
            ticker.clear();
        }
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

/// A button that records; pressed again, it sends.
#[component]
pub(super) fn Recorder(
    /// Where it is sent.
    place: Place,
) -> View {
    let Some(format) = format() else { return View::none() };
    let seconds = RwSignal::new(None::<i64>);
    let running = StoredValue::new_local(Running::default());
    let (act, toasts) = (Act::new(), use_toasts());
    on_cleanup(move || running.update_value(Running::stop));
    let end = move |wanted: bool| {
        running.update_value(|running| {
            running.wanted = wanted;
            running.stop();
        });
        seconds.try_set(None);
    };
    let send = move |base64: String, millis: i64| {
        let voice = Voice { media: String::new(), millis: millis.min(VOICE_MILLIS) };
        let content = Content::Voice(voice);
        let (op, message, answers) = (new_op(), new_message(), None);
        let files = vec![base64];
        act.run_aloud(SendMessage { op, message, place, content, answers, files }, |()| {});
    };
    let begin = move || {
        spawn_local(async move {
            let opened = open().await;
            let started = opened.and_then(|stream| start(stream, format, running, send));
            if started.is_err() {
                toasts.say(t!("messages.voice.denied"));
                return;
            }
            seconds.try_set(Some(0));
            let tick = move || {
                let millis = running.try_with_value(elapsed).unwrap_or(0);
                seconds.try_set(Some(millis / 1_000));
                if millis >= VOICE_MILLIS - 500 {
                    end(true);
                }
            };
            let ticker = set_interval_with_handle(tick, Duration::from_millis(250)).ok();
            running.try_update_value(|running| running.ticker = ticker);
        });
    };
    let shown = move || match seconds.get() {
        None => {
            view! { <IconButton icon="mic" label=t!("messages.voice") on_press=move |()| begin() test="record" /> }
        }
        Some(n) => view! {
            <span class="recording" role="status">
                <span class="recording-time">{t!("messages.voice.recording", n = n)}</span>
                <IconButton icon="x" label=t!("messages.voice.cancel") on_press=move |()| end(false) test="record-cancel" />
                <IconButton icon="send" label=t!("messages.send") on_press=move |()| end(true) test="record-send" />
            </span>
        },
    };
    shown.view()
}

fn elapsed(running: &Running) -> i64 {
    now().micros() / 1_000 - running.began
}

/// What this web view can record of what the service keeps.
fn format() -> Option<&'static str> {
    let there = js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("MediaRecorder"));
    let has_devices = window().navigator().media_devices().is_ok_and(|found| !found.is_undefined());
    if !there.unwrap_or(false) || !has_devices {
        return None;
    }
    FORMATS.into_iter().find(|format| MediaRecorder::is_type_supported(format))
}

async fn open() -> Result<MediaStream, JsValue> {
    let wanted = MediaStreamConstraints::new();
    wanted.set_audio(&JsValue::TRUE);
    let devices = window().navigator().media_devices()?;
    let stream = JsFuture::from(devices.get_user_media_with_constraints(&wanted)?).await?;
    Ok(stream.unchecked_into())
}

fn start(
    stream: MediaStream,
    format: &str,
    running: StoredValue<Running, LocalStorage>,
    send: impl Fn(String, i64) + Copy + 'static,
) -> Result<(), JsValue> {
    let options = MediaRecorderOptions::new();
    options.set_mime_type(format);
    options.set_audio_bits_per_second(BITS);
    let recorder =
        MediaRecorder::new_with_media_stream_and_media_recorder_options(&stream, &options)?;
    // Without parts, everything comes at once when it is stopped.
    let told = Closure::<dyn Fn(BlobEvent)>::new(move |event: BlobEvent| {
        let (wanted, millis) = running
            .try_with_value(|running| (running.wanted, elapsed(running)))
            .unwrap_or_default();
        let Some(blob) = event.data().filter(|_| wanted && millis >= SHORTEST) else { return };
        read_file(blob.unchecked_ref(), move |address| {
            if let Some((_, base64)) = address.split_once("base64,") {
                send(base64.to_owned(), millis);
            }
        });
    });
    recorder.set_ondataavailable(Some(told.as_ref().unchecked_ref()));
    // It lives as long as the recorder does.
    told.forget();
    recorder.start()?;
    running.update_value(|running| {
        let began = now().micros() / 1_000;
        *running = Running {
            recorder: Some(recorder),
            stream: Some(stream),
            ticker: None,
            began,
            wanted: false,
        };
    });
    Ok(())
}
