//! Media over loopback: by its hash, in ranges, with the secret, and nothing else.

use crate::double::Trouble;
use crate::double::desk::Desk;
use reqwest::header::{CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, HOST, RANGE};
use reqwest::{Client, Method, StatusCode};
use sampan_protocol::auth::sha256_hex;
use std::time::{Duration, SystemTime};

/// The smallest picture: a PNG of one pixel, and some bytes after it.
fn picture() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec();
    bytes.extend((0..2_000u32).map(|n| n as u8));
    bytes
}

async fn desk_with(bytes: &[u8]) -> (Desk, String, String) {
    let desk = Desk::with(0).await;
    let sha256 = sha256_hex(bytes);
    desk.service.world().media.insert(sha256.clone(), bytes.to_vec());
    let base = desk.client.session().await.expect("a session").media_base;
    (desk, base, sha256)
}

async fn status(url: &str) -> StatusCode {
    reqwest::get(url).await.expect("an answer").status()
}

#[tokio::test]
async fn a_picture_is_fetched_once_and_served_in_ranges() {
    let bytes = picture();
    let (desk, base, sha256) = desk_with(&bytes).await;
    let url = format!("{base}/{sha256}");
    let answer = reqwest::get(&url).await.expect("an answer");
    let header = |name| answer.headers()[&name].to_str().expect("text").to_owned();
    assert_eq!(header(CONTENT_TYPE), "image/png", "by its first bytes");
    assert!(header(CACHE_CONTROL).contains("immutable"), "what has this hash never changes");
    assert_eq!(answer.bytes().await.expect("a body"), bytes, "all of it");
    desk.service.cut(true);
    let part = Client::new().get(&url).header(RANGE, "bytes=100-199").send().await.expect("answer");
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT, "a part");
    assert_eq!(part.headers()[CONTENT_RANGE], format!("bytes 100-199/{}", bytes.len()), "which");
    assert_eq!(part.bytes().await.expect("a body"), bytes[100..200], "offline, from the disk");
    let fetched = desk.service.asked().iter().filter(|p| p.starts_with("/media/")).count();
    assert_eq!(fetched, 1, "fetched once");
}

#[tokio::test]
async fn what_is_looked_at_counts_as_new() {
    let bytes = picture();
    let (desk, base, sha256) = desk_with(&bytes).await;
    let url = format!("{base}/{sha256}");
    assert_eq!(status(&url).await, StatusCode::OK, "it is fetched");
    let path = desk.folder.path().join("media").join(&sha256);
    let age =
        || std::fs::metadata(&path).and_then(|data| data.modified()).expect("there").elapsed();
    let file = std::fs::File::options().append(true).open(&path).expect("there");
    file.set_modified(SystemTime::now() - Duration::from_secs(86_400)).expect("a day ago");
    assert_eq!(status(&url).await, StatusCode::OK, "it is looked at");
    for _ in 0..200 {
        if age().is_ok_and(|age| age < Duration::from_secs(3_600)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it is as old as it was");
}

#[tokio::test]
async fn nothing_else_is_served() {
    let bytes = picture();
    let (desk, base, sha256) = desk_with(&bytes).await;
    let origin = base.rsplit_once('/').expect("a secret").0;
    let wrong = format!("{origin}/{}/{sha256}", "0".repeat(32));
    assert_eq!(status(&wrong).await, StatusCode::NOT_FOUND, "without the secret");
    let asked = desk.service.asked().len();
    for name in ["..%2Foutbox.db", "..%2Fdevice.key", "outbox.db", "A", &sha256.to_uppercase()] {
        let found = status(&format!("{base}/{name}")).await;
        assert_eq!(found, StatusCode::NOT_FOUND, "{name} is no hash");
    }
    for path in ["", "/", "/../../device.key"] {
        assert_eq!(status(&format!("{base}{path}")).await, StatusCode::NOT_FOUND, "{path:?}");
    }
    let client = Client::new();
    let url = format!("{base}/{sha256}");
    let rebound = client.get(&url).header(HOST, "evil.example:80").send().await.expect("answer");
    assert_eq!(rebound.status(), StatusCode::NOT_FOUND, "another name for this machine");
    let posted = client.request(Method::POST, &url).send().await.expect("an answer");
    assert_eq!(posted.status(), StatusCode::METHOD_NOT_ALLOWED, "only to read");
    assert_eq!(desk.service.asked().len(), asked, "and nobody was bothered");
}

#[tokio::test]
async fn what_is_missing_altered_or_out_of_reach_is_not_kept() {
    let bytes = picture();
    let (desk, base, sha256) = desk_with(&bytes).await;
    let url = format!("{base}/{sha256}");
    let path = format!("/media/{sha256}");
    assert_eq!(status(&format!("{base}/{}", "0".repeat(64))).await, StatusCode::NOT_FOUND, "none");
    desk.service.next(&path, Trouble::LostBefore);
    assert_eq!(status(&url).await, StatusCode::GATEWAY_TIMEOUT, "out of reach");
    desk.service.next(&path, Trouble::Instead(200, "another".to_owned()));
    assert_eq!(status(&url).await, StatusCode::BAD_GATEWAY, "not what was asked for");
    assert_eq!(status(&url).await, StatusCode::OK, "asked again, it is there");
}

#[tokio::test]
async fn a_page_is_never_served_as_a_page() {
    let (_desk, base, sha256) = desk_with(b"<html><script>alert(1)</script></html>").await;
    let answer = reqwest::get(format!("{base}/{sha256}")).await.expect("an answer");
    assert_eq!(answer.headers()[CONTENT_TYPE], "application/octet-stream", "only bytes");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff", "and not to be guessed");
}

#[tokio::test]
async fn the_server_ends_with_the_client() {
    let (desk, base, sha256) = desk_with(&picture()).await;
    let url = format!("{base}/{sha256}");
    assert_eq!(status(&url).await, StatusCode::OK, "while it is open");
    drop(desk);
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert!(reqwest::get(&url).await.is_err(), "nobody listens any more");
}
