//! Serves pictures and videos to the UI over loopback HTTP, fetching from the backend what is new.
//!
//! Web views play video only over HTTP (with ranges), so the client is a server on 127.0.0.1: by a
//! secret in the path that changes with every start, for files named by their SHA-256, for what was
//! made of a video, and for nothing else. What is not here yet is passed on as it comes.

pub(crate) mod ahead;
pub(crate) mod arriving;
mod pass;
mod range;
pub(crate) mod room;

use crate::core::Core;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path as UrlPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sampan_protocol::auth::{sha256_hex, to_hex};
use sampan_protocol::{Code, Error};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower::ServiceExt;
use tower_http::services::ServeFile;

/// Folder of the profile where media is kept, by SHA-256.
pub(crate) const FOLDER: &str = "media";
/// How many of a file's first bytes say what it is.
const HEAD: usize = 512;

/// The server of one open profile; ends when it is dropped.
pub(crate) struct MediaServer {
    base: String,
    task: JoinHandle<()>,
}

impl MediaServer {
    /// Starts on a free port of 127.0.0.1.
    pub(crate) async fn start(core: Arc<Core>) -> Result<Self, Error> {
        let mut secret = [0u8; 16];
        core.random.fill(&mut secret);
        let token = to_hex(&secret);
        let refused = |error: std::io::Error| {
            tracing::error!(%error, "no loopback port");
            Error::new(Code::Storage, "error.device.no_loopback")
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let base = format!("http://{address}/{token}");
        let door = Arc::new(Door { core, token: sha256_hex(token.as_bytes()), address });
        let router = Router::new()
            .route("/{token}/{sha256}", get(serve))
            .route("/{token}/thumb/{sha256}", get(serve_thumb))
            .route("/{token}/v/{video}/{name}", get(pass::serve_made).options(pass::allow))
            .with_state(door);
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::error!(%error, "media is no longer served");
            }
        });
        Ok(Self { base, task })
    }

    /// Where media is: followed by a slash and the SHA-256.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }
}

impl Drop for MediaServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Who may come in, and where the files are.
struct Door {
    core: Arc<Core>,
    /// SHA-256 of the secret: comparing hashes takes as long wherever they differ.
    token: String,
    address: SocketAddr,
}

impl Door {
    /// Whether whoever asks knows the secret, and asks for something that there may be.
    fn lets_in(&self, token: &str, sha256: &str, request: &Request) -> bool {
        self.knows(token, request.headers()) && is_sha256(sha256)
    }

    /// Whether whoever asks knows the secret.
    fn knows(&self, token: &str, headers: &HeaderMap) -> bool {
        sha256_hex(token.as_bytes()) == self.token && names_this_host(headers, self.address)
    }
}

/// What a picture looks like in a few pixels, while it is not here.
async fn serve_thumb(
    State(door): State<Arc<Door>>,
    UrlPath((token, sha256)): UrlPath<(String, String)>,
    request: Request,
) -> Response {
    if !door.lets_in(&token, &sha256, &request) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match door.core.thumb(&sha256).await {
        Ok(Some(png)) => {
            let headers = [
                (header::CONTENT_TYPE, "image/png"),
                (header::CACHE_CONTROL, "private, max-age=31536000, immutable"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (header::REFERRER_POLICY, "no-referrer"),
            ];
            (headers, png).into_response()
        }
        _ => (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response(),
    }
}

async fn serve(
    State(door): State<Arc<Door>>,
    UrlPath((token, sha256)): UrlPath<(String, String)>,
    request: Request,
) -> Response {
    if !door.lets_in(&token, &sha256, &request) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let path = door.core.media_path(&sha256);
    if !tokio::fs::try_exists(&path).await.unwrap_or(false) {
        match pass::arriving(&door.core, &sha256, request.headers()).await {
            Ok(Some(response)) => return response,
            Ok(None) => {}
            Err(error) => return missing(&error, &sha256),
        }
    } else {
        note_look(path.clone());
    }
    answer(&path, &sha256, request).await
}

/// Notes that a file was looked at just now, unless that was noted already: what was not for longest goes
/// first. Nobody waits for it, and where it fails the file counts as old as it was.
fn note_look(path: PathBuf) {
    drop(tokio::task::spawn_blocking(move || {
        let file = std::fs::File::options().append(true).open(path)?;
        match file.metadata()?.modified()?.elapsed() {
            Ok(age) if age < room::LOOKED_AT / 2 => Ok(()),
            _ => file.set_modified(std::time::SystemTime::now()),
        }
    }));
}

/// Says that something is not to be had.
fn missing(error: &Error, what: &str) -> Response {
    tracing::debug!(%error, what, "no such media");
    let status = match error.code {
        Code::NotFound | Code::Invalid => StatusCode::NOT_FOUND,
        Code::Offline => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::BAD_GATEWAY,
    };
    (status, [(header::CACHE_CONTROL, "no-store")]).into_response()
}

/// The file of this content, fetched first if it is not here yet.
pub(crate) async fn file(core: &Core, sha256: &str) -> Result<PathBuf, Error> {
    core.whole(sha256).await
}

/// Writes a file whole or not at all: whoever finds it finds all of it.
fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

async fn answer(path: &Path, sha256: &str, request: Request) -> Response {
    let served = ServeFile::new(path).oneshot(request).await;
    let mut response = match served {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    let kind = kind(&head(path).await);
    dress(response.headers_mut(), kind);
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{sha256}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// What every file is served with: it never changes, and is nothing but what it is called.
fn dress(headers: &mut HeaderMap, kind: &'static str) {
    let fixed = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "private, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// The first bytes of a file.
async fn head(path: &Path) -> Vec<u8> {
    use tokio::io::AsyncReadExt;
    let mut head = vec![0u8; HEAD];
    let read = match tokio::fs::File::open(path).await {
        Ok(mut file) => file.read(&mut head).await.unwrap_or(0),
        Err(_) => 0,
    };
    head.truncate(read);
    head
}

/// What a file is by its first bytes; only pictures, videos and sound are called by their names,
/// so that nothing served here is ever run.
fn kind(head: &[u8]) -> &'static str {
    infer::get(head.get(..HEAD).unwrap_or(head))
        .map(|kind| kind.mime_type())
        .filter(|mime| ["image/", "video/", "audio/"].iter().any(|start| mime.starts_with(start)))
        .filter(|mime| !mime.contains("svg"))
        .unwrap_or("application/octet-stream")
}

/// A page elsewhere whose name was made to point here still says its own name (DNS rebinding).
fn names_this_host(headers: &HeaderMap, address: SocketAddr) -> bool {
    headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .is_some_and(|host| host == address.to_string())
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
