//! What nothing shows any more goes out of the database and out of the store, and nothing else does.

use crate::feed::{done, open, said};
use crate::films::{film, on_each_plain, post, says, upload};
use crate::media_shown::{asks, shot, stranger};
use crate::moderation::{decide, mods, queue, report};
use crate::tus::work;
use crate::world::{Someone, World, on_each};
use sampan_backend::Backend;
use sampan_backend::db::DbError;
use sampan_protocol::feed::ops::{self, Said};
use sampan_protocol::feed::{Category, Liked, Shot};
use sampan_protocol::ids::{LifeId, NoteId, VideoId};
use sampan_protocol::media::{AskVideos, video_path};
use sampan_protocol::moderation::{Action, Target, ops as moderate};
use sampan_protocol::people;
use std::path::{Path, PathBuf};

const DAY: i64 = 86_400;

/// Where a file lies in the store.
fn lies(world: &World, object: &str) -> PathBuf {
    Path::new(&world.config.media).join(&object[..2]).join(object)
}

/// Has time pass, and the service do what it has to.
async fn later(world: &World, days: i64) {
    world.clock.forward(days * DAY);
    work(world).await;
}

async fn note_with(
    world: &World,
    who: &mut Someone,
    account: LifeId,
    pictures: &[&Shot],
) -> NoteId {
    let pictures = pictures.iter().map(|shot| (*shot).clone()).collect();
    let said = Said { pictures, ..said(who, "dough", "").await };
    post(world, who, account, said, None).await
}

async fn remove(who: &mut Someone, note: NoteId) {
    done(who, ops::REMOVE, &ops::Remove { target: Liked::Note(note) }).await;
}

async fn is_me(who: &mut Someone, avatar: &Shot) {
    let update = people::ops::Update { name: "Mei".into(), avatar: Some(avatar.sha256.clone()) };
    who.act("people.update", &update, None).await.expect("it is hers now");
}

async fn run(world: &World, statements: &'static [&'static str]) {
    let change = move |backend: &Backend| {
        backend.db().write(|sql| {
            for statement in statements {
                sql.execute(statement, &[])?;
            }
            Ok::<_, DbError>(())
        })?;
        Ok(())
    };
    world.blocking(change).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_goes_when_the_last_that_showed_it_is_gone_for_a_week() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let (lone, both) = (shot(&mut mei, 1).await, shot(&mut mei, 2).await);
        let (face, other_face) = (shot(&mut mei, 3).await, shot(&mut mei, 4).await);
        is_me(&mut mei, &face).await;
        let first = note_with(&world, &mut mei, bread, &[&lone, &both]).await;
        note_with(&world, &mut mei, bread, &[&both]).await;
        later(&world, 0).await;
        remove(&mut mei, first).await;
        is_me(&mut mei, &other_face).await;
        later(&world, 6).await;
        assert!(lies(&world, &lone.sha256).exists(), "six days are no week");

        world.clock.forward(2 * DAY);
        let (another, now) = (world.another(), world.backend.now());
        let (one, other) = tokio::join!(world.backend.reach_out(now), another.reach_out(now));
        one.and(other).expect("two processes may do it at once");
        let path = |shot: &Shot| format!("/media/{}", shot.sha256);
        assert!(!lies(&world, &lone.sha256).exists(), "nothing shows it");
        assert_eq!(asks(&world, &mut mei, &path(&lone)).await, 404, "and it is not known");
        for (shot, why) in [
            (&both, "another note shows it"),
            (&face, "bills show how she looked"),
            (&other_face, "she looks like that"),
        ] {
            assert!(lies(&world, &shot.sha256).exists(), "it stays: {why}");
            assert_eq!(stranger(&world, &path(shot)).await, 200, "it is served: {why}");
        }

        // The same picture again is another edition, so that whoever takes the first one away late,
        // or once more after a crash, does no harm.
        let again = shot(&mut mei, 1).await;
        assert_eq!(again.sha256, lone.sha256, "it is what it was");
        note_with(&world, &mut mei, bread, &[&again]).await;
        std::fs::write(lies(&world, &lone.sha256), b"left over").expect("it is written");
        run(&world, &["UPDATE media_gone SET due = 1"]).await;
        later(&world, 40).await;
        assert!(!lies(&world, &lone.sha256).exists(), "what was left over goes");
        assert_eq!(stranger(&world, &path(&again)).await, 200, "what is shown stays");
        assert!(lies(&world, &format!("{}.1", again.sha256)).exists(), "as another edition");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_handed_in_may_wait_to_be_shown_but_not_for_ever() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let (draft, dropped) = (shot(&mut mei, 1).await, shot(&mut mei, 2).await);
        later(&world, 0).await;
        later(&world, 29).await;
        note_with(&world, &mut mei, bread, &[&draft]).await;
        later(&world, 2).await;
        assert!(lies(&world, &draft.sha256).exists(), "somebody took their time");
        assert!(!lies(&world, &dropped.sha256).exists(), "and never came back to the other");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_goes_if_nobody_publishes_it_or_shows_it_any_more() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let (dropped, shown) =
            (upload(&world, &mut mei, &film(1)).await, upload(&world, &mut mei, &film(2)).await);
        work(&world).await;
        let all = mei.device.ask(&AskVideos {}).await.expect("told").videos;
        let whole = |id: VideoId| {
            let made = all.iter().find(|video| video.id == id).and_then(|video| video.made.clone());
            made.expect("it is done").whole.sha256
        };
        let (lost, kept) = (whole(dropped), whole(shown));
        let note = post(&world, &mut mei, bread, says("dough", shown), None).await;
        later(&world, 6).await;
        assert_eq!(asks(&world, &mut mei, &video_path(dropped, "whole")).await, 200, "a week");
        later(&world, 2).await;
        let left = mei.device.ask(&AskVideos {}).await.expect("told").videos;
        assert_eq!(left.len(), 1, "what nobody published is gone: {left:?}");
        later(&world, 2).await;
        assert!(!lies(&world, &lost).exists(), "with its files");
        later(&world, 60).await;
        assert_eq!(stranger(&world, &video_path(shown, "whole")).await, 200, "it is shown");
        remove(&mut mei, note).await;
        later(&world, 8).await;
        let left = mei.device.ask(&AskVideos {}).await.expect("told").videos;
        assert!(left.is_empty(), "nothing shows it any more: {left:?}");
        assert!(mei.rows("media", sampan_protocol::media::rows::VIDEO).await.is_empty(), "told so");
        later(&world, 2).await;
        assert!(!lies(&world, &kept).exists(), "and nothing is left of it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_stays_until_a_moderator_has_decided() {
    on_each(async |world| {
        // Who comes first operates.
        let mut ada = world.someone("ada", "Ada").await;
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let picture = shot(&mut mei, 1).await;
        let note = note_with(&world, &mut mei, bread, &[&picture]).await;
        let target = Target::new("note", note);
        report(&mut otto, &target, "It shows me.").await;
        later(&world, 0).await;
        remove(&mut mei, note).await;
        later(&world, 20).await;
        let (name, path) = (picture.sha256.clone(), format!("/media/{}", picture.sha256));
        assert!(lies(&world, &name).exists(), "nobody has decided yet");
        assert_eq!(
            queue(&mut ada).await[0].context.pictures,
            std::slice::from_ref(&name),
            "she sees what it was"
        );
        assert_eq!(asks(&world, &mut ada, &path).await, 200, "all of it");
        assert_eq!(asks(&world, &mut otto, &path).await, 404, "and nobody else");
        mods(&mut ada, moderate::ACT, &decide(Action::Keep, &target, None)).await;
        later(&world, 2).await;
        assert!(lies(&world, &name).exists(), "it is let go");
        later(&world, 8).await;
        assert!(!lies(&world, &name).exists(), "and gone after a week");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_before_is_looked_at_before_anything_goes() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let picture = shot(&mut mei, 1).await;
        note_with(&world, &mut mei, bread, &[&picture]).await;
        let video = upload(&world, &mut mei, &film(1)).await;
        work(&world).await;
        post(&world, &mut mei, bread, says("dough", video), None).await;
        let grown_old: &[&str] = &[
            "DELETE FROM media_uses",
            "DELETE FROM media_walk",
            "DELETE FROM media_hands",
            "UPDATE media SET spare = NULL",
            "UPDATE media_videos SET spare = NULL",
        ];
        run(&world, grown_old).await;
        let paths = [format!("/media/{}", picture.sha256), video_path(video, "whole")];
        for path in &paths {
            assert_eq!(stranger(&world, path).await, 200, "it is not known who shows it: {path}");
        }
        // It is spare, as far as is known so far.
        run(&world, &["UPDATE media SET spare = 1", "UPDATE media_videos SET spare = 1"]).await;
        later(&world, 0).await;
        assert!(lies(&world, &picture.sha256).exists(), "nothing goes before it was looked at");
        later(&world, 1).await;
        later(&world, 40).await;
        for path in &paths {
            assert_eq!(stranger(&world, path).await, 200, "it is shown, and stays: {path}");
        }
    })
    .await;
}
