//! Answers over HTTP: a reply or an error in JSON.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use sampan_protocol::{Code, Error};

/// A reply that is JSON already.
pub(crate) fn json(body: Vec<u8>) -> Response {
    with(StatusCode::OK, "application/json", body)
}

/// Text.
pub(crate) fn text(status: StatusCode, mime: &'static str, text: String) -> Response {
    with(status, mime, text.into_bytes())
}

/// An error, with the status that comes nearest to it.
pub(crate) fn error(error: &Error) -> Response {
    let body = serde_json::to_vec(error).unwrap_or_default();
    with(status(error), "application/json", body)
}

fn status(error: &Error) -> StatusCode {
    match (error.code, error.key.as_str()) {
        (_, "error.request.too_large") => StatusCode::PAYLOAD_TOO_LARGE,
        (_, "error.request.too_many") => StatusCode::TOO_MANY_REQUESTS,
        (_, "error.upload.too_large" | "error.upload.too_long") => StatusCode::PAYLOAD_TOO_LARGE,
        (_, "error.upload.too_many") => StatusCode::TOO_MANY_REQUESTS,
        (_, "error.upload.offset") => StatusCode::CONFLICT,
        (_, "error.upload.locked") => StatusCode::LOCKED,
        (_, "error.upload.gone") => StatusCode::GONE,
        (_, "error.upload.version") => StatusCode::PRECONDITION_FAILED,
        (_, "error.upload.content_type") => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        (_, "error.upload.no_room") => StatusCode::INSUFFICIENT_STORAGE,
        // tus has a status of its own for it.
        (_, "error.upload.checksum") => {
            StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST)
        }
        (_, "error.request.method") => StatusCode::METHOD_NOT_ALLOWED,
        (Code::Invalid, _) => StatusCode::BAD_REQUEST,
        (Code::Refused | Code::NeedsPin | Code::WrongPin | Code::PinLocked, _) => {
            StatusCode::FORBIDDEN
        }
        (Code::NotFound, _) => StatusCode::NOT_FOUND,
        (Code::Unauthorized, _) => StatusCode::UNAUTHORIZED,
        (Code::Replayed, _) => StatusCode::CONFLICT,
        (Code::Incompatible, _) => StatusCode::UPGRADE_REQUIRED,
        (Code::Offline | Code::Storage, _) => StatusCode::SERVICE_UNAVAILABLE,
        (Code::Internal, _) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn with(status: StatusCode, mime: &'static str, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
