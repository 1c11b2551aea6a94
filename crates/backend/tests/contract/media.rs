//! Pictures: kept small, served whole or in part.

use crate::world::{Someone, World, key, on_each};
use axum::body::{Body, Bytes};
use axum::http::response::Parts;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use image::{ImageFormat, Rgb, RgbImage};
use sampan_backend::db::DbError;
use sampan_protocol::Clock;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::people::{ops, rows};
use sampan_protocol::service::{KeepPicture, KeptPicture, THUMBS, Thumbs};
use std::io::Cursor;
use tower::ServiceExt;

fn png(side: u32) -> String {
    let mut bytes = Cursor::new(Vec::new());
    let image = RgbImage::from_fn(side, side, |x, y| Rgb([x as u8, y as u8, 90]));
    image.write_to(&mut bytes, ImageFormat::Png).expect("a picture is written");
    STANDARD.encode(bytes.into_inner())
}

async fn get(world: &World, path: &str, headers: &[(&str, &str)]) -> (Parts, Bytes) {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    let answer = world.backend.router().oneshot(request).await.expect("it answers");
    let (parts, body) = answer.into_parts();
    (parts, body.collect().await.expect("a body").to_bytes())
}

async fn kept(someone: &mut Someone) -> KeptPicture {
    someone.device.ask(&KeepPicture { base64: png(600), fine: false }).await.expect("it is kept")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_picture_looks_like_is_told_in_a_few_bytes() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let picture = kept(&mut mei).await.sha256;
        let names = vec![picture.clone(), "0".repeat(64), "no name".into(), String::new()];
        let told = otto.device.ask(&Thumbs { names }).await.expect("he is told");
        assert_eq!(told.len(), 1, "only what is kept looks like something: {told:?}");
        assert_eq!(told[0].sha256, picture, "it is that one");
        assert!((8..=40).contains(&told[0].hash.len()), "a few bytes: {}", told[0].hash);
        let many = Thumbs { names: vec![picture; THUMBS + 1] };
        assert_eq!(key(otto.device.ask(&many).await), "error.request.malformed", "not everything");
    })
    .await;
}

/// What a picture looks like in a few bytes, as somebody is told.
async fn thumb(someone: &mut Someone, name: &str) -> Option<String> {
    let told = someone.device.ask(&Thumbs { names: vec![name.to_owned()] }).await;
    told.expect("it is told").into_iter().next().map(|thumb| thumb.hash)
}

/// Has everything be kept as before it was noted what pictures look like, among many other files: some that
/// are no pictures, and some that the store does not have.
async fn grown_old(world: &World, keeper: String) {
    let age = move |backend: &sampan_backend::Backend| {
        backend.db().write(|sql| {
            sql.execute("UPDATE media SET thumb = ''", &[])?;
            for n in 0..60u8 {
                let name = sha256_hex(&[n]);
                let mime = if n % 2 == 0 { "image/jpeg" } else { "audio/ogg" };
                let insert = format!(
                    "INSERT INTO media (sha256, mime, size, keeper, at)
                     VALUES ('{name}', '{mime}', 9, '{keeper}', 0)"
                );
                sql.execute(&insert, &[])?;
            }
            Ok::<_, DbError>(())
        })?;
        Ok(())
    };
    world.blocking(age).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn old_pictures_are_gone_over_once_and_look_like_something_then() {
    on_each(async |mut world| {
        let mut mei = world.someone("mei", "Mei").await;
        let picture = kept(&mut mei).await.sha256;
        let before = thumb(&mut mei, &picture).await.expect("it looks like something");
        let keeper = mei.id().to_string();
        grown_old(&world, keeper).await;
        assert_eq!(thumb(&mut mei, &picture).await, None, "as it was kept long ago");
        let now = world.clock.now();
        world.backend.reach_out(now).await.expect("it begins");
        assert_eq!(thumb(&mut mei, &picture).await, None, "a service that starts does not hurry");
        world.reopen();
        let then = now.plus_seconds(601);
        let another = world.another();
        let (one, other) = tokio::join!(world.backend.reach_out(then), another.reach_out(then));
        one.and(other).expect("two processes may do it at once");
        // It is made of the picture as it is kept, so it may differ in the details, which come last.
        let made = thumb(&mut mei, &picture).await.expect("it looks like something again");
        assert_eq!(made[..8], before[..8], "as it did when it was kept");
        let gone = sha256_hex(&[0]);
        assert_eq!(thumb(&mut mei, &gone).await, None, "what is not there holds up nothing");
        let forget = |backend: &sampan_backend::Backend| {
            let update = "UPDATE media SET thumb = ''";
            backend.db().write(|sql| sql.execute(update, &[]).map(drop))?;
            Ok(())
        };
        world.blocking(forget).await;
        world.backend.reach_out(then.plus_seconds(86_400)).await.expect("it is asked again");
        assert_eq!(thumb(&mut mei, &picture).await, None, "once is enough: all of them were seen");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_kept_and_shown() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let picture = kept(&mut mei).await;
        assert_eq!(kept(&mut mei).await, picture, "the same picture is the same file");
        let update = ops::Update { name: "Mei".into(), avatar: Some(picture.sha256.clone()) };
        mei.act("people.update", &update, None).await.expect("it is hers now");
        let me = &mei.rows("person", rows::ME).await[0];
        assert_eq!(me["person"]["avatar"], picture.sha256, "everybody sees it");

        let (parts, whole) = get(&world, &format!("/media/{}", picture.sha256), &[]).await;
        assert_eq!(parts.status, StatusCode::OK, "it is there");
        assert_eq!(sha256_hex(&whole), picture.sha256, "and is what its name says");
        assert_eq!(parts.headers["content-type"], "image/jpeg", "a small JPEG");
        let cache = parts.headers["cache-control"].to_str().expect("text");
        assert!(cache.contains("immutable"), "it never changes: {cache}");
        let decoded = image::load_from_memory(&whole).expect("it can be read");
        assert_eq!(decoded.width(), 512, "and is small");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_served_in_parts_and_not_twice() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let sha256 = kept(&mut mei).await.sha256;
        let path = format!("/media/{sha256}");
        let (_, whole) = get(&world, &path, &[]).await;
        let (parts, part) = get(&world, &path, &[("range", "bytes=10-19")]).await;
        assert_eq!(parts.status, StatusCode::PARTIAL_CONTENT, "a part of it");
        assert_eq!(part, whole.slice(10..20), "the very bytes");
        let range = format!("bytes 10-19/{}", whole.len());
        assert_eq!(parts.headers["content-range"], range.as_str(), "and which they are");
        let (parts, _) = get(&world, &path, &[("range", "bytes=9999999-")]).await;
        assert_eq!(parts.status, StatusCode::RANGE_NOT_SATISFIABLE, "behind its end");
        let etag = format!("\"{sha256}\"");
        let (parts, none) = get(&world, &path, &[("if-none-match", &etag)]).await;
        assert_eq!((parts.status, none.len()), (StatusCode::NOT_MODIFIED, 0), "you have it");
        for name in ["0".repeat(64), "..%2F..%2Fbackend.db".into(), "x".into()] {
            let (parts, _) = get(&world, &format!("/media/{name}"), &[]).await;
            assert_eq!(parts.status, StatusCode::NOT_FOUND, "{name} is not there");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_picture_is_not_kept() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut keep = async |base64: &str| {
            key(mei
                .device
                .ask(&KeepPicture { base64: base64.into(), fine: false })
                .await
                .map(|_| ()))
        };
        assert_eq!(keep("?").await, "error.request.malformed", "not base64");
        assert_eq!(keep("").await, "error.media.picture", "nothing");
        assert_eq!(keep(&STANDARD.encode("<svg/>")).await, "error.media.picture", "a drawing");
        let cut = png(50);
        assert_eq!(keep(&cut[..cut.len() / 8 * 4]).await, "error.media.picture", "a half");
    })
    .await;
}
