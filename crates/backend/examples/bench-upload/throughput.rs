//! How fast a file is taken in, against a bare handler that writes its body into a file.

use crate::site::{Site, serve};
use crate::{Fault, median};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::post;
use futures::StreamExt;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;
use tokio::sync::mpsc::channel;

/// After how many bytes the disk has to have them, as the service does it.
const STEP: usize = 16 << 20;

/// Measures all sides, turn by turn.
pub(crate) async fn measure(
    runs: usize,
    mebibytes: usize,
) -> Result<Vec<(&'static str, f64)>, Fault> {
    let folder = tempfile::tempdir()?;
    let bytes: Bytes = noise(mebibytes << 20).into();
    let mut site = Site::open(folder.path(), None).await?;
    let copy = folder.path().join("copy");
    let router = Router::new().route("/copy", post(take)).layer(DefaultBodyLimit::disable());
    let url = format!("{}/copy", serve(router.with_state(copy)).await?);
    let http = reqwest::Client::new();
    let (mut ours, mut in_parts, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    // The first turn opens connections and warms caches up; it does not count.
    for turn in 0..=runs {
        for (as_app, times) in [(false, &mut ours), (true, &mut in_parts)] {
            let began = Instant::now();
            let id = match as_app {
                false => site.upload(&bytes).await?,
                true => site.upload_in_parts(&bytes).await?,
            };
            times.extend((turn > 0).then(|| began.elapsed().as_secs_f64()));
            site.end(id).await?;
        }
        let began = Instant::now();
        http.post(&url).body(bytes.clone()).send().await?.error_for_status()?;
        bare.extend((turn > 0).then(|| began.elapsed().as_secs_f64()));
    }
    site.backend.close();
    let ratio = |times: &[f64]| median(bare.iter().zip(times).map(|(b, t)| b / t).collect());
    let speed = |times: &[f64]| mebibytes as f64 / median(times.to_vec());
    Ok(vec![
        ("throughput_ratio", ratio(&ours)),
        ("parts_ratio", ratio(&in_parts)),
        ("upload_mib_per_second", speed(&ours)),
        ("parts_mib_per_second", speed(&in_parts)),
        ("copy_mib_per_second", speed(&bare)),
    ])
}

/// Bytes that nothing makes smaller.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// Writes a body into a file, and answers once the disk has all of it.
async fn take(State(path): State<PathBuf>, body: Body) -> StatusCode {
    let (sender, mut pieces) = channel::<Bytes>(16);
    let write = move || {
        let (mut file, mut waiting) = (std::fs::File::create(path)?, 0);
        while let Some(piece) = pieces.blocking_recv() {
            file.write_all(&piece)?;
            waiting += piece.len();
            if waiting >= STEP {
                file.sync_data()?;
                waiting = 0;
            }
        }
        file.sync_data()
    };
    let writing = tokio::task::spawn_blocking(write);
    let mut data = body.into_data_stream();
    while let Some(Ok(piece)) = data.next().await {
        if sender.send(piece).await.is_err() {
            break;
        }
    }
    drop(sender);
    match writing.await {
        Ok(Ok(())) => StatusCode::NO_CONTENT,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
