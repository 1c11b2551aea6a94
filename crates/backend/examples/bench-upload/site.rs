//! A service on a port of this machine, and somebody with a device who uploads to it.

use crate::Fault;
use axum::Router;
use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Response;
use sampan_backend::system::{SystemClock, SystemRandom};
use sampan_backend::{Backend, Config, LocalDevice, PinCost};
use sampan_protocol::auth::{
    COUNTER_HEADER, DEVICE_HEADER, PROTOCOL_HEADER, SIGNATURE_HEADER, from_hex, sha256_hex,
};
use sampan_protocol::ids::{PersonId, VideoId};
use sampan_protocol::media::{AskVideos, PART_TYPE, PartSize, UPLOADS_PATH, Video};
use sampan_protocol::people::Kind;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A service with one person.
pub(crate) struct Site {
    pub(crate) backend: Backend,
    url: String,
    device: LocalDevice,
    http: reqwest::Client,
}

/// The video whose upload is there.
fn named(path: &str) -> Result<VideoId, Fault> {
    Ok(path.rsplit('/').next().unwrap_or_default().parse()?)
}

/// A part of a file, with what vouches for it.
async fn part(file: &Bytes, from: usize, size: PartSize) -> Result<(Bytes, String), Fault> {
    let most = usize::try_from(size.bytes())?;
    let part = file.slice(from..file.len().min(from + most));
    let hash = move || {
        let sum = from_hex(&sha256_hex(&part)).unwrap_or_default();
        let sum = format!("sha256 {}", STANDARD.encode(sum));
        (part, sum)
    };
    Ok(tokio::task::spawn_blocking(hash).await?)
}

/// Has a router answer on a port of this machine; answers its address.
pub(crate) async fn serve(router: Router) -> Result<String, Fault> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(url)
}

impl Site {
    /// A service in a folder, with these tools, or those of the system.
    pub(crate) async fn open(folder: &Path, tools: Option<PathBuf>) -> Result<Self, Fault> {
        let database = format!("sqlite:{}", folder.join("backend.db").display());
        let media = folder.join("media").display().to_string();
        let mut config = Config::bundled(&database, &media);
        config.pin_cost = PinCost::DEMO;
        config.video.tools = tools;
        let backend = tokio::task::spawn_blocking(move || Backend::open(config)).await??;
        let url = serve(backend.router()).await?;
        let mut device = LocalDevice::new(&backend, &SystemClock, &SystemRandom);
        let person = PersonId::new(&SystemClock, &SystemRandom);
        device.register(person, "mei", "Mei", Kind::Person, None, "271828").await?;
        Ok(Self { backend, url, device, http: reqwest::Client::new() })
    }

    /// Sends a request that is signed over what is said to be its body.
    async fn send(
        &mut self,
        (method, path): (&str, &str),
        headers: &[(&str, &str)],
        (signed, body): (&[u8], Bytes),
    ) -> Result<Response, Fault> {
        let proof = self.device.signed(method, path, signed.to_vec());
        let mut request = self
            .http
            .request(method.parse()?, format!("{}{path}", self.url))
            .header(PROTOCOL_HEADER, "1")
            .header(DEVICE_HEADER, proof.device.to_string())
            .header(COUNTER_HEADER, proof.counter)
            .header(SIGNATURE_HEADER, proof.signature)
            .header("tus-resumable", "1.0.0");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Ok(request.body(body).send().await?.error_for_status()?)
    }

    /// Makes an upload; answers where to go on.
    async fn begin(&mut self, file: &Bytes) -> Result<String, Fault> {
        let length = file.len().to_string();
        let headers = [("upload-length", length.as_str())];
        let begun = self.send(("POST", UPLOADS_PATH), &headers, (b"", Bytes::new())).await?;
        Ok(begun.headers().get("location").ok_or("nowhere to go on")?.to_str()?.to_owned())
    }

    /// Uploads a file at once.
    pub(crate) async fn upload(&mut self, file: &Bytes) -> Result<VideoId, Fault> {
        let path = self.begin(file).await?;
        let headers = [("upload-offset", "0"), ("content-type", PART_TYPE)];
        self.send(("PATCH", &path), &headers, (b"", file.clone())).await?;
        named(&path)
    }

    /// Uploads a file as the app does: in signed parts that grow; while one is on its way, the next one is
    /// hashed.
    pub(crate) async fn upload_in_parts(&mut self, file: &Bytes) -> Result<VideoId, Fault> {
        let path = self.begin(file).await?;
        let (mut size, mut at) = (PartSize::default(), 0);
        let mut ready = part(file, at, size).await?;
        while at < file.len() {
            let (bytes, sum) = ready;
            let (long, after) = (bytes.len(), at + bytes.len());
            let began = Instant::now();
            let from = at.to_string();
            let sending = async {
                let headers = [
                    ("upload-offset", from.as_str()),
                    ("content-type", PART_TYPE),
                    ("upload-checksum", sum.as_str()),
                ];
                let sent = self.send(("PATCH", &path), &headers, (&bytes, bytes.clone())).await;
                sent.map(|_| began.elapsed())
            };
            let (took, next) = tokio::join!(sending, part(file, after, size));
            size.sent(long as u64, took?);
            (at, ready) = (after, next?);
        }
        named(&path)
    }

    /// Takes an upload away.
    pub(crate) async fn end(&mut self, id: VideoId) -> Result<(), Fault> {
        let path = format!("{UPLOADS_PATH}/{id}");
        self.send(("DELETE", &path), &[], (b"", Bytes::new())).await.map(drop)
    }

    /// How a video stands.
    pub(crate) async fn video(&mut self, id: VideoId) -> Result<Video, Fault> {
        let told = self.device.ask(&AskVideos {}).await?;
        let found = told.videos.into_iter().find(|video| video.id == id);
        found.ok_or_else(|| "there is no such video".into())
    }
}
