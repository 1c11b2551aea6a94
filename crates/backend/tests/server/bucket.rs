//! Pictures in a bucket: the program speaks to a small stand-in for S3, which keeps what it gets.

use crate::program::Program;
use crate::visitor::Visitor;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, RgbImage};
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::service::KeepPicture;

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::{Arc, Mutex};

type Files = Arc<Mutex<HashMap<String, Bytes>>>;

async fn answer(
    State(files): State<Files>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let signed = headers.get("authorization").and_then(|value| value.to_str().ok());
    if !signed.is_some_and(|text| text.starts_with("AWS4-HMAC-SHA256 Credential=somebody/")) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut files = files.lock().expect("nobody panics");
    let path = uri.path().to_owned();
    if method == Method::PUT {
        files.insert(path, body);
        return [("etag", "\"1\"")].into_response();
    }
    let Some(file) = files.get(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let range = headers.get("range").and_then(|value| value.to_str().ok());
    let (from, last) = range
        .and_then(|text| text.strip_prefix("bytes=")?.split_once('-'))
        .map(|(from, last)| (from.parse().expect("a number"), last.parse().expect("a number")))
        .unwrap_or((0usize, file.len() - 1));
    let content = format!("bytes {from}-{last}/{}", file.len());
    let headers = [
        ("etag", "\"1\"".to_owned()),
        ("last-modified", "Thu, 01 Jan 2026 00:00:00 GMT".to_owned()),
        ("content-range", content),
    ];
    (StatusCode::PARTIAL_CONTENT, headers, file.slice(from..=last)).into_response()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_goes_into_the_bucket_and_comes_out() {
    let files = Files::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let endpoint = format!("http://{}", listener.local_addr().expect("it has an address"));
    let bucket = Router::new().fallback(answer).with_state(files.clone());
    tokio::spawn(async move { axum::serve(listener, bucket).await });

    let folder = tempfile::tempdir().expect("a folder");
    let environment = [
        ("AWS_ENDPOINT", endpoint.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ACCESS_KEY_ID", "somebody"),
        ("AWS_SECRET_ACCESS_KEY", "something"),
    ];
    let program =
        Program::serve_in(folder.path(), &["--media", "s3://pictures/sampan"], &environment);
    let mut mei = Visitor::new(&program);
    mei.register("mei", None).await.expect("she comes in");
    let mut png = Cursor::new(Vec::new());
    RgbImage::new(20, 20).write_to(&mut png, ImageFormat::Png).expect("a picture");
    let kept =
        mei.ask(&KeepPicture { base64: STANDARD.encode(png.into_inner()), fine: false }).await;
    let sha256 = kept.expect("it is kept").sha256;
    let names: Vec<String> = files.lock().expect("nobody panics").keys().cloned().collect();
    let wanted = format!("/pictures/sampan/{}/{sha256}", &sha256[..2]);
    assert_eq!(names, [wanted], "it is in the bucket, under its prefix");
    let served = mei.get(&format!("/media/{sha256}")).await.bytes().await.expect("it comes out");
    assert_eq!(sha256_hex(&served), sha256, "the very bytes");
}
