//! Who may read what is kept: those whom something shows it to, and whoever handed it in.

use crate::communities::{self, found};
use crate::feed::{done, open, said};
use crate::films::{film, on_each_plain, post, says, upload};
use crate::moderation::{act, decide, mods};
use crate::tus::{send, work};
use crate::world::{Someone, World, on_each};
use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, Rgb, RgbImage};
use sampan_protocol::communities::{Joining, Target as Voted, ops as talk};
use sampan_protocol::feed::film::Audience;
use sampan_protocol::feed::ops::{self, Said};
use sampan_protocol::feed::{Category, KeepShot, Liked, Role, Shot};
use sampan_protocol::ids::{LifeId, NoteId, PostId, VideoId};
use sampan_protocol::media::video_path;
use sampan_protocol::moderation::{Action, Target, ops as moderate};
use sampan_protocol::sync::SyncProtocol;
use std::io::Cursor;

/// A picture of one colour, handed in; colours from 0 to 8 are told apart.
pub(crate) async fn shot(who: &mut Someone, colour: u8) -> Shot {
    let mut bytes = Cursor::new(Vec::new());
    let image = RgbImage::from_pixel(60, 80, Rgb([colour * 30, 90, 90]));
    image.write_to(&mut bytes, ImageFormat::Png).expect("a picture is written");
    let base64 = STANDARD.encode(bytes.into_inner());
    let kept = who.device.ask(&KeepShot { crop: None, base64 }).await.expect("it is kept");
    Shot { sha256: kept.sha256, width: kept.width, height: kept.height, tags: Vec::new() }
}

/// The status of what a stranger is answered, who says nothing of themselves.
pub(crate) async fn stranger(world: &World, path: &str) -> u16 {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    send(&world.backend, request).await.status.as_u16()
}

/// The status of what somebody is answered.
pub(crate) async fn asks(world: &World, who: &mut Someone, path: &str) -> u16 {
    let proof = who.device.signed("GET", path, Vec::new());
    world.backend.send(proof).await.expect("an answer").status
}

/// A short video of which there is a note, and where it is: by its name, and by its content.
async fn filmed(world: &World, who: &mut Someone, life: LifeId) -> (VideoId, NoteId, [String; 2]) {
    let video = upload(world, who, &film(1)).await;
    work(world).await;
    let note = post(world, who, life, says("dough", video), None).await;
    let seen = crate::feed::see(who, note).await.expect("it is out");
    let made = seen.film.and_then(|film| film.made).expect("with its video");
    (video, note, [video_path(video, "whole"), format!("/media/{}", made.whole.sha256)])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_is_read_by_those_for_whom_its_note_is() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut people = Vec::new();
        for name in ["otto", "fan", "lea"] {
            people.push(world.someone(name, name).await);
        }
        let bread = open(&mut mei, "Bread", Category::Food).await;
        done(&mut people[1], ops::FOLLOW, &ops::Follow { account: bread, follows: true }).await;
        let role = Some(Role::Editor);
        let set = ops::SetRole { account: bread, person: people[2].id(), role };
        done(&mut mei, ops::SET_ROLE, &set).await;

        let early = upload(&world, &mut mei, &film(2)).await;
        work(&world).await;
        let path = video_path(early, "whole");
        assert_eq!(stranger(&world, &path).await, 404, "nobody published it");
        assert_eq!(asks(&world, &mut people[0], &path).await, 404, "nor told him of it");
        assert_eq!(asks(&world, &mut mei, &path).await, 200, "it is hers");

        let (video, note, paths) = filmed(&world, &mut mei, bread).await;
        for (audience, sees) in [
            (Audience::Everybody, [true, true, true]),
            (Audience::Followers, [false, true, true]),
            (Audience::Keepers, [false, false, true]),
        ] {
            let said = Said { audience, ..says("dough", video) };
            done(&mut mei, ops::EDIT, &ops::Edit { note, said, publish: None }).await;
            for path in &paths {
                let wanted = if sees[0] { 200 } else { 404 };
                assert_eq!(stranger(&world, path).await, wanted, "{audience:?}: anybody, {path}");
                assert_eq!(asks(&world, &mut mei, path).await, 200, "{audience:?}: hers, {path}");
                for (who, sees) in people.iter_mut().zip(sees) {
                    let wanted = if sees { 200 } else { 404 };
                    let name = who.me.person.name.clone();
                    assert_eq!(
                        asks(&world, who, path).await,
                        wanted,
                        "{audience:?}: {name}, {path}"
                    );
                }
            }
        }
        let unfollow = ops::Follow { account: bread, follows: false };
        let said = Said { audience: Audience::Followers, ..says("dough", video) };
        done(&mut mei, ops::EDIT, &ops::Edit { note, said, publish: None }).await;
        done(&mut people[1], ops::FOLLOW, &unfollow).await;
        assert_eq!(asks(&world, &mut people[1], &paths[0]).await, 404, "who follows no longer");
        assert_eq!(asks(&world, &mut people[1], &paths[1]).await, 404, "by its content neither");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_served_to_who_may_read_it_and_to_nobody_else() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let (video, note, paths) = filmed(&world, &mut mei, bread).await;
        let said = Said { audience: Audience::Keepers, ..says("dough", video) };
        done(&mut mei, ops::EDIT, &ops::Edit { note, said, publish: None }).await;
        let range = || vec![("range".to_owned(), "bytes=2-5".to_owned())];
        for path in &paths {
            let proof = mei.device.signed("GET", path, Vec::new());
            let (answer, told) = world.backend.send_with(proof, range()).await.expect("an answer");
            assert_eq!((answer.status, answer.body.len()), (206, 4), "a part: {path}");
            let cache = told.iter().find(|(name, _)| name == "cache-control");
            let cache = cache.map(|(_, value)| value.as_str()).unwrap_or_default();
            assert_eq!(cache, "private, no-cache", "nobody keeps it for others: {path}");
            let mut forged = mei.device.signed("GET", path, Vec::new());
            forged.signature = "0".repeat(128);
            let answer = world.backend.send_with(forged, range()).await.expect("an answer").0;
            assert_eq!(answer.status, 401, "whoever says to be her proves it: {path}");
            let request = Request::get(path).header("range", "bytes=2-5").body(Body::empty());
            let told = send(&world.backend, request.expect("a request")).await;
            assert_eq!(told.status.as_u16(), 404, "there is none: {path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_away_is_shown_to_nobody_but_whom_it_concerns() {
    on_each_plain(async |world| {
        // Who comes first operates.
        let mut ada = world.someone("ada", "Ada").await;
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let (_, moving, paths) = filmed(&world, &mut mei, bread).await;
        let pictures = vec![shot(&mut mei, 7).await];
        let picture = format!("/media/{}", pictures[0].sha256);
        let said = Said { pictures, ..said(&mut mei, "loaf", "").await };
        let note = post(&world, &mut mei, bread, said, None).await;
        assert_eq!(stranger(&world, &picture).await, 200, "it is out");
        for note in [moving, note] {
            let target = Target::new("note", note);
            mods(&mut ada, moderate::ACT, &decide(Action::Remove, &target, None)).await;
        }
        for path in paths.iter().chain([&picture]) {
            assert_eq!(stranger(&world, path).await, 404, "nobody is shown it: {path}");
            assert_eq!(asks(&world, &mut otto, path).await, 404, "nor is he: {path}");
            assert_eq!(asks(&world, &mut mei, path).await, 200, "she may appeal: {path}");
            assert_eq!(asks(&world, &mut ada, path).await, 200, "who decides sees it: {path}");
        }

        // The same file in another note is out as long as that is.
        let again = upload(&world, &mut otto, &film(1)).await;
        work(&world).await;
        let walks = open(&mut otto, "Walks", Category::Travel).await;
        let other = post(&world, &mut otto, walks, says("dough", again), None).await;
        let [by_name, by_content] = &paths;
        assert_eq!(stranger(&world, by_content).await, 200, "by its content, for that is shown");
        assert_eq!(stranger(&world, by_name).await, 404, "hers is not");
        done(&mut otto, ops::REMOVE, &ops::Remove { target: Liked::Note(other) }).await;
        assert_eq!(stranger(&world, by_content).await, 404, "nobody shows it any more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_posts_go_with_them() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut max = world.someone("max", "Max").await;
        let food = found(&world, &mut otto, "Food", Joining::Open).await;
        communities::done(&mut max, talk::JOIN, &talk::Join { community: food }).await;
        let mut posts = Vec::new();
        for colour in [1, 2] {
            let picture = shot(&mut max, colour).await.sha256;
            let said = talk::Said {
                title: "Bread".into(),
                pictures: vec![picture.clone()],
                ..talk::Said::default()
            };
            let post = PostId(max.new_op().0);
            communities::done(&mut max, talk::POST, &talk::NewPost { post, community: food, said })
                .await;
            posts.push((post, format!("/media/{picture}")));
        }
        let both: [(PostId, String); 2] = posts.try_into().expect("two");
        let [(removed, mine), (taken, theirs)] = both;
        assert_eq!(stranger(&world, &mine).await, 200, "it is out");
        communities::done(&mut max, talk::REMOVE, &talk::Remove { target: Voted::Post(removed) })
            .await;
        let (_, refusal) = act(
            &mut otto,
            moderate::ACT,
            &decide(Action::Remove, &Target::new("post", taken), None),
        )
        .await;
        assert_eq!(refusal, None, "who keeps the place decides");
        for path in [&mine, &theirs] {
            assert_eq!(stranger(&world, path).await, 404, "it was taken away: {path}");
            assert_eq!(asks(&world, &mut max, path).await, 200, "he handed it in: {path}");
        }
        assert_eq!(asks(&world, &mut otto, &theirs).await, 200, "who decided sees why");
        assert_eq!(asks(&world, &mut otto, &mine).await, 404, "what its author took away is gone");
        assert_eq!(asks(&world, &mut mei, &theirs).await, 200, "who runs the service does, too");
    })
    .await;
}
