//! Passes on what is not here yet, piece by piece as it comes, so that it plays before it is here.

use super::arriving::Piece;
use super::range::Wanted;
use super::{Door, dress, missing};
use crate::core::Core;
use crate::wire::garbage;
use axum::body::Body;
use axum::extract::{Path as UrlPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::{Stream, StreamExt, stream};
use sampan_protocol::Error;
use sampan_protocol::ids::VideoId;
use sampan_protocol::media::{names, video_path};
use std::ops::Range;
use std::sync::Arc;

/// Where the pages come from that may read what was made of a video: the app's own, on each system.
const ORIGINS: &[&str] =
    &["tauri://localhost", "http://tauri.localhost", "https://tauri.localhost"];
/// And the one that serves the UI while it is worked on.
const WORKBENCH: &str = "http://127.0.0.1:14207";
/// What plays before it is here as a whole.
const PLAYABLE: &[&str] = &[
    "video/mp4",
    "video/webm",
    "video/quicktime",
    "audio/mp4",
    "audio/mpeg",
    "audio/webm",
    "audio/ogg",
    "audio/wav",
];

/// Where something comes from.
#[derive(Debug, Clone)]
enum Whence {
    /// A file by its name, which is kept as it comes.
    File(String),
    /// What stands at a path of the service.
    Path(String),
}

/// A video or sound that is not here, as it comes; none for anything else, which is here as a whole
/// afterwards.
///
/// # Errors
/// `NotFound` where there is no such file, `Offline` where the service is not reached.
pub(super) async fn arriving(
    core: &Arc<Core>,
    sha256: &str,
    headers: &HeaderMap,
) -> Result<Option<Response>, Error> {
    let wanted = wanted(headers);
    let first = core.piece(sha256, wanted.map_or(0, Wanted::start)).await?;
    let here = tokio::fs::try_exists(core.media_path(sha256)).await.unwrap_or(false);
    match playable(&first.told.mime) {
        Some(mime) if !here => {
            let from = Whence::File(sha256.to_owned());
            pass(core, from, wanted, first, mime).await.map(Some)
        }
        _ => core.whole(sha256).await.map(|_| None),
    }
}

/// Serves what was made of a video, by its name there.
pub(super) async fn serve_made(
    State(door): State<Arc<Door>>,
    UrlPath((token, video, name)): UrlPath<(String, String, String)>,
    request: Request,
) -> Response {
    let (Ok(id), Some(mime)) = (video.parse::<VideoId>(), made_kind(&name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if !door.knows(&token, request.headers()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let path = video_path(id, &name);
    let made = made(&door.core, &path, mime, request.headers()).await;
    let mut response = made.unwrap_or_else(|error| missing(&error, &name));
    let_in(request.headers(), response.headers_mut());
    response
}

/// Says that the app's own pages may ask for parts.
pub(super) async fn allow(
    State(door): State<Arc<Door>>,
    UrlPath((token, _, _)): UrlPath<(String, String, String)>,
    request: Request,
) -> Response {
    if !door.knows(&token, request.headers()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    let_in(request.headers(), headers);
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("range"));
    response
}

async fn made(
    core: &Arc<Core>,
    path: &str,
    mime: &'static str,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let wanted = wanted(headers);
    let from = Whence::Path(path.to_owned());
    let first = next(core, &from, wanted.map_or(0, Wanted::start)).await?;
    pass(core, from, wanted, first, mime).await
}

/// Answers with what is wanted, of which a first piece is here.
async fn pass(
    core: &Arc<Core>,
    from: Whence,
    wanted: Option<Wanted>,
    first: Piece,
    mime: &'static str,
) -> Result<Response, Error> {
    let total = first.told.total;
    let Some(range) = wanted.map_or(Some(0..total), |wanted| wanted.of(total)) else {
        let content = format!("bytes */{total}");
        let headers = [(header::CONTENT_RANGE, content)];
        return Ok((StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response());
    };
    let first = match wanted.map_or(0, Wanted::start) == range.start {
        true => first,
        // Only now it is known where the last bytes begin.
        false => next(core, &from, range.start).await?,
    };
    let mut response = Response::builder()
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CONTENT_LENGTH, range.end - range.start);
    if wanted.is_some() {
        let content = format!("bytes {}-{}/{total}", range.start, range.end - 1);
        response =
            response.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, content);
    }
    let body = Body::from_stream(pieces(core.clone(), from, first.bytes, range));
    let mut response = response.body(body).map_err(|_| Error::internal())?;
    dress(response.headers_mut(), mime);
    Ok(response)
}

/// The first piece and those behind it, each asked for when the one before was taken.
fn pieces(
    core: Arc<Core>,
    from: Whence,
    mut first: Vec<u8>,
    range: Range<u64>,
) -> impl Stream<Item = Result<Vec<u8>, std::io::Error>> {
    first.truncate(usize::try_from(range.end - range.start).unwrap_or(usize::MAX));
    let at = range.start + first.len() as u64;
    let rest = stream::unfold(at, move |at| {
        let (core, from, end) = (core.clone(), from.clone(), range.end);
        async move {
            if at >= end {
                return None;
            }
            Some(match next(&core, &from, at).await {
                Ok(Piece { mut bytes, .. }) if !bytes.is_empty() => {
                    bytes.truncate(usize::try_from(end - at).unwrap_or(usize::MAX));
                    let behind = at + bytes.len() as u64;
                    (Ok(bytes), behind)
                }
                Ok(_) => (Err(std::io::Error::other("it ends too early")), end),
                Err(error) => (Err(std::io::Error::other(error.to_string())), end),
            })
        }
    });
    stream::once(async { Ok(first) }).chain(rest)
}

/// The piece that begins there.
async fn next(core: &Arc<Core>, from: &Whence, at: u64) -> Result<Piece, Error> {
    match from {
        Whence::File(sha256) => core.piece(sha256, at).await,
        Whence::Path(path) => {
            let piece = core.ask_piece(path, at).await?.ok_or_else(garbage)?;
            let is_all = piece.bytes.len() as u64 == piece.told.total && at > 0;
            // Where the service gives no parts, all of it came.
            let skipped = usize::try_from(if is_all { at } else { 0 }).unwrap_or(usize::MAX);
            let bytes = piece.bytes.get(skipped..).unwrap_or_default().to_vec();
            Ok(Piece { bytes, ..piece })
        }
    }
}

fn wanted(headers: &HeaderMap) -> Option<Wanted> {
    headers.get(header::RANGE).and_then(|value| Wanted::read(value.to_str().ok()?))
}

/// The name of a media type that plays before it is here as a whole.
fn playable(mime: &str) -> Option<&'static str> {
    PLAYABLE.iter().copied().find(|known| mime == *known)
}

/// What is made of a video under a name: playlists, and the files that they name.
fn made_kind(name: &str) -> Option<&'static str> {
    if name == names::POSTER || name == names::STRIP {
        return Some("image/jpeg");
    }
    let (stem, end) = name.split_once('.')?;
    let is_side = !stem.is_empty() && stem.len() <= 4 && stem.bytes().all(|b| b.is_ascii_digit());
    match end {
        "m3u8" if is_side || name == names::MASTER => Some("application/vnd.apple.mpegurl"),
        "mp4" if is_side => Some("video/mp4"),
        _ => None,
    }
}

/// Lets pages of the app read the answer, wherever the system has them come from.
fn let_in(asked: &HeaderMap, answer: &mut HeaderMap) {
    answer.insert(header::VARY, HeaderValue::from_static("origin"));
    let Some(origin) = asked.get(header::ORIGIN) else { return };
    let is_own = ORIGINS.iter().any(|own| origin == own);
    if is_own || cfg!(debug_assertions) && origin == WORKBENCH {
        answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        let told = HeaderValue::from_static("content-length, content-range");
        answer.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, told);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_made_of_a_video_has_a_kind() {
        for (name, wanted) in [
            ("master.m3u8", Some("application/vnd.apple.mpegurl")),
            ("720.m3u8", Some("application/vnd.apple.mpegurl")),
            ("720.mp4", Some("video/mp4")),
            ("poster.jpg", Some("image/jpeg")),
            ("720.html", None),
            ("..%2F720.mp4", None),
            ("../master.m3u8", None),
            (".mp4", None),
            ("72000.mp4", None),
            ("whole", None),
        ] {
            assert_eq!(made_kind(name), wanted, "{name}");
        }
    }

    #[test]
    fn only_pages_of_the_app_are_let_in() {
        let allowed = |origin: &'static str| {
            let mut asked = HeaderMap::new();
            asked.insert(header::ORIGIN, HeaderValue::from_static(origin));
            let mut answer = HeaderMap::new();
            let_in(&asked, &mut answer);
            answer.get(header::ACCESS_CONTROL_ALLOW_ORIGIN).is_some_and(|value| value == origin)
        };
        assert!(ORIGINS.iter().all(|own| allowed(own)), "the app's own");
        for other in ["https://evil.example", "null", "http://localhost", "http://127.0.0.1:1"] {
            assert!(!allowed(other), "{other} is not");
        }
    }
}
