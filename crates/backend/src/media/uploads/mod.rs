//! Uploads that can be gone on with after they were cut: tus 1.0.0 with creation,
//! creation-with-upload, termination, expiration and checksum.

mod append;
mod begin;
mod head;
mod writer;

use super::quarantine;
use super::table::upload::{self, Upload};
use super::table::video as made;
use super::video;
use crate::auth::{authenticate_digest, read_headers};
use crate::backend::Backend;
use crate::db::DbError;
use crate::endpoint::{Access, Caller};
use crate::module::{Context, Refusal};
use crate::reply;
use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use head::Head;
pub(super) use head::{cover, cut};
use sampan_protocol::auth::{sha256_hex, to_hex};
use sampan_protocol::ids::{OpId, VideoId};
use sampan_protocol::media::{
    EXPIRES_HEADER, LENGTH_HEADER, METADATA_HEADER, OFFSET_HEADER, TUS_HEADER, TUS_VERSION,
    UPLOADS_PATH, VideoState,
};
use sampan_protocol::{Error, Timestamp};

const EXTENSIONS: &str = "creation,creation-with-upload,termination,expiration,checksum";

/// What is answered: a status, and headers.
pub(crate) struct Told {
    status: StatusCode,
    headers: Vec<(&'static str, String)>,
}

impl Told {
    fn new(status: StatusCode) -> Self {
        Self { status, headers: Vec::new() }
    }

    fn with(mut self, name: &'static str, value: &dyn ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }
}

/// Answers a request about uploads, or about the one of this identifier.
pub(crate) async fn answer(backend: Backend, id: Option<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let (mut response, headers) = match try_answer(&backend, id, &parts, body).await {
        Ok(Told { status, headers }) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = status;
            (response, headers)
        }
        Err(error) => {
            tracing::info!(code = ?error.code, key = error.key, "an upload is refused");
            (reply::error(&error), vec![("tus-version", TUS_VERSION.to_owned())])
        }
    };
    let always = [(TUS_HEADER, TUS_VERSION.to_owned()), ("cache-control", "no-store".to_owned())];
    for (name, value) in headers.into_iter().chain(always) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

async fn try_answer(
    backend: &Backend,
    id: Option<String>,
    parts: &Parts,
    body: Body,
) -> Result<Told, Error> {
    let method = method(parts)?;
    if method == Method::OPTIONS {
        return Ok(Told::new(StatusCode::NO_CONTENT)
            .with("tus-version", &TUS_VERSION)
            .with("tus-extension", &EXTENSIONS)
            .with("tus-max-size", &backend.intake().settings.most_bytes)
            .with("tus-checksum-algorithm", &"sha256"));
    }
    let head = Head::read(&parts.headers)?;
    let caller = caller(backend, parts, &head).await?;
    let Some(id) = id else {
        return match method {
            Method::POST => begin::begin(&caller, head, body).await,
            _ => Err(Error::invalid("error.request.method")),
        };
    };
    let id: VideoId = id.parse().map_err(|_| unknown())?;
    match method {
        Method::HEAD => look(&caller, id).await,
        Method::PATCH => {
            if !head.is_part {
                return Err(Error::invalid("error.upload.content_type"));
            }
            let received = append::append(&caller, id, &head, body).await?;
            Ok(Told::new(StatusCode::NO_CONTENT)
                .with(OFFSET_HEADER, &received)
                .with(EXPIRES_HEADER, &http_date(expiry(&caller.backend))))
        }
        Method::DELETE => end(&caller, id).await,
        _ => Err(Error::invalid("error.request.method")),
    }
}

/// The method, which those may name in a header who can send no other than `POST`.
fn method(parts: &Parts) -> Result<Method, Error> {
    match parts.headers.get("x-http-method-override") {
        Some(named) if parts.method == Method::POST => {
            Method::from_bytes(named.as_bytes()).map_err(|_| Error::invalid("error.request.method"))
        }
        _ => Ok(parts.method.clone()),
    }
}

/// Who sent a request: it is signed over its body if it names the body's checksum, otherwise as if it
/// had none.
async fn caller(backend: &Backend, parts: &Parts, head: &Head) -> Result<Caller, Error> {
    let signed = read_headers(parts)?;
    let digest = head.checksum.map_or_else(|| sha256_hex(b""), |checksum| to_hex(&checksum));
    let work =
        move |backend: &Backend| authenticate_digest(backend, &signed, &digest, Access::Active);
    backend.blocking(work).await
}

/// Tells how much of an upload is there.
async fn look(caller: &Caller, id: VideoId) -> Result<Told, Error> {
    let (found, received) = find(caller, id).await?;
    let mut told = Told::new(StatusCode::OK)
        .with(OFFSET_HEADER, &received)
        .with(LENGTH_HEADER, &found.length)
        .with(EXPIRES_HEADER, &http_date(found.expires));
    if !found.metadata.is_empty() {
        told = told.with(METADATA_HEADER, &found.metadata);
    }
    Ok(told)
}

/// Takes an upload away, with what was or is made of it, unless it was published. Whoever comes too late
/// is told so, and nothing is left of it either.
async fn end(caller: &Caller, id: VideoId) -> Result<Told, Error> {
    let me = caller.me;
    let look = move |backend: &Backend| {
        Ok(backend.db().read(|sql| {
            let (known, mine) = (upload::is_known(sql, id)?, upload::find(sql, id, me)?);
            Ok::<_, DbError>((known, mine, made::find(sql, id)?))
        })?)
    };
    let (known, mine, made) = caller.backend.blocking(look).await?;
    let is_others = known && mine.is_none();
    if is_others || made.as_ref().is_some_and(|made| made.owner != me) {
        return Err(unknown());
    }
    let writing = caller.backend.intake().write(id).ok_or_else(locked)?;
    let in_time = mine.as_ref().is_some_and(|mine| mine.expires > caller.backend.now());
    let was_mine = mine.is_some() || made.is_some();
    let work = move |backend: &Backend| {
        let op = OpId::new(backend.clock(), backend.random());
        let ended = backend.in_name_of(me, op, backend.now(), |cx| take_away(cx, id, in_time));
        if ended.map_err(video::told)? {
            backend.intake().quarantine.remove(id);
        }
        drop(writing);
        match (in_time, was_mine) {
            (true, _) => Ok(Told::new(StatusCode::NO_CONTENT)),
            (false, true) => Err(gone()),
            (false, false) => Err(unknown()),
        }
    };
    caller.backend.blocking(work).await
}

/// Takes what whoever acts has of an upload out of the database; says whether its file is of no more use.
fn take_away(cx: &mut Context<'_>, id: VideoId, in_time: bool) -> Result<bool, Refusal> {
    if upload::is_known(cx.sql, id)? && upload::find(cx.sql, id, cx.me.id)?.is_none() {
        return Ok(false);
    }
    // What was published stays, and keeps its file while it waits for its turn.
    let published = made::find(cx.sql, id)?.filter(|made| made.used && !in_time);
    let waits =
        |made: made::Stored| matches!(made.video.state, VideoState::Queued | VideoState::Working);
    match published.map(waits) {
        Some(true) => return Ok(false),
        Some(false) => {}
        None => video::take_away(cx, id)?,
    }
    upload::delete(cx.sql, id)?;
    Ok(true)
}

/// An upload of the caller, and how much of it is there: what the database and the disk both know.
async fn find(caller: &Caller, id: VideoId) -> Result<(Upload, u64), Error> {
    let me = caller.me;
    let work = move |backend: &Backend| {
        let found = backend.db().read(|sql| upload::find(sql, id, me))?.ok_or_else(unknown)?;
        if found.expires <= backend.now() {
            return Err(gone());
        }
        let received = match found.whole {
            true => found.length,
            false => found.received.min(backend.intake().quarantine.length(id)),
        };
        Ok((found, received))
    };
    caller.backend.blocking(work).await
}

fn location(id: VideoId) -> String {
    format!("{UPLOADS_PATH}/{id}")
}

fn unknown() -> Error {
    Error::not_found("error.upload.unknown")
}

fn gone() -> Error {
    Error::not_found("error.upload.gone")
}

fn locked() -> Error {
    Error::refused("error.upload.locked")
}

/// When an upload is forgotten that somebody goes on with now.
fn expiry(backend: &Backend) -> Timestamp {
    backend.now().plus_seconds(backend.intake().settings.kept_seconds)
}

/// A time as HTTP writes it (RFC 9110 §5.6.7).
fn http_date(at: Timestamp) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (seconds, (year, month, day)) = (at.seconds(), at.date(0));
    let week = usize::try_from(seconds.div_euclid(86_400).rem_euclid(7)).unwrap_or(0);
    let of_day = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    let month = MONTHS[usize::from(month.clamp(1, 12)) - 1];
    format!("{}, {day:02} {month} {year} {hour:02}:{minute:02}:{second:02} GMT", DAYS[week])
}

/// Whether a header says that something follows of a length, and which.
fn content_length(headers: &axum::http::HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_http_writes_it() {
        let at = Timestamp::from_seconds(784_111_777);
        assert_eq!(http_date(at), "Sun, 06 Nov 1994 08:49:37 GMT", "the example of RFC 9110");
    }
}
