//! A device that uploads, request by request, and clips to upload.

use crate::world::{Someone, World};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use sampan_backend::Backend;
use sampan_protocol::Error;
use sampan_protocol::auth::{
    COUNTER_HEADER, DEVICE_HEADER, PROTOCOL_HEADER, SIGNATURE_HEADER, from_hex, sha256_hex,
};
use sampan_protocol::ids::VideoId;
use sampan_protocol::media::{AskVideos, PART_TYPE, Video, Videos, rows};
use sampan_protocol::sync::{Cursor, Pull, Pulled};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use tower::ServiceExt;

/// What is answered.
pub(crate) struct Told {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Told {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub(crate) fn offset(&self) -> u64 {
        self.header("upload-offset").parse().expect("an offset")
    }

    /// The status and the key of what went wrong.
    pub(crate) fn wrong(&self) -> (u16, String) {
        let key = serde_json::from_slice::<Error>(&self.body).map(|error| error.key);
        (self.status.as_u16(), key.unwrap_or_default())
    }
}

/// Counters far apart, so that they are new to every process.
fn counter() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1 << 20);
    NEXT.fetch_add(2_048, Ordering::Relaxed)
}

/// A request that somebody signs over what they say is its body.
pub(crate) fn signed(
    who: &Someone,
    (method, path): (&str, &str),
    headers: &[(&str, &str)],
    (signed, body): (&[u8], Body),
) -> Request<Body> {
    let proof = who.device.signed_with(counter(), method, path, signed.to_vec());
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(PROTOCOL_HEADER, "1")
        .header(DEVICE_HEADER, proof.device.to_string())
        .header(COUNTER_HEADER, proof.counter)
        .header(SIGNATURE_HEADER, proof.signature)
        .header("tus-resumable", "1.0.0");
    for (name, value) in headers {
        request.headers_mut().expect("so far it is fine").remove(*name);
        request = request.header(*name, *value);
    }
    request.body(body).expect("a request")
}

pub(crate) async fn send(backend: &Backend, request: Request<Body>) -> Told {
    let answer = backend.router().oneshot(request).await.expect("it answers");
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    Told { status: parts.status, headers: parts.headers, body }
}

/// A request without a body.
pub(crate) async fn ask(
    world: &World,
    who: &Someone,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
) -> Told {
    let request = signed(who, (method, path), headers, (b"", Body::empty()));
    send(&world.backend, request).await
}

/// Makes an upload; answers its path.
pub(crate) async fn begin(world: &World, who: &Someone, length: usize) -> String {
    let length = length.to_string();
    let told = ask(world, who, "POST", "/v1/uploads", &[("upload-length", &length)]).await;
    assert_eq!(told.status, StatusCode::CREATED, "it begins: {:?}", told.wrong());
    told.header("location").to_owned()
}

/// The request that sends a part.
pub(crate) fn part(who: &Someone, path: &str, offset: u64, body: Body) -> Request<Body> {
    let offset = offset.to_string();
    let headers = [("upload-offset", offset.as_str()), ("content-type", PART_TYPE)];
    signed(who, ("PATCH", path), &headers, (b"", body))
}

/// Sends a part.
pub(crate) async fn patch(
    world: &World,
    who: &Someone,
    path: &str,
    offset: u64,
    body: &[u8],
) -> Told {
    send(&world.backend, part(who, path, offset, Body::from(body.to_vec()))).await
}

/// Uploads a file at once of which this is said; answers which video it will be.
pub(crate) async fn upload_saying(
    world: &World,
    who: &Someone,
    file: &[u8],
    said: &[(&str, &str)],
) -> VideoId {
    let length = file.len().to_string();
    let said: Vec<String> =
        said.iter().map(|(name, value)| format!("{name} {}", STANDARD.encode(value))).collect();
    let said = said.join(",");
    let headers = [("upload-length", length.as_str()), ("upload-metadata", said.as_str())];
    let told = ask(world, who, "POST", "/v1/uploads", &headers).await;
    assert_eq!(told.status, StatusCode::CREATED, "it begins: {:?}", told.wrong());
    let path = told.header("location").to_owned();
    let told = patch(world, who, &path, 0, file).await;
    assert_eq!(told.status, StatusCode::NO_CONTENT, "it is taken: {:?}", told.wrong());
    path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an identifier")
}

/// How much of an upload is there.
pub(crate) async fn offset(world: &World, who: &Someone, path: &str) -> u64 {
    let told = ask(world, who, "HEAD", path, &[]).await;
    assert_eq!(told.status, StatusCode::OK, "it is there");
    told.offset()
}

/// What names a checksum.
pub(crate) fn checksum(body: &[u8]) -> String {
    let bytes = from_hex(&sha256_hex(body)).expect("hexadecimal");
    format!("sha256 {}", STANDARD.encode(bytes))
}

/// Uploads a file at once; answers which video it will be.
pub(crate) async fn upload(world: &World, who: &Someone, file: &[u8]) -> VideoId {
    let path = begin(world, who, file.len()).await;
    let told = patch(world, who, &path, 0, file).await;
    assert_eq!(told.status, StatusCode::NO_CONTENT, "it is taken: {:?}", told.wrong());
    path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an identifier")
}

/// Lets the service do what it has to.
pub(crate) async fn work(world: &World) {
    let now = world.backend.now();
    world.backend.reach_out(now).await.expect("it can be done");
}

/// Asks something, as a device does.
pub(crate) async fn asked<R: sampan_protocol::request::Request>(
    world: &World,
    who: &Someone,
    request: &R,
) -> Result<R::Reply, Error> {
    let body = serde_json::to_vec(request).expect("JSON");
    let (path, sent) = (R::PATH, Body::from(body.clone()));
    let told = send(&world.backend, signed(who, ("POST", path), &[], (&body, sent))).await;
    match told.status {
        StatusCode::OK => Ok(serde_json::from_slice(&told.body).expect("a reply")),
        _ => Err(serde_json::from_slice(&told.body).expect("an error")),
    }
}

/// A video as its owner is told of it, both ways.
pub(crate) async fn video(world: &World, who: &Someone, id: VideoId) -> Video {
    let Videos { videos } = asked(world, who, &AskVideos {}).await.expect("told");
    let found = videos.into_iter().find(|video| video.id == id).expect("it is listed");
    let cursors = vec![Cursor { scope: who.scope("media"), epoch: 0, seq: 0 }];
    let pull = Pull { cursors, limit: 1_000 };
    let pulled: Pulled = asked(world, who, &pull).await.expect("pulled");
    let changes = &pulled.scopes.first().expect("one's own scope").changes;
    let row = changes.iter().find(|change| change.key == id.to_string()).expect("it is told of");
    assert_eq!(row.kind, rows::VIDEO, "as a video");
    let told: Video = serde_json::from_str(row.value.as_deref().expect("a row")).expect("a video");
    assert_eq!(told.state, found.state, "both say the same");
    assert_eq!((&told.made, &told.error), (&found.made, &found.error), "about all of it");
    found
}

/// Where uploads lie.
pub(crate) fn quarantine(world: &World) -> PathBuf {
    Path::new(&world.config.media).join("quarantine")
}

/// The file of an upload.
pub(crate) fn lying(world: &World, path: &str) -> PathBuf {
    let id = path.rsplit('/').next().expect("an identifier");
    quarantine(world).join(format!("{id}.part"))
}

/// Whether there is an ffmpeg; a note says that nothing was tried where there is none.
pub(crate) fn has_tools() -> bool {
    let there = Command::new("ffmpeg").arg("-version").output().is_ok_and(|o| o.status.success());
    if !there {
        eprintln!("nothing was tried: ffmpeg is not here");
    }
    there
}

/// A clip that ffmpeg makes by these words; `OUT` is the file, whose name ends so.
pub(crate) fn clip(words: &str, ending: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(format!("clip.{ending}"));
    let words = words.split_whitespace();
    let made = Command::new("ffmpeg")
        .args(["-hide_banner", "-loglevel", "error", "-y"])
        .args(words)
        .arg(&file)
        .output()
        .expect("ffmpeg runs");
    assert!(made.status.success(), "the clip: {}", String::from_utf8_lossy(&made.stderr));
    std::fs::read(file).expect("the clip")
}

/// Two seconds with sound.
pub(crate) fn usual() -> Vec<u8> {
    clip(
        "-f lavfi -i testsrc2=s=320x180:r=30:d=2 -f lavfi -i sine=f=440:d=2 -c:v libx264 \
         -preset ultrafast -c:a aac -shortest",
        "mp4",
    )
}

/// A folder of tools that do `before` and then what ffmpeg and ffprobe do; each line of `log` in it
/// is what one was asked for.
pub(crate) fn tools(before: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path().display().to_string();
    for name in ["ffmpeg", "ffprobe"] {
        let found = Command::new("which").arg(name).output().expect("which runs").stdout;
        let real = String::from_utf8(found).expect("a path");
        let text = format!(
            "#!/bin/sh\nHERE='{at}'\necho \"{name} $*\" >> \"$HERE/log\"\n{before}\nexec {} \"$@\"\n",
            real.trim()
        );
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("it is written");
        use std::os::unix::fs::PermissionsExt;
        let executable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&path, executable).expect("it can be run");
    }
    folder
}

/// What tools were asked for, of that what holds this word.
pub(crate) fn asked_for(tools: &tempfile::TempDir, word: &str) -> usize {
    let log = std::fs::read_to_string(tools.path().join("log")).unwrap_or_default();
    log.lines().filter(|line| line.contains(word)).count()
}
