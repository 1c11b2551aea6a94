//! Uploads that are refused: too much, too many, without room, or not by the protocol.

use crate::tus::{ask, begin, lying, offset, part, patch, send, signed, upload, work};
use crate::world::on_each;
use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use futures::stream;
use sampan_protocol::media::PART_TYPE;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_by_the_protocol_is_refused_with_what_to_do() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let post = async |headers: &[(&str, &str)]| {
            ask(&world, &mei, "POST", "/v1/uploads", headers).await.wrong()
        };
        let is = |status: u16, key: &str| (status, key.to_owned());
        let length = ("upload-length", "5");
        let version = post(&[length, ("tus-resumable", "0.2.2")]).await;
        assert_eq!(version, is(412, "error.upload.version"), "another tus");
        let deferred = post(&[("upload-defer-length", "1")]).await;
        assert_eq!(deferred, is(400, "error.upload.defer"), "nobody knows how long");
        assert_eq!(post(&[]).await, is(400, "error.upload.length"), "nobody says how long");
        assert_eq!(post(&[("upload-length", "0")]).await, is(400, "error.video.empty"), "nothing");
        let minus = post(&[("upload-length", "-5")]).await;
        assert_eq!(minus, is(400, "error.request.malformed"), "less than nothing");
        let large = post(&[("upload-length", "99999999999")]).await;
        assert_eq!(large, is(413, "error.upload.too_large"), "more than is taken");

        for (name, value, key) in [
            ("trim", "OS0x", "error.upload.trim"),
            ("trim", "eA==", "error.upload.trim"),
            ("crop", "MCwwLDEwMDEsMTAwMA==", "error.upload.crop"),
        ] {
            let said = format!("{name} {value}");
            let told = post(&[length, ("upload-metadata", &said)]).await;
            assert_eq!(told, is(400, key), "{said} cannot be kept");
        }

        let path = begin(&world, &mei, 5).await;
        let offset = ("upload-offset", "0");
        let told = ask(&world, &mei, "PATCH", &path, &[offset]).await;
        assert_eq!(told.wrong(), is(415, "error.upload.content_type"), "it is no part");
        let told = ask(&world, &mei, "PATCH", &path, &[("content-type", PART_TYPE)]).await;
        assert_eq!(told.wrong(), is(400, "error.upload.offset_missing"), "of where");
        let told = ask(&world, &mei, "PUT", &path, &[]).await;
        assert_eq!(told.wrong(), is(405, "error.request.method"), "no such method");
        let told = ask(&world, &mei, "HEAD", "/v1/uploads/x", &[]).await;
        assert_eq!(told.status, StatusCode::NOT_FOUND, "no such upload");
        let mut unsigned = part(&mei, &path, 0, Body::from("01234"));
        unsigned.headers_mut().remove("x-sampan-signature");
        assert_eq!(send(&world.backend, unsigned).await.wrong().0, 401, "nobody signed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_the_file_is_to_have_is_not_taken() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let path = begin(&world, &mei, 5).await;
        patch(&world, &mei, &path, 0, b"01").await;
        let long = (413, "error.upload.too_long".to_owned());
        let headers =
            [("upload-offset", "2"), ("content-type", PART_TYPE), ("content-length", "4")];
        let request = signed(&mei, ("PATCH", &path), &headers, (b"", Body::from("2345")));
        assert_eq!(send(&world.backend, request).await.wrong(), long, "it says so itself");
        let parts =
            ["23", "45"].map(|part| Ok::<_, std::io::Error>(Bytes::from_static(part.as_bytes())));
        let request = part(&mei, &path, 2, Body::from_stream(stream::iter(parts)));
        assert_eq!(send(&world.backend, request).await.wrong(), long, "it turns out so");
        assert_eq!(offset(&world, &mei, &path).await, 2, "nothing of such a part is kept");
        assert_eq!(std::fs::read(lying(&world, &path)).expect("it"), b"01", "nor on the disk");
        assert_eq!(patch(&world, &mei, &path, 2, b"234").await.offset(), 5, "the right one is");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_has_so_much_open_and_no_more() {
    on_each(async |mut world| {
        world.config.video.most_open = 2;
        world.config.video.most_bytes_open = 100;
        world.reopen();
        let (mei, jun) = (world.someone("mei", "Mei").await, world.someone("jun", "Jun").await);
        let path = begin(&world, &mei, 40).await;
        let post = async |who, length| {
            ask(&world, who, "POST", "/v1/uploads", &[("upload-length", length)]).await
        };
        let told = post(&mei, "61").await.wrong();
        assert_eq!(told, (403, "error.upload.too_much".into()), "so many bytes");
        begin(&world, &mei, 60).await;
        let told = post(&mei, "1").await.wrong();
        assert_eq!(told, (429, "error.upload.too_many".into()), "so many uploads");
        assert_eq!(post(&jun, "1").await.status, StatusCode::CREATED, "others are not meant");
        ask(&world, &mei, "DELETE", &path, &[]).await;
        assert_eq!(post(&mei, "1").await.status, StatusCode::CREATED, "one less, one more");

        upload(&world, &jun, &[7; 60]).await;
        let told = post(&jun, "41").await.wrong();
        assert_eq!(told, (403, "error.upload.too_much".into()), "what waits for its turn counts");
        work(&world).await;
        assert_eq!(post(&jun, "41").await.status, StatusCode::CREATED, "until it had it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_what_was_there_stays() {
    on_each(async |mut world| {
        let mei = world.someone("mei", "Mei").await;
        let full = (507, "error.upload.no_room".to_owned());
        let path = begin(&world, &mei, 10).await;
        assert_eq!(patch(&world, &mei, &path, 0, b"01234").await.offset(), 5, "half of it");

        // The disk is full from now on.
        let (file, aside) = (lying(&world, &path), lying(&world, "/aside"));
        std::fs::rename(&file, &aside).expect("it is put aside");
        let none = begin(&world, &mei, 10).await;
        std::fs::remove_file(lying(&world, &none)).expect("an empty file");
        std::os::unix::fs::symlink("/dev/full", lying(&world, &none)).expect("a full disk");
        assert_eq!(patch(&world, &mei, &none, 0, b"01234").await.wrong(), full, "no room");
        assert_eq!(offset(&world, &mei, &none).await, 0, "nothing is half kept");
        std::fs::remove_file(lying(&world, &none)).expect("there is room again");
        assert_eq!(patch(&world, &mei, &none, 0, b"01234").await.offset(), 5, "it goes on");
        std::fs::rename(&aside, &file).expect("it is put back");

        world.config.video.spare_bytes = 1 << 60;
        world.reopen();
        let headers = [("upload-length", "5")];
        let told = ask(&world, &mei, "POST", "/v1/uploads", &headers).await;
        assert_eq!(told.wrong(), full, "what is to be left alone is left alone");
        assert_eq!(offset(&world, &mei, &path).await, 5, "what was there stays");
    })
    .await;
}
