//! Uploads: cut, gone on with, after a restart, by one writer at a time.

use crate::tus::{
    ask, begin, checksum, lying, offset, part, patch, send, signed, upload, video, work,
};
use crate::world::on_each;
use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures::{StreamExt, stream};
use sampan_protocol::media::{PART_TYPE, VideoState};
use sampan_protocol::sync::SyncProtocol;
use std::io::Error as Broken;
use std::time::Duration;
use tokio::sync::mpsc;

/// A body that breaks off after these bytes.
fn cut(bytes: &[u8]) -> Body {
    let parts = [Ok(Bytes::copy_from_slice(bytes)), Err(Broken::other("cut"))];
    Body::from_stream(stream::iter(parts))
}

/// A body that goes on for as long as somebody has the other end.
fn slow() -> (mpsc::Sender<Bytes>, Body) {
    let (sender, receiver) = mpsc::channel(4);
    let parts = stream::unfold(receiver, async |mut receiver: mpsc::Receiver<Bytes>| {
        receiver.recv().await.map(|bytes| (Ok::<_, Broken>(bytes), receiver))
    });
    (sender, Body::from_stream(parts.boxed()))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_done_is_told_to_anybody() {
    on_each(async |world| {
        let request = axum::http::Request::options("/v1/uploads").body(Body::empty());
        let told = send(&world.backend, request.expect("a request")).await;
        assert_eq!(told.status, StatusCode::NO_CONTENT, "it tells");
        assert_eq!(told.header("tus-version"), "1.0.0", "which tus");
        let all = "creation,creation-with-upload,termination,expiration,checksum";
        assert_eq!(told.header("tus-extension"), all, "what of it");
        assert_eq!(told.header("tus-checksum-algorithm"), "sha256", "how parts are checked");
        assert!(told.header("tus-max-size").parse::<u64>().is_ok(), "and how much");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_goes_on_where_it_was_cut_and_after_a_restart() {
    on_each(async |mut world| {
        let mei = world.someone("mei", "Mei").await;
        let file: Vec<u8> = (0..100_000u32).map(|n| (n % 251) as u8).collect();
        let path = begin(&world, &mei, file.len()).await;
        let told = send(&world.backend, part(&mei, &path, 0, cut(&file[..40_000]))).await;
        assert_eq!(told.status, StatusCode::NO_CONTENT, "what came is taken");
        assert_eq!(offset(&world, &mei, &path).await, 40_000, "all that came is there");

        world.reopen();
        assert_eq!(offset(&world, &mei, &path).await, 40_000, "after a restart, too");
        let told = patch(&world, &mei, &path, 40_000, &file[40_000..70_000]).await;
        assert_eq!((told.status, told.offset()), (StatusCode::NO_CONTENT, 70_000), "it goes on");

        let lies = std::fs::OpenOptions::new().write(true).open(lying(&world, &path));
        lies.expect("the file").set_len(55_000).expect("the disk lost the end");
        assert_eq!(offset(&world, &mei, &path).await, 55_000, "the smaller number counts");
        let told = patch(&world, &mei, &path, 70_000, &file[70_000..]).await;
        let wrong = (409, "error.upload.offset".to_owned());
        assert_eq!(told.wrong(), wrong, "what is lost has to come again");
        let told = patch(&world, &mei, &path, 55_000, &file[55_000..]).await;
        assert_eq!(told.offset(), 100_000, "and then it is whole");
        let kept = std::fs::read(lying(&world, &path)).expect("the file");
        assert!(kept == file, "the very bytes");
        let told = patch(&world, &mei, &path, 100_000, b"").await;
        assert_eq!(told.status, StatusCode::NO_CONTENT, "asking again changes nothing");
        let id = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an identifier");
        let waiting = video(&world, &mei, id).await;
        assert_eq!((waiting.state, waiting.bytes), (VideoState::Queued, 100_000), "its turn comes");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_was_on_the_disk_is_never_acknowledged() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let path = begin(&world, &mei, 40 << 20).await;
        let (sender, body) = slow();
        let writing = tokio::spawn({
            let (backend, request) = (world.backend.clone(), part(&mei, &path, 0, body));
            async move { send(&backend, request).await }
        });
        for _ in 0..20 {
            sender.send(Bytes::from(vec![7; 1 << 20])).await.expect("it is taken");
        }
        let step = async {
            loop {
                match offset(&world, &mei, &path).await {
                    0 => tokio::time::sleep(Duration::from_millis(20)).await,
                    there => return there,
                }
            }
        };
        let there = tokio::time::timeout(Duration::from_secs(100), step).await.expect("a step");
        assert!(there <= 20 << 20, "{there} bytes are acknowledged midway");
        drop(sender);
        assert_eq!(writing.await.expect("it ends").offset(), 20 << 20, "the rest at the end");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_writes_at_a_time() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let path = begin(&world, &mei, 10).await;
        let (sender, body) = slow();
        let writing = tokio::spawn({
            let (backend, request) = (world.backend.clone(), part(&mei, &path, 0, body));
            async move { send(&backend, request).await }
        });
        sender.send(Bytes::from_static(b"01234")).await.expect("it is taken");
        tokio::time::sleep(Duration::from_millis(300)).await;
        let locked = (423, "error.upload.locked".to_owned());
        let told = patch(&world, &mei, &path, 0, b"x").await;
        assert_eq!(told.wrong(), locked, "somebody else writes");
        let another = world.another();
        let request = part(&mei, &path, 0, Body::from("x"));
        assert_eq!(send(&another, request).await.wrong(), locked, "in another process, too");
        let told = ask(&world, &mei, "DELETE", &path, &[]).await;
        assert_eq!(told.wrong(), locked, "nor is it taken away");
        drop(sender);
        assert_eq!(writing.await.expect("it ends").offset(), 5, "the first one is not disturbed");
        let request = part(&mei, &path, 5, Body::from("56789"));
        assert_eq!(send(&another, request).await.offset(), 10, "and the next may");
        assert_eq!(std::fs::read(lying(&world, &path)).expect("it"), b"0123456789", "in order");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_held_up_leaves_the_file_to_the_next() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let path = begin(&world, &mei, 10).await;
        let (sender, body) = slow();
        let sum = checksum(b"01234");
        let headers =
            [("upload-offset", "0"), ("content-type", PART_TYPE), ("upload-checksum", &sum)];
        let request = signed(&mei, ("PATCH", &path), &headers, (b"01234", body));
        let backend = world.backend.clone();
        let held_up = tokio::spawn(async move { send(&backend, request).await });
        sender.send(Bytes::from_static(b"xyz")).await.expect("it is sent");
        while sender.capacity() < sender.max_capacity() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }

        let another = world.another();
        let locked = (423, "error.upload.locked".to_owned());
        let takes_over = async {
            loop {
                // It may have said in between that it lives.
                world.clock.forward(11);
                let request = part(&mei, &path, 0, Body::from("0123456"));
                let told = send(&another, request).await;
                if told.wrong() != locked {
                    return told;
                }
            }
        };
        let told = tokio::time::timeout(Duration::from_secs(100), takes_over).await;
        assert_eq!(told.expect("it may").offset(), 7, "nobody waits for ever for who is held up");

        // What the first one has is damaged, so that all of it would be taken back.
        drop(sender);
        let told = held_up.await.expect("it ends");
        assert_eq!(told.wrong(), locked, "the first one hears that somebody else writes");
        let kept = std::fs::read(lying(&world, &path)).expect("the file");
        assert_eq!(kept, b"0123456", "what the next one wrote is neither cut nor written over");
        assert_eq!(offset(&world, &mei, &path).await, 7, "and counts");
        assert_eq!(patch(&world, &mei, &path, 7, b"789").await.offset(), 10, "it goes on");
        assert_eq!(std::fs::read(lying(&world, &path)).expect("it"), b"0123456789", "in order");
    })
    .await;
}

#[test]
fn whoever_sends_slowly_keeps_no_thread() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(4)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let sent = async {
            let mut all = Vec::new();
            for _ in 0..8 {
                let path = begin(&world, &mei, 10).await;
                let (sender, body) = slow();
                let (backend, request) = (world.backend.clone(), part(&mei, &path, 0, body));
                let writing = tokio::spawn(async move { send(&backend, request).await });
                sender.send(Bytes::from_static(b"01234")).await.expect("it is sent");
                // Requests count: the next one is signed when this one has come in.
                while sender.capacity() < sender.max_capacity() {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                all.push((path, sender, writing));
            }
            for (path, sender, writing) in all {
                assert_eq!(offset(&world, &mei, &path).await, 0, "others are answered");
                drop(sender);
                assert_eq!(writing.await.expect("it ends").offset(), 5, "and all comes in");
            }
        };
        tokio::time::timeout(Duration::from_secs(100), sent).await.expect("there are threads");
    }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_what_its_checksum_says_or_nothing() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let path = begin(&world, &mei, 10).await;
        let sum = checksum(b"01234");
        let headers =
            [("upload-offset", "0"), ("content-type", PART_TYPE), ("upload-checksum", &sum)];
        let of = |signs: &[u8], body: Body| signed(&mei, ("PATCH", &path), &headers, (signs, body));
        let told = send(&world.backend, of(b"01234", Body::from("0123x"))).await;
        assert_eq!(told.wrong(), (460, "error.upload.checksum".into()), "it is damaged");
        let told = send(&world.backend, of(b"01234", cut(b"012"))).await;
        assert_eq!(told.wrong().1, "error.request.broken_off", "half of it says nothing");
        assert_eq!(offset(&world, &mei, &path).await, 0, "nothing of both is kept");
        let told = send(&world.backend, of(b"", Body::from("01234"))).await;
        assert_eq!(told.wrong(), (401, "error.auth.forged".into()), "the checksum is signed");
        let told = send(&world.backend, of(b"01234", Body::from("01234"))).await;
        assert_eq!(told.offset(), 5, "the right one is taken");
        let headers = [("upload-checksum", "md5 YQ==")];
        let told = ask(&world, &mei, "HEAD", &path, &headers).await;
        assert_eq!(told.wrong().0, 400, "no other kind");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_chooses_the_name_and_the_first_part_comes_along() {
    on_each(async |world| {
        let (mei, jun) = (world.someone("mei", "Mei").await, world.someone("jun", "Jun").await);
        let id = mei.new_op().0.to_string();
        let about = format!("id {},filename {}", STANDARD.encode(&id), STANDARD.encode("a.mp4"));
        let headers = [
            ("upload-length", "10"),
            ("upload-metadata", about.as_str()),
            ("content-type", PART_TYPE),
            ("content-length", "4"),
        ];
        let request = signed(&mei, ("POST", "/v1/uploads"), &headers, (b"", Body::from("0123")));
        let told = send(&world.backend, request).await;
        assert_eq!((told.status, told.offset()), (StatusCode::CREATED, 4), "with its first part");
        let path = told.header("location").to_owned();
        assert_eq!(path, format!("/v1/uploads/{id}"), "under the name that the device chose");
        let again = ask(&world, &mei, "POST", "/v1/uploads", &headers[..2]).await;
        assert_eq!(
            (again.status, again.header("location")),
            (StatusCode::CREATED, &*path),
            "again"
        );
        let told = ask(&world, &mei, "HEAD", &path, &[]).await;
        assert_eq!((told.offset(), told.header("upload-metadata")), (4, &*about), "it is the same");
        assert_eq!(told.header("cache-control"), "no-store", "and asked for anew each time");
        let told = ask(&world, &jun, "POST", "/v1/uploads", &headers[..2]).await;
        assert_eq!(told.wrong(), (400, "error.upload.other_file".into()), "no one else's");
        for method in ["HEAD", "DELETE"] {
            let told = ask(&world, &jun, method, &path, &[]).await;
            assert_eq!(told.status, StatusCode::NOT_FOUND, "{method}: nobody else sees it");
        }
        assert_eq!(patch(&world, &jun, &path, 4, b"x").await.status.as_u16(), 404, "nor writes");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_ended_or_forgotten_with_all_that_was_of_it() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let path = begin(&world, &mei, 10).await;
        let told = ask(&world, &mei, "DELETE", &path, &[]).await;
        assert_eq!(told.status, StatusCode::NO_CONTENT, "it is ended");
        assert!(!lying(&world, &path).exists(), "nothing is left");
        assert_eq!(ask(&world, &mei, "HEAD", &path, &[]).await.status.as_u16(), 404, "nor known");

        let id = upload(&world, &mei, b"no video").await;
        let path = format!("/v1/uploads/{id}");
        let override_it = [("x-http-method-override", "DELETE")];
        let told = ask(&world, &mei, "POST", &path, &override_it).await;
        assert_eq!(told.status, StatusCode::NO_CONTENT, "by those who can only post, too");
        work(&world).await;

        let path = begin(&world, &mei, 10).await;
        patch(&world, &mei, &path, 0, b"01234").await;
        world.clock.forward(world.config.video.kept_seconds - 1);
        assert_eq!(patch(&world, &mei, &path, 5, b"5").await.offset(), 6, "it is not forgotten");
        world.clock.forward(world.config.video.kept_seconds - 1);
        work(&world).await;
        assert_eq!(offset(&world, &mei, &path).await, 6, "whoever goes on has as long again");
        world.clock.forward(2);
        let told = patch(&world, &mei, &path, 6, b"6789").await;
        assert_eq!(told.wrong(), (410, "error.upload.gone".into()), "its time is over");
        work(&world).await;
        assert!(!lying(&world, &path).exists(), "nothing is left of it");
        assert_eq!(ask(&world, &mei, "HEAD", &path, &[]).await.status.as_u16(), 404, "nor known");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_in_the_process_uploads_through_the_same_door() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let path = begin(&world, &mei, 5).await;
        let sum = checksum(b"01234");
        let proof = mei.device.signed_with(1 << 40, "PATCH", &path, b"01234".to_vec());
        let headers = [
            ("tus-resumable", "1.0.0"),
            ("upload-offset", "0"),
            ("content-type", PART_TYPE),
            ("upload-checksum", &sum),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let (answer, told) = world.backend.send_with(proof, headers).await.expect("an answer");
        assert_eq!(answer.status, 204, "it is taken");
        let offset = told.iter().find(|(name, _)| name == "upload-offset");
        assert_eq!(offset.map(|(_, value)| value.as_str()), Some("5"), "and says how much");
    })
    .await;
}
