//! The camera: asked for kindly, looked through a few times a second, and let go when left.

use super::reader::Reader;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::task::spawn_local;
use sampan_protocol::wallet::ReadCode;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream};

/// How often a frame is looked at.
const EVERY: Duration = Duration::from_millis(320);
/// Pixels a side of what is looked at: enough for a code that fills a third of the frame.
const SIDE: u32 = 720;
/// Where it is remembered that the camera was allowed, so that it is not asked for again.
const ALLOWED: &str = "sampan.camera";

/// How the camera stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Camera {
    /// Nobody asked for it yet.
    Off,
    /// It was asked for.
    Starting,
    /// It shows what it sees.
    On,
    /// The person or the system said no.
    Denied,
    /// There is none.
    Absent,
}

/// What runs while the camera is on.
#[derive(Default)]
struct Running {
    stream: Option<MediaStream>,
    ticker: Option<IntervalHandle>,
}

impl Running {
    fn stop(&mut self) {
        if let Some(ticker) = self.ticker.take() {
            ticker.clear();
        }
        for track in self.stream.take().iter().flat_map(MediaStream::get_tracks) {
            if let Ok(track) = track.dyn_into::<web_sys::MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}

/// The viewfinder.
#[component]
pub(crate) fn Viewfinder(
    /// What reads what the camera sees.
    reader: Reader,
) -> View {
    let state = RwSignal::new(if devices().is_some() { Camera::Off } else { Camera::Absent });
    let video = NodeRef::<html::Video>::new();
    let running = StoredValue::new_local(Running::default());
    on_cleanup(move || running.update_value(Running::stop));
    let start = move || {
        state.set(Camera::Starting);
        spawn_local(async move {
            let came_to = match open().await {
                Ok(stream) => look(stream, video, running, reader),
                Err(refusal) => refusal,
            };
            state.try_set(came_to);
        });
    };
    if state.get_untracked() == Camera::Off && was_allowed() {
        start();
    }
    let start = Callback::new(move |()| start());
    view! {
        <div class="viewfinder" class:on=move || state.get() == Camera::On data-camera=move || word(state.get())>
            <video node_ref=video class="viewfinder-video" autoplay=true playsinline=true muted=true aria-hidden="true"></video>
            <span class="viewfinder-frame" aria-hidden="true"></span>
            <div class="viewfinder-said">{move || said(state.get(), start)}</div>
        </div>
    }
}

const fn word(state: Camera) -> &'static str {
    match state {
        Camera::Off => "off",
        Camera::Starting => "starting",
        Camera::On => "on",
        Camera::Denied => "denied",
        Camera::Absent => "absent",
    }
}

fn said(state: Camera, start: Callback<()>) -> View {
    let (icon, title, text) = match state {
        Camera::Off => ("camera", "wallet.scan.ask", "wallet.scan.ask.hint"),
        Camera::Denied => ("ban", "wallet.scan.denied", "wallet.scan.denied.hint"),
        Camera::Absent => ("camera", "wallet.scan.none", "wallet.scan.none.hint"),
        Camera::Starting => {
            return view! { <p role="status">{t!("wallet.scan.starting")}</p> };
        }
        Camera::On => return view! { <p role="status">{t!("wallet.scan.hint")}</p> },
    };
    let button = matches!(state, Camera::Off | Camera::Denied).then(|| {
        let label = if state == Camera::Off { "wallet.scan.start" } else { "wallet.retry" };
        view! { <Button on_press=start test="camera-start">{t!(label)}</Button> }
    });
    view! {
        <Icon name=icon size=32 />
        <p class="viewfinder-title">{t!(title)}</p>
        <p>{t!(text)}</p>
        {button}
    }
}

/// Shows the stream and looks at it again and again.
fn look(
    stream: MediaStream,
    video: NodeRef<html::Video>,
    running: StoredValue<Running, LocalStorage>,
    reader: Reader,
) -> Camera {
    remember_allowed();
    let Some(Some(shown)) = video.try_get_untracked() else {
        // The screen was left meanwhile.
        Running { stream: Some(stream), ticker: None }.stop();
        return Camera::Off;
    };
    shown.set_src_object(Some(&stream));
    let canvas = document()
        .create_element("canvas")
        .ok()
        .and_then(|c| c.dyn_into::<HtmlCanvasElement>().ok());
    let tick = move || {
        if let Some(canvas) = canvas.as_ref()
            && !reader.busy.try_get_untracked().unwrap_or(true)
            && reader.outcome.with_untracked(Option::is_none)
            && let Some(frame) = frame(&shown, canvas)
        {
            reader.glance(ReadCode::Picture(frame));
        }
    };
    let ticker = set_interval_with_handle(tick, EVERY).ok();
    running.try_update_value(|running| *running = Running { stream: Some(stream), ticker });
    Camera::On
}

/// The middle of what the camera sees, as base64 of a JPEG.
fn frame(video: &HtmlVideoElement, canvas: &HtmlCanvasElement) -> Option<String> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    let side = width.min(height);
    if side < 1.0 {
        return None;
    }
    canvas.set_width(SIDE);
    canvas.set_height(SIDE);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    let (x, y, to) = ((width - side) / 2.0, (height - side) / 2.0, f64::from(SIDE));
    context
        .draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            video, x, y, side, side, 0.0, 0.0, to, to,
        )
        .ok()?;
    let address = canvas.to_data_url_with_type("image/jpeg").ok()?;
    address.split_once("base64,").map(|(_, base64)| base64.to_owned())
}

/// Asks for the camera at the back, if there are two.
async fn open() -> Result<MediaStream, Camera> {
    let devices = devices().ok_or(Camera::Absent)?;
    let wanted = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&wanted, &"facingMode".into(), &"environment".into());
    let constraints = web_sys::MediaStreamConstraints::new();
    constraints.set_video(&wanted);
    let asked =
        devices.get_user_media_with_constraints(&constraints).map_err(|_| Camera::Absent)?;
    match JsFuture::from(asked).await {
        Ok(stream) => stream.dyn_into().map_err(|_| Camera::Absent),
        Err(refusal) => Err(refused(&refusal)),
    }
}

/// What a `DOMException` of `getUserMedia` says.
fn refused(refusal: &JsValue) -> Camera {
    let name = js_sys::Reflect::get(refusal, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("NotAllowedError" | "SecurityError" | "PermissionDeniedError") => Camera::Denied,
        _ => Camera::Absent,
    }
}

/// Without a secure context, or where the webview knows no cameras, there are none.
fn devices() -> Option<web_sys::MediaDevices> {
    let navigator = web_sys::window()?.navigator();
    let devices = js_sys::Reflect::get(&navigator, &"mediaDevices".into()).ok()?;
    devices.dyn_into().ok()
}

fn was_allowed() -> bool {
    let storage = web_sys::window().and_then(|w| w.local_storage().ok().flatten());
    storage.and_then(|s| s.get_item(ALLOWED).ok().flatten()).is_some()
}

fn remember_allowed() {
    if let Some(storage) = web_sys::window().and_then(|w| w.local_storage().ok().flatten()) {
        let _ = storage.set_item(ALLOWED, "1");
    }
}
