//! Clips of notes: kept as they are, without what they say of their maker, their place or their time.

use crate::world::{Someone, World, key, on_each};
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use sampan_protocol::feed::KeepClip;
use tower::ServiceExt;

/// Where a camera was, as it writes it.
const PLACE: &[u8] = b"+52.5200+013.4050/";

fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len() + 8).expect("small");
    [&size.to_be_bytes()[..], kind, body].concat()
}

/// An MP4 file with H.264 in it, and this beside its track.
fn mp4(beside: &[u8]) -> Vec<u8> {
    let entry = boxed(b"avc1", &[0; 70]);
    let stsd = boxed(b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1][..], &entry].concat());
    let mdia = boxed(b"mdia", &boxed(b"minf", &boxed(b"stbl", &stsd)));
    let moov = [boxed(b"mvhd", &[3; 100]), boxed(b"trak", &mdia), beside.to_vec()].concat();
    let ftyp = boxed(b"ftyp", b"isom\0\0\x02\0isomiso2avc1mp41");
    [ftyp, boxed(b"moov", &moov), boxed(b"mdat", &[7; 500])].concat()
}

fn element(id: &[u8], body: &[u8]) -> Vec<u8> {
    let size = 0x4000 | u16::try_from(body.len()).expect("small");
    [id, &size.to_be_bytes(), body].concat()
}

/// A WebM file, and these tags at its end.
fn webm(tags: &[u8]) -> Vec<u8> {
    let head = element(&[0x1A, 0x45, 0xDF, 0xA3], b"\x42\x82\x84webm");
    let cluster = element(&[0x1F, 0x43, 0xB6, 0x75], &[7; 300]);
    let segment = [cluster, element(&[0x12, 0x54, 0xC3, 0x67], tags)].concat();
    [head, element(&[0x18, 0x53, 0x80, 0x67], &segment)].concat()
}

/// Hands a clip in; answers what everybody is served.
async fn served(world: &World, who: &mut Someone, file: &[u8]) -> Bytes {
    let kept = who.device.ask(&KeepClip { base64: STANDARD.encode(file) }).await;
    let path = format!("/media/{}", kept.expect("it is kept").sha256);
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let answer = world.backend.router().oneshot(request).await.expect("it answers");
    assert_eq!(answer.status(), StatusCode::OK, "it is served");
    answer.into_body().collect().await.expect("a body").to_bytes()
}

fn tells(file: &[u8]) -> bool {
    file.windows(PLACE.len()).any(|part| part == PLACE)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clip_does_not_tell_where_it_was_taken() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let place = boxed(b"\xA9xyz", &[&b"\0\x12\x15\xC7"[..], PLACE].concat());
        let (with, without) = (boxed(b"udta", &place), boxed(b"free", &vec![0; place.len()]));
        let film = mp4(&with);
        assert!(tells(&film), "the file says where it was taken");
        let shown = served(&world, &mut mei, &film).await;
        assert!(shown == mp4(&without), "the place is gone, and everything else is as it was");

        let plain = mp4(&[]);
        let shown = served(&world, &mut mei, &plain).await;
        assert!(shown == plain, "where nothing is said, the very bytes are served");

        let film = webm(PLACE);
        let shown = served(&world, &mut mei, &film).await;
        assert!(!tells(&shown), "a WebM file does not tell it either");
        assert_eq!(shown.len(), film.len(), "and nothing of it moved");

        let mut broken = mp4(&[]);
        broken.extend(b"\xFF\xFF\xFF\xFFudta more than there is");
        let told = key(mei.device.ask(&KeepClip { base64: STANDARD.encode(broken) }).await);
        assert_eq!(told, "error.video.malformed", "what cannot be looked through is not kept");
    })
    .await;
}
