//! Pictures of a video: the poster, and a strip of moments.

use super::Fault;
use super::tools::Tools;
use crate::media::picture::{self, Picture};
use crate::moderation::look_of;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GenericImage, RgbImage};
use sampan_protocol::media::Strip;
use std::path::Path;

/// The most pictures of a strip.
const MOST_FRAMES: u64 = 20;
/// How many milliseconds lie between two of them at least.
const APART: u64 = 500;
/// The longest side of each.
const SIDE: u32 = 160;
const QUALITY: u8 = 75;
/// What ffmpeg is told to make one picture.
const POSTER: [&str; 5] = ["-frames:v", "1", "-update", "1", "poster.png"];
/// A moment before the end, so that there is a frame.
const LAST: u64 = 100;

/// Pictures of a video.
pub(super) struct Stills {
    pub(super) poster: Picture,
    /// The picture, and how it is divided.
    pub(super) strip: (Vec<u8>, Strip),
    /// What the poster and each moment look like.
    pub(super) looks: Vec<String>,
}

/// Takes pictures of what was made: the poster of the largest, the strip of the smallest. Without a
/// chosen moment, the poster is what is typical for the first seconds.
pub(super) async fn take(
    tools: &Tools,
    folder: &Path,
    (largest, smallest): (u32, u32),
    duration_ms: u64,
    cover: Option<u64>,
) -> Result<Stills, Fault> {
    let at = cover.map(|at| at.min(duration_ms.saturating_sub(LAST)));
    let seek = seconds(at.unwrap_or(0));
    let file = format!("{largest}.mp4");
    let mut words = reading(&["-ss", &seek, "-t", "3"], &file);
    if at.is_none() {
        words.extend(["-vf".to_owned(), "thumbnail=90".to_owned()]);
    }
    words.extend(POSTER.map(str::to_owned));
    tools.ffmpeg(folder, words, 3_000, |_| {}).await?.well("the poster")?;
    if !folder.join("poster.png").exists() {
        // There is no frame any more where a slow video stands still until its end.
        let mut words = reading(&[], &file);
        words.extend(POSTER.map(str::to_owned));
        tools.ffmpeg(folder, words, 3_000, |_| {}).await?.well("the first picture")?;
    }

    let many = (duration_ms / APART).clamp(1, MOST_FRAMES);
    let file = format!("{smallest}.mp4");
    let mut words = reading(&[], &file);
    let scale = format!(
        "fps={}/{},scale=w={SIDE}:h={SIDE}:force_original_aspect_ratio=decrease",
        many * 1_000,
        duration_ms.max(1)
    );
    words.extend(["-vf".to_owned(), scale, "-frames:v".to_owned(), many.to_string()]);
    words.push("strip-%02d.png".to_owned());
    tools.ffmpeg(folder, words, duration_ms, |_| {}).await?.well("the strip")?;

    let folder = folder.to_owned();
    let work = move || compose(&folder);
    tokio::task::spawn_blocking(work).await.map_err(|error| Fault::Trouble(error.to_string()))?
}

/// What ffmpeg is told to read one of our own files.
fn reading(before: &[&str], file: &str) -> Vec<String> {
    let first = ["-hide_banner", "-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file"];
    let mut words: Vec<String> = first.iter().chain(before).map(|w| (*w).to_owned()).collect();
    words.extend(["-f", "mov", "-i"].map(str::to_owned));
    words.push(format!("file:{file}"));
    words
}

fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1_000, ms % 1_000)
}

fn compose(folder: &Path) -> Result<Stills, Fault> {
    let file = std::fs::read(folder.join("poster.png"))?;
    let poster = picture::shrink(&file, picture::FINE_SIDE)?;
    let image = image::load_from_memory(&file)?;
    let mut frames = Vec::new();
    for at in 1..=MOST_FRAMES {
        let path = folder.join(format!("strip-{at:02}.png"));
        let Ok(file) = std::fs::read(path) else { break };
        frames.push(image::load_from_memory(&file)?);
    }
    if frames.is_empty() {
        frames.push(image.thumbnail(SIDE, SIDE));
    }
    let mut looks = vec![poster.look.clone()];
    looks.extend(frames.iter().map(look_of));
    let strip = side_by_side(&frames)?;
    Ok(Stills { poster, strip, looks })
}

fn side_by_side(frames: &[DynamicImage]) -> Result<(Vec<u8>, Strip), image::ImageError> {
    let (width, height) = frames.first().map_or((1, 1), |f| (f.width(), f.height()));
    let many = u32::try_from(frames.len()).unwrap_or(1);
    let mut all = RgbImage::new(width * many, height);
    for (at, frame) in (0..many).zip(frames) {
        all.copy_from(&frame.to_rgb8(), at * width, 0)?;
    }
    let mut bytes = Vec::new();
    all.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    let sha256 = sampan_protocol::auth::sha256_hex(&bytes);
    Ok((bytes, Strip { sha256, frames: many, width, height }))
}
