//! The backend spoken to from inside the same process: the very same requests, without a network.

use crate::backend::Backend;
use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use axum::response::Response;
use futures::StreamExt;
use http_body_util::BodyExt;
use sampan_protocol::auth::{
    COUNTER_HEADER, DEVICE_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION, SIGNATURE_HEADER, Signed,
};
use sampan_protocol::sync::{Answer, BoxFuture, Headers, SyncProtocol, Wake, WakeUps};
use sampan_protocol::{Code, Error};
use tower::ServiceExt;

impl SyncProtocol for Backend {
    fn send(&self, request: Signed) -> BoxFuture<'_, Result<Answer, Error>> {
        Box::pin(async move {
            let response = ask(self, request).await?;
            let status = response.status().as_u16();
            let body = whole(response).await?;
            Ok(Answer { status, body })
        })
    }

    fn send_with(
        &self,
        request: Signed,
        headers: Headers,
    ) -> BoxFuture<'_, Result<(Answer, Headers), Error>> {
        Box::pin(async move {
            let response = ask_with(self, request, headers).await?;
            let status = response.status().as_u16();
            let told = response.headers().iter();
            let headers = told
                .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.into())))
                .collect();
            let body = whole(response).await?;
            Ok((Answer { status, body }, headers))
        })
    }

    fn wake_ups(&self, request: Signed) -> BoxFuture<'_, Result<Box<dyn WakeUps>, Error>> {
        Box::pin(async move {
            let response = ask(self, request).await?;
            if !response.status().is_success() {
                let body = whole(response).await?;
                return Err(serde_json::from_slice(&body).unwrap_or_else(|_| Error::internal()));
            }
            let data = response.into_body().into_data_stream();
            Ok(Box::new(Events { data, text: Vec::new() }) as Box<dyn WakeUps>)
        })
    }
}

async fn ask(backend: &Backend, request: Signed) -> Result<Response, Error> {
    ask_with(backend, request, Vec::new()).await
}

async fn ask_with(backend: &Backend, request: Signed, headers: Headers) -> Result<Response, Error> {
    let mut builder = Request::builder();
    for (name, value) in headers {
        builder = builder.header(name, value);
    }
    let request = builder
        .method(request.method.as_str())
        .uri(request.path)
        .header(PROTOCOL_HEADER, PROTOCOL_VERSION)
        .header(DEVICE_HEADER, request.device.to_string())
        .header(COUNTER_HEADER, request.counter)
        .header(SIGNATURE_HEADER, request.signature)
        .body(Body::from(request.body))
        .map_err(|_| Error::invalid("error.request.malformed"))?;
    match backend.router().oneshot(request).await {
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}

async fn whole(response: Response) -> Result<Vec<u8>, Error> {
    let body = response.into_body().collect().await.map_err(|_| gone())?;
    Ok(body.to_bytes().into())
}

fn gone() -> Error {
    Error::new(Code::Offline, "error.request.broken_off")
}

/// Server-sent events as they come in pieces.
struct Events {
    data: BodyDataStream,
    /// What came and is not a whole event yet.
    text: Vec<u8>,
}

impl WakeUps for Events {
    fn next(&mut self) -> BoxFuture<'_, Option<Wake>> {
        Box::pin(async move {
            loop {
                while let Some(end) = self.text.windows(2).position(|pair| pair == b"\n\n") {
                    let event: Vec<u8> = self.text.drain(..end + 2).collect();
                    if let Some(wake) = read(&event) {
                        return Some(wake);
                    }
                }
                self.text.extend_from_slice(&self.data.next().await?.ok()?);
            }
        })
    }
}

/// The wake-up of an event; none for a comment that only shows that the stream lives.
fn read(event: &[u8]) -> Option<Wake> {
    let text = std::str::from_utf8(event).ok()?;
    let data = text.lines().find_map(|line| line.strip_prefix("data:"))?;
    serde_json::from_str(data.trim_start()).ok()
}
