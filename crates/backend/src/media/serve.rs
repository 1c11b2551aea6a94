//! Serves what is kept: `GET /media/<sha256>`, whole or in part (RFC 9110 §14), never changing, to
//! whom something shows it.

use super::allowed;
use super::store::unknown;
use super::table::item::Kept;
use crate::auth::read_headers;
use crate::backend::Backend;
use crate::reply;
use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use futures::{Stream, StreamExt, stream};
use sampan_protocol::Error;
use sampan_protocol::ids::VideoId;
use std::ops::Range;

/// The most bytes that are read at a time.
const PIECE: u64 = 1 << 20;

/// Answers a request for `sha256`.
pub(crate) async fn serve(backend: &Backend, sha256: String, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let signed = read_headers(&parts).ok();
    let find = move |backend: &Backend| allowed::file(backend, &sha256, signed.as_ref());
    let found = backend.blocking(find).await;
    answer(backend, &parts, found).await
}

/// Answers a request for something of a video: `GET /media/v/<video>/<name>`.
pub(crate) async fn serve_video(
    backend: &Backend,
    (video, name): (String, String),
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let signed = read_headers(&parts).ok();
    let find = move |backend: &Backend| {
        let id = video.parse::<VideoId>().map_err(|_| unknown())?;
        allowed::of_video(backend, (id, &name), signed.as_ref())
    };
    let found = backend.blocking(find).await;
    answer(backend, &parts, found).await
}

async fn answer(backend: &Backend, parts: &Parts, found: Result<Kept, Error>) -> Response {
    let served = match found {
        Ok(kept) => try_serve(backend, parts, &kept).await,
        Err(error) => Err(error),
    };
    served.unwrap_or_else(|error| reply::error(&error))
}

async fn try_serve(backend: &Backend, parts: &Parts, kept: &Kept) -> Result<Response, Error> {
    let (Kept { sha256, object, .. }, size) = (kept, kept.size);
    let etag = format!("\"{sha256}\"");
    let header = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
    // It never changes, but whom it is shown to does: only what a device keeps for itself lasts.
    let lasting = match kept.shown {
        Some(true) => "private, max-age=31536000, immutable",
        _ => "private, no-cache",
    };
    let mut response = Response::builder()
        .header(header::ETAG, &etag)
        .header(header::CACHE_CONTROL, lasting)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_TYPE, &kept.mime);
    if header(header::IF_NONE_MATCH).is_some_and(|tags| tags.contains(&etag) || tags == "*") {
        return build(response.status(StatusCode::NOT_MODIFIED), Body::empty());
    }
    let wanted = header(header::RANGE)
        .filter(|_| header(header::IF_RANGE).is_none_or(|tag| tag == etag))
        .and_then(|text| range(text, size));
    let (from, to) = match wanted {
        None => (0, size),
        Some(Ok((from, to))) => {
            let content = format!("bytes {from}-{}/{size}", to - 1);
            response =
                response.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, content);
            (from, to)
        }
        Some(Err(Unsatisfiable)) => {
            let response = response
                .status(StatusCode::RANGE_NOT_SATISFIABLE)
                .header(header::CONTENT_RANGE, format!("bytes */{size}"));
            return build(response, Body::empty());
        }
    };
    let response = response.header(header::CONTENT_LENGTH, to - from);
    if parts.method == Method::HEAD {
        return build(response, Body::empty());
    }
    let first = backend.media().get(object, from..to.min(from + PIECE)).await?;
    if to - from <= PIECE {
        return build(response, Body::from(first));
    }
    build(response, Body::from_stream(pieces(backend.clone(), object.clone(), first, from..to)))
}

/// A file in pieces, so that nobody holds a whole video in memory.
fn pieces(
    backend: Backend,
    object: String,
    first: Vec<u8>,
    range: Range<u64>,
) -> impl Stream<Item = Result<Vec<u8>, std::io::Error>> {
    let at = range.start + first.len() as u64;
    let rest = stream::unfold(at, move |at| {
        let (backend, object, end) = (backend.clone(), object.clone(), range.end);
        async move {
            let next = end.min(at + PIECE);
            if at >= next {
                return None;
            }
            let got = backend.media().get(&object, at..next).await;
            Some(match got {
                Ok(bytes) => (Ok(bytes), next),
                Err(error) => (Err(std::io::Error::other(error.to_string())), end),
            })
        }
    });
    stream::once(async { Ok(first) }).chain(rest)
}

/// The range lies behind the end.
#[derive(Debug, PartialEq, Eq)]
struct Unsatisfiable;

/// Reads a single range of bytes as `[from, to)`; none if it has to be ignored.
fn range(text: &str, size: u64) -> Option<Result<(u64, u64), Unsatisfiable>> {
    let (first, last) = text.strip_prefix("bytes=")?.trim().split_once('-')?;
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let (from, to) = match (first.trim(), last.trim()) {
        ("", suffix) => (size.saturating_sub(number(suffix)?), size),
        (from, "") => (number(from)?, size),
        (from, last) => {
            let (from, last) = (number(from)?, number(last)?);
            if last < from {
                return None;
            }
            (from, last.saturating_add(1).min(size))
        }
    };
    Some(if from < to { Ok((from, to)) } else { Err(Unsatisfiable) })
}

fn build(response: axum::http::response::Builder, body: Body) -> Result<Response, Error> {
    response.body(body).map_err(|_| Error::internal())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (text, wanted) in [
            ("bytes=0-0", Some(Ok((0, 1)))),
            ("bytes=2-", Some(Ok((2, 10)))),
            ("bytes=-3", Some(Ok((7, 10)))),
            ("bytes=-30", Some(Ok((0, 10)))),
            ("bytes=5-500", Some(Ok((5, 10)))),
            ("bytes=10-", Some(Err(Unsatisfiable))),
            ("bytes=-0", Some(Err(Unsatisfiable))),
            ("bytes=3-2", None),
            ("bytes=0-1,3-4", None),
            ("bytes=99999999999999999999-", None),
            ("items=0-1", None),
            ("bytes=-", None),
        ] {
            assert_eq!(range(text, 10), wanted, "{text}");
        }
    }
}
