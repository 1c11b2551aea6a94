//! The line to a server over HTTP: timeouts, limits, and no following to other hosts.

mod look;
mod wake;

pub use look::look_at_server;

use futures::StreamExt;
use reqwest::redirect::Policy;
use reqwest::{Method, Response, Url};
use sampan_protocol::auth::{
    COUNTER_HEADER, DEVICE_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION, SIGNATURE_HEADER, Signed,
};
use sampan_protocol::sync::{Answer, BoxFuture, Headers, SyncProtocol, WakeUps};
use sampan_protocol::{Code, Error};
use std::time::Duration;

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(6);
/// How long to wait for a whole answer.
const ANSWER: Duration = Duration::from_secs(20);
/// How long a stream of wake-ups may be silent; the server says something every 15 seconds.
const SILENCE: Duration = Duration::from_secs(45);
/// How many bytes a second the slowest line carries that is waited for.
const SLOWEST: u64 = 8 * 1024;
/// The largest answer that is read, in bytes: a page of changes, a picture.
const LARGEST: usize = 32 * 1024 * 1024;

/// [`SyncProtocol`] over HTTP.
pub struct HttpProtocol {
    base: Url,
    client: reqwest::Client,
    stream: reqwest::Client,
    parts: reqwest::Client,
}

impl HttpProtocol {
    /// The line to the server at `url`, as `look_at_server` made it regular.
    ///
    /// # Errors
    /// `Invalid` for what is not the address of a server.
    pub fn new(url: &str) -> Result<Self, Error> {
        let base = look::regular(url)?;
        let build = |builder: reqwest::ClientBuilder| {
            builder.connect_timeout(CONNECT).redirect(same_host()).build().map_err(|error| {
                tracing::error!(%error, "no HTTP client");
                Error::internal()
            })
        };
        Ok(Self {
            base,
            client: build(reqwest::Client::builder().timeout(ANSWER))?,
            stream: build(reqwest::Client::builder().read_timeout(SILENCE))?,
            parts: build(reqwest::Client::builder())?,
        })
    }

    async fn request(&self, client: &reqwest::Client, request: Signed) -> Result<Response, Error> {
        let json = [("content-type".to_owned(), "application/json".to_owned())];
        let headers = if request.body.is_empty() { &[][..] } else { &json[..] };
        self.request_with(client, request, headers).await
    }

    async fn request_with(
        &self,
        client: &reqwest::Client,
        request: Signed,
        headers: &[(String, String)],
    ) -> Result<Response, Error> {
        let url = self.at(&request.path)?;
        let method =
            Method::from_bytes(request.method.as_bytes()).map_err(|_| Error::internal())?;
        let mut builder = client
            .request(method, url)
            .header(PROTOCOL_HEADER, PROTOCOL_VERSION.to_string())
            .header(DEVICE_HEADER, request.device.to_string())
            .header(COUNTER_HEADER, request.counter.to_string())
            .header(SIGNATURE_HEADER, request.signature);
        for (name, value) in headers {
            builder = builder.header(name, value);
        }
        if !request.body.is_empty() {
            builder = builder.body(request.body);
        }
        builder.send().await.map_err(|error| unreached(&error))
    }

    fn at(&self, path: &str) -> Result<Url, Error> {
        let base = self.base.as_str().trim_end_matches('/');
        Url::parse(&format!("{base}{path}")).map_err(|_| Error::internal())
    }
}

impl SyncProtocol for HttpProtocol {
    fn send(&self, request: Signed) -> BoxFuture<'_, Result<Answer, Error>> {
        Box::pin(async move {
            let response = self.request(&self.client, request).await?;
            let status = response.status().as_u16();
            Ok(Answer { status, body: body(response, LARGEST).await? })
        })
    }

    fn send_with(
        &self,
        request: Signed,
        headers: Headers,
    ) -> BoxFuture<'_, Result<(Answer, Headers), Error>> {
        Box::pin(async move {
            let asking = patience(request.body.len());
            let response = self.request_with(&self.parts, request, &headers);
            let response = within(asking, response).await??;
            let status = response.status().as_u16();
            let headers = told(&response);
            Ok((Answer { status, body: body(response, LARGEST).await? }, headers))
        })
    }

    fn wake_ups(&self, request: Signed) -> BoxFuture<'_, Result<Box<dyn WakeUps>, Error>> {
        Box::pin(async move {
            let response = self.request(&self.stream, request).await?;
            if response.status() != 200 {
                let body = body(response, LARGEST).await?;
                return Err(
                    serde_json::from_slice(&body).unwrap_or_else(|_| crate::wire::garbage())
                );
            }
            Ok(Box::new(wake::Stream::new(response.bytes_stream())) as Box<dyn WakeUps>)
        })
    }
}

/// How long to wait for an answer to begin, if so many bytes have to arrive before.
fn patience(bytes: usize) -> Duration {
    SILENCE + Duration::from_secs(bytes as u64 / SLOWEST)
}

/// Waits no longer than this.
async fn within<T>(limit: Duration, what: impl Future<Output = T>) -> Result<T, Error> {
    tokio::time::timeout(limit, what).await.map_err(|_| {
        tracing::debug!("too slow");
        Error::new(Code::Offline, crate::status::OFFLINE)
    })
}

/// The headers of an answer that are text; their names are in lower case.
fn told(response: &Response) -> Headers {
    let headers = response.headers().iter();
    headers
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
        .collect()
}

/// Reads an answer of at most `limit` bytes.
async fn body(response: Response, limit: usize) -> Result<Vec<u8>, Error> {
    let too_large = || Error::new(Code::Offline, "error.device.answer_too_large");
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    let mut chunks = response.bytes_stream();
    while let Some(chunk) = within(SILENCE, chunks.next()).await? {
        let chunk = chunk.map_err(|error| unreached(&error))?;
        if body.len() + chunk.len() > limit {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// A signed request is for one server: it is never repeated to another.
fn same_host() -> Policy {
    Policy::custom(|attempt| {
        let from = attempt.previous().last();
        let same = from.is_some_and(|from| from.origin() == attempt.url().origin());
        if same && attempt.previous().len() < 4 { attempt.follow() } else { attempt.stop() }
    })
}

/// That no answer came, with why if there is more to say.
fn unreached(error: &reqwest::Error) -> Error {
    tracing::debug!(%error, "no answer");
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |e| e.source());
    let said: Vec<String> = causes.map(ToString::to_string).collect();
    let untrusted = said.iter().any(|text| text.contains("certificate"));
    let key = if untrusted { "error.device.certificate" } else { crate::status::OFFLINE };
    Error::new(Code::Offline, key)
}

#[cfg(test)]
mod tests;
