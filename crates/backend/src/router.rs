//! Every path of the backend, and what happens to each request on its way in and out.

use crate::auth::{authenticate, check_protocol, read_headers};
use crate::backend::Backend;
use crate::endpoint::{Access, Answer, Endpoint};
use crate::{media, openapi, reply, service, sync};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{ConnectInfo, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{any, get, post};
use sampan_protocol::auth::{PROTOCOL_HEADER, PROTOCOL_VERSION, Signed, to_hex};
use sampan_protocol::media::UPLOADS_PATH;
use sampan_protocol::service::INFO_PATH;
use sampan_protocol::sync::EVENTS_PATH;
use sampan_protocol::{Error, features};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tracing::Instrument;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);
/// The most bytes of what a rail tells.
const RAIL_LIMIT: usize = 1 << 18;
const REQUEST_ID: &str = "x-request-id";

/// Builds the router; see [`Backend::router`].
pub(crate) fn build(backend: &Backend) -> Router {
    let mut router = Router::new();
    for endpoint in backend.endpoints() {
        let (backend, path, endpoint) = (backend.clone(), endpoint.path, Arc::new(endpoint));
        let answer = move |request| answer(backend.clone(), endpoint.clone(), request);
        router = router.route(path, post(answer));
    }
    let with = |backend: &Backend| backend.clone();
    let (info, events, file) = (with(backend), with(backend), with(backend));
    let (heard, page, calendar) = (with(backend), with(backend), with(backend));
    let (video, begun, upload) = (with(backend), with(backend), with(backend));
    let (ready, metrics, description) = (with(backend), with(backend), with(backend));
    let (wrapped, ok) = (with(backend), || async { "ok" });
    router
        .route(INFO_PATH, get(move |headers| answer_info(info.clone(), headers)))
        .route(EVENTS_PATH, get(move |request| answer_events(events.clone(), request)))
        .route(
            "/media/{sha256}",
            get(move |path, request| answer_file(file.clone(), path, request)),
        )
        .route(
            "/media/v/{video}/{name}",
            get(move |path, request| answer_video(video.clone(), path, request)),
        )
        .route(UPLOADS_PATH, any(move |request| media::upload(begun.clone(), None, request)))
        .route(
            &format!("{UPLOADS_PATH}/{{upload}}"),
            any(move |Path(id), request| media::upload(upload.clone(), Some(id), request)),
        )
        .route(
            "/v1/rails/{rail}/events",
            post(move |rail, request| answer_rail(heard.clone(), rail, request)),
        )
        .route(
            "/v1/rails/{rail}/pages/{order}",
            get(move |path| answer_rail_page(page.clone(), path)),
        )
        .route("/v1/calendars/{token}", get(move |path| answer_calendar(calendar.clone(), path)))
        .route("/healthz", get(ok))
        .route("/readyz", get(move || answer_ready(ready.clone())))
        .route("/metrics", get(move || answer_metrics(metrics.clone())))
        .route("/openapi.json", get(move || answer_description(description.clone())))
        .fallback(|| async { reply::error(&Error::not_found("error.request.path")) })
        .method_not_allowed_fallback(|| async {
            reply::error(&Error::invalid("error.request.method"))
        })
        .layer(from_fn(move |request, next| wrap(wrapped.clone(), request, next)))
}

/// Gives each request an identifier, a span for its log lines, and its place in the metrics.
async fn wrap(backend: Backend, request: Request, next: Next) -> Response {
    let mut bytes = [0; 8];
    backend.random().fill(&mut bytes);
    let id = to_hex(&bytes);
    let path = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map_or("unknown", axum::extract::MatchedPath::as_str)
        .to_owned();
    let span = tracing::info_span!("request", id, method = %request.method(), path);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status(), started.elapsed());
    backend.metrics().request(&path, status.as_u16(), took);
    span.in_scope(|| {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        tracing::info!(status = status.as_u16(), micros, "answered");
    });
    let headers = response.headers_mut();
    headers.insert(PROTOCOL_HEADER, HeaderValue::from(PROTOCOL_VERSION));
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    response
}

async fn answer(backend: Backend, endpoint: Arc<Endpoint>, request: Request) -> Response {
    match try_answer(&backend, &endpoint, request).await {
        Ok(body) => reply::json(body),
        Err(error) => refused(&error),
    }
}

async fn try_answer(
    backend: &Backend,
    endpoint: &Endpoint,
    request: Request,
) -> Result<Vec<u8>, Error> {
    let (signed, parts) = read(request, endpoint.body_limit).await?;
    match endpoint.answer.clone() {
        Answer::Known(access, answer) => {
            let path = endpoint.path;
            let work = move |backend: &Backend| {
                let caller = authenticate(backend, &signed, access)?;
                must_be_on(backend, path)?;
                answer(&caller, &signed.body)
            };
            backend.blocking(work).await
        }
        Answer::Newcomer(answer) => {
            if let Some(address) = address(&parts, backend.behind_proxy()) {
                backend.newcomers().take(address, backend.now())?;
            }
            backend.blocking(move |backend| answer(backend, &signed)).await
        }
    }
}

/// Refuses a request of a feature that operators switched off.
fn must_be_on(backend: &Backend, path: &str) -> Result<(), Error> {
    let word = path.split('/').nth(2).unwrap_or_default();
    if !features::ALL.contains(&word) || features::ALWAYS_ON.contains(&word) {
        return Ok(());
    }
    let settings = backend.db().read(|sql| service::settings(sql))?;
    match features::is_on(word, &settings.features_off, &[]) {
        true => Ok(()),
        false => Err(Error::refused("error.service.feature_off")),
    }
}

/// Reads a request: who claims to have sent it, and its body.
async fn read(request: Request, limit: usize) -> Result<(Signed, Parts), Error> {
    let (parts, body) = request.into_parts();
    let mut signed = read_headers(&parts)?;
    let body = tokio::time::timeout(PATIENCE, to_bytes(body, limit))
        .await
        .map_err(|_| Error::invalid("error.request.slow"))?
        .map_err(|_| Error::invalid("error.request.too_large"))?;
    signed.body = body.into();
    Ok((signed, parts))
}

/// The address that a request comes from; none inside the app.
fn address(parts: &Parts, behind_proxy: bool) -> Option<IpAddr> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    let forwarded = || {
        let header = parts.headers.get("x-forwarded-for")?.to_str().ok()?;
        header.rsplit(',').next()?.trim().parse().ok()
    };
    let told = if behind_proxy { forwarded() } else { None };
    Some(told.unwrap_or_else(|| peer.ip()))
}

async fn answer_info(backend: Backend, headers: HeaderMap) -> Response {
    let version = headers.get(PROTOCOL_HEADER).map(|value| value.to_str().unwrap_or_default());
    if let Some(Err(error)) = version.map(|version| check_protocol(Some(version))) {
        return refused(&error);
    }
    let info = backend.blocking(service::info).await;
    match info.and_then(|info| serde_json::to_vec(&info).map_err(|_| Error::internal())) {
        Ok(body) => reply::json(body),
        Err(error) => refused(&error),
    }
}

async fn answer_events(backend: Backend, request: Request) -> Response {
    let caller = match read(request, 0).await {
        Ok((signed, _)) => {
            let access = Access::ActiveOrFrozen;
            backend.blocking(move |backend| authenticate(backend, &signed, access)).await
        }
        Err(error) => Err(error),
    };
    match caller {
        Ok(caller) => sync::events(caller),
        Err(error) => refused(&error),
    }
}

async fn answer_file(backend: Backend, Path(sha256): Path<String>, request: Request) -> Response {
    media::serve(&backend, sha256, request).await
}

async fn answer_video(
    backend: Backend,
    Path(names): Path<(String, String)>,
    request: Request,
) -> Response {
    media::serve_video(&backend, names, request).await
}

/// Takes in what a rail tells: it is no device, and proves in its own way who it is.
async fn answer_rail(backend: Backend, Path(rail): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(Ok(body)) = tokio::time::timeout(PATIENCE, to_bytes(body, RAIL_LIMIT)).await else {
        return refused(&Error::invalid("error.request.too_large"));
    };
    for module in backend.modules() {
        match module.hear(&backend, &rail, &parts.headers, &body).await {
            None => {}
            Some(Ok(())) => return reply::text(StatusCode::OK, "text/plain", "heard".to_owned()),
            Some(Err(error)) => return refused(&error),
        }
    }
    refused(&Error::not_found("error.request.path"))
}

/// The page on which somebody pays an order to a rail; whoever has its address may.
async fn answer_rail_page(
    backend: Backend,
    Path((rail, order)): Path<(String, String)>,
) -> Response {
    let Ok(order) = order.parse() else {
        return refused(&Error::not_found("error.request.path"));
    };
    for module in backend.modules() {
        match module.rail_page(&backend, &rail, order).await {
            Ok(None) => {}
            Ok(Some(page)) => return reply::text(StatusCode::OK, "text/html; charset=utf-8", page),
            Err(error) => return refused(&error),
        }
    }
    refused(&Error::not_found("error.request.path"))
}

/// Somebody's calendar; whoever has its address may read it.
async fn answer_calendar(backend: Backend, Path(token): Path<String>) -> Response {
    let read = move |backend: &Backend| {
        let token = token.trim_end_matches(".ics");
        let mut calendars = backend.modules().iter().filter_map(|m| m.calendar(backend, token));
        let unknown = || Error::not_found("error.request.path");
        calendars.next().unwrap_or_else(|| Err(unknown()))
    };
    match backend.blocking(read).await {
        Ok(text) => reply::text(StatusCode::OK, "text/calendar; charset=utf-8", text),
        Err(error) => refused(&error),
    }
}

async fn answer_ready(backend: Backend) -> Response {
    match backend.blocking(|backend| Ok(backend.db().versions()?)).await {
        Ok(_) => reply::text(StatusCode::OK, "text/plain", "ready".to_owned()),
        Err(error) => refused(&error),
    }
}

async fn answer_metrics(backend: Backend) -> Response {
    match backend.metrics().text() {
        Ok(text) => reply::text(StatusCode::OK, "text/plain; version=0.0.4", text),
        Err(_) => refused(&Error::internal()),
    }
}

async fn answer_description(backend: Backend) -> Response {
    let text = openapi::describe(&backend).to_string();
    reply::text(StatusCode::OK, "application/json", text)
}

/// Answers with an error, and says in the log which: keys only, no arguments.
fn refused(error: &Error) -> Response {
    tracing::info!(code = ?error.code, key = error.key, "refused");
    reply::error(error)
}
