//! Pictures of a video that was picked: a few side by side, so that one sees where to cut, and one for its cover.

use crate::prelude::*;
use js_sys::{Function, Promise};
use sampan_protocol::feed::Crop;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

/// How many pictures there are.
const COUNT: u64 = 8;
/// The longer side of a cover, in pixels.
const LARGEST: f64 = 1_280.0;
/// How high each is, in pixels.
const HIGH: u32 = 96;
/// How long a moment may take to be there.
const PATIENCE: Duration = Duration::from_secs(4);

/// One picture of a video, for its cover: what of it is kept, as base64; none where it cannot be had.
pub(super) async fn cover(address: &str, at: u64, crop: Option<Crop>) -> Option<String> {
    let element = document().create_element("video").ok()?;
    let video = element.dyn_into::<HtmlVideoElement>().ok()?;
    open(&video, address).await;
    go_to(&video, at).await;
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    if width < 1.0 {
        close(&video);
        return None;
    }
    let part = |thousandths: u16, of: f64| of * f64::from(thousandths) / 1_000.0;
    let crop = crop.unwrap_or(Crop { x: 0, y: 0, width: 1_000, height: 1_000 });
    let (x, y) = (part(crop.x, width), part(crop.y, height));
    let (wide, high) = (part(crop.width, width), part(crop.height, height));
    let small = (LARGEST / wide.max(high).max(1.0)).min(1.0);
    let (to_wide, to_high) = (wide * small, high * small);
    let (canvas, context) = canvas(to_wide, to_high)?;
    context
        .draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            &video, x, y, wide, high, 0.0, 0.0, to_wide, to_high,
        )
        .ok()?;
    close(&video);
    let address = canvas.to_data_url_with_type("image/jpeg").ok()?;
    address.split_once("base64,").map(|(_, base64)| base64.to_owned())
}

/// The pictures of a video of `long` milliseconds, as `data:` addresses; as many as can be had.
pub(super) async fn frames(address: &str, long: u64) -> Vec<String> {
    let element = document().create_element("video").ok();
    let Some(video) = element.and_then(|element| element.dyn_into::<HtmlVideoElement>().ok())
    else {
        return Vec::new();
    };
    open(&video, address).await;
    let mut pictures = Vec::new();
    for at in 0..COUNT {
        go_to(&video, long * (2 * at + 1) / (2 * COUNT)).await;
        pictures.extend(drawing(&video));
    }
    close(&video);
    pictures
}

/// Waits until the video is there.
async fn open(video: &HtmlVideoElement, address: &str) {
    video.set_muted(true);
    video.set_preload("auto");
    let begin = || {
        video.set_src(address);
        video.load();
    };
    wait(|done| video.set_onloadeddata(Some(done)), begin).await;
}

/// Goes to a moment, and waits until it is shown.
async fn go_to(video: &HtmlVideoElement, ms: u64) {
    #[expect(clippy::cast_precision_loss, reason = "no video is that long")]
    let seconds = ms as f64 / 1_000.0;
    wait(|done| video.set_onseeked(Some(done)), || video.set_current_time(seconds)).await;
}

fn close(video: &HtmlVideoElement) {
    let _ = video.remove_attribute("src");
    video.load();
}

/// Begins something, and waits for an event of it, not for ever.
async fn wait(listen: impl Fn(&Function), begin: impl FnOnce()) {
    let told = Promise::new(&mut |done, _| {
        listen(&done);
        set_timeout(move || drop(done.call0(&wasm_bindgen::JsValue::NULL)), PATIENCE);
    });
    begin();
    let _ = JsFuture::from(told).await;
}

fn drawing(video: &HtmlVideoElement) -> Option<String> {
    let (width, height) = (video.video_width(), video.video_height());
    if width == 0 || height == 0 {
        return None;
    }
    let (w, h) = (f64::from((width * HIGH / height).max(1)), f64::from(HIGH));
    let (canvas, context) = canvas(w, h)?;
    context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, w, h).ok()?;
    canvas.to_data_url_with_type("image/jpeg").ok()
}

/// Something to draw on.
fn canvas(wide: f64, high: f64) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas = document().create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels")]
    let pixels = |length: f64| (length.round().max(1.0)) as u32;
    canvas.set_width(pixels(wide));
    canvas.set_height(pixels(high));
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    Some((canvas, context))
}
