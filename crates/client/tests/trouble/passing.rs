//! Videos over loopback that are not here yet: they play as they come, and are kept once they are whole.

use crate::double::Trouble;
use crate::double::desk::Desk;
use reqwest::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_LENGTH, CONTENT_RANGE,
    CONTENT_TYPE, ORIGIN, RANGE,
};
use reqwest::{Client, Method, Response, StatusCode};
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::ids::VideoId;
use uuid::Uuid;

const MIB: usize = 1 << 20;

/// What begins as a video does, with bytes that are nowhere the same.
pub(crate) fn film(bytes: usize, salt: u8) -> Vec<u8> {
    let mut film = b"\0\0\0\x18ftypisom\0\0\0\0isomiso2".to_vec();
    film.push(salt);
    film.extend((0u32..).flat_map(u32::to_le_bytes).take(bytes - film.len()));
    film
}

async fn desk_with(bytes: &[u8]) -> (Desk, String, String) {
    let desk = Desk::with(0).await;
    let sha256 = sha256_hex(bytes);
    desk.service.world().media.insert(sha256.clone(), bytes.to_vec());
    let base = desk.client.session().await.expect("a session").media_base;
    (desk, base, sha256)
}

async fn part(url: &str, range: &str) -> Response {
    Client::new().get(url).header(RANGE, range).send().await.expect("an answer")
}

/// From where on pieces were asked for.
fn asked(desk: &Desk) -> Vec<u64> {
    desk.service.world().shown.parts.iter().map(|(_, from)| *from).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_a_video_is_there_before_the_video_is() {
    let bytes = film(3 * MIB + 500, 1);
    let (desk, base, sha256) = desk_with(&bytes).await;
    let url = format!("{base}/{sha256}");
    let answer = part(&url, "bytes=2000000-2000099").await;
    assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT, "a part");
    assert_eq!(answer.headers()[CONTENT_TYPE], "video/mp4", "of a video");
    let content = format!("bytes 2000000-2000099/{}", bytes.len());
    assert_eq!(answer.headers()[CONTENT_RANGE], content, "which");
    assert_eq!(answer.bytes().await.expect("a body"), bytes[2_000_000..2_000_100], "those bytes");
    assert_eq!(asked(&desk), [2_000_000], "one piece was asked for, from there on");
    let answer = part(&url, "bytes=-100").await;
    assert_eq!(answer.bytes().await.expect("a body"), bytes[bytes.len() - 100..], "the last");
    let file = desk.folder.path().join("media").join(&sha256);
    assert!(!file.exists(), "it is not here as a whole");
    let behind = part(&url, &format!("bytes={}-", bytes.len() + 5)).await;
    assert!(!behind.status().is_success(), "nothing is behind the end");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_that_was_played_from_its_beginning_is_kept() {
    let bytes = film(3 * MIB + 500, 2);
    let (desk, base, sha256) = desk_with(&bytes).await;
    let url = format!("{base}/{sha256}");
    let answer = part(&url, "bytes=0-").await;
    assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT, "as players ask");
    assert_eq!(answer.headers()[CONTENT_LENGTH], bytes.len().to_string(), "all of it is told");
    assert!(answer.bytes().await.expect("a body") == bytes, "all of it came");
    assert_eq!(asked(&desk), [0, 1, 2, 3].map(|mib| mib * MIB as u64), "in pieces, each once");
    assert!(desk.folder.path().join("media").join(&sha256).exists(), "it is here");
    desk.service.cut(true);
    let again = part(&url, "bytes=3000000-3000009").await;
    assert_eq!(again.bytes().await.expect("a body"), bytes[3_000_000..3_000_010], "offline, too");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_cut_off_goes_on_where_it_was() {
    let bytes = film(3 * MIB + 500, 3);
    let (desk, base, sha256) = desk_with(&bytes).await;
    let (url, path) = (format!("{base}/{sha256}"), format!("/media/{sha256}"));
    part(&url, "bytes=0-9").await.bytes().await.expect("the beginning");
    desk.service.next(&path, Trouble::LostBefore);
    let cut = part(&url, "bytes=0-").await;
    assert!(cut.bytes().await.is_err(), "it breaks off, as there is no more");
    let desk = desk.reopen().await;
    let base = desk.client.session().await.expect("a session").media_base;
    desk.service.world().shown.parts.clear();
    let whole = reqwest::get(format!("{base}/{sha256}")).await.expect("an answer");
    assert!(whole.bytes().await.expect("a body") == bytes, "all of it");
    let mib = MIB as u64;
    assert_eq!(asked(&desk), [0, mib, 2 * mib, 3 * mib], "only what is not known is asked for");
    assert!(desk.folder.path().join("media").join(&sha256).exists(), "and it is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_turns_out_to_be_something_else_is_not_kept() {
    let (mut bytes, other) = (film(2 * MIB + 9, 4), sha256_hex(b"something else"));
    let (desk, base, _) = desk_with(&bytes).await;
    desk.service.world().media.insert(other.clone(), bytes.clone());
    let answer = reqwest::get(format!("{base}/{other}")).await.expect("it begins");
    assert!(answer.bytes().await.is_err(), "the end never comes");
    let media = desk.folder.path().join("media");
    assert!(!media.join(&other).exists(), "it has no name here");
    assert!(!media.join("partial").join(&other).exists(), "and nothing is left of it");
    // A picture is looked at as a whole before anybody sees it.
    bytes[..8].copy_from_slice(b"\x89PNG\r\n\x1a\n");
    desk.service.world().media.insert(other.clone(), bytes);
    let answer = reqwest::get(format!("{base}/{other}")).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::BAD_GATEWAY, "not what was asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn playlists_and_what_they_name_pass_through() {
    let bytes = film(2 * MIB + 9, 5);
    let (desk, base, _) = desk_with(&bytes).await;
    let video = VideoId(Uuid::from_u128(7));
    let list = b"#EXTM3U\n240.m3u8\n".to_vec();
    desk.service.world().media.insert(format!("v/{video}/master.m3u8"), list.clone());
    desk.service.world().media.insert(format!("v/{video}/240.mp4"), bytes.clone());
    let at = |name: &str| format!("{base}/v/{video}/{name}");
    let client = Client::new();
    let ask = client.get(at("master.m3u8")).header(ORIGIN, "tauri://localhost");
    let answer = ask.send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK, "a playlist");
    assert_eq!(answer.headers()[CONTENT_TYPE], "application/vnd.apple.mpegurl", "called so");
    assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "tauri://localhost", "for the app");
    assert_eq!(answer.bytes().await.expect("a body"), list, "as it is");
    let answer = part(&at("240.mp4"), "bytes=1000-1500999").await;
    assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT, "a segment");
    assert!(answer.bytes().await.expect("a body") == bytes[1_000..1_501_000], "more than a piece");
    let ask = client.get(at("240.mp4")).header(ORIGIN, "https://evil.example");
    let answer = ask.send().await.expect("an answer");
    assert!(!answer.headers().contains_key(ACCESS_CONTROL_ALLOW_ORIGIN), "for nobody else");
    assert!(answer.bytes().await.expect("a body") == bytes, "all of it");
    let ask = client.request(Method::OPTIONS, at("240.mp4")).header(ORIGIN, "tauri://localhost");
    let answer = ask.send().await.expect("an answer");
    assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_HEADERS], "range", "parts may be asked for");
    let asked = desk.service.asked().len();
    for other in ["240.html", "..%2F..%2Foutbox.db", "whole", "MASTER.M3U8"] {
        let answer = reqwest::get(at(other)).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{other}");
    }
    let origin = base.rsplit_once('/').expect("a secret").0;
    let wrong = format!("{origin}/{}/v/{video}/master.m3u8", "0".repeat(32));
    let answer = reqwest::get(wrong).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::NOT_FOUND, "without the secret");
    assert_eq!(desk.service.asked().len(), asked, "and nobody was bothered");
}
