//! Uploads that are ended when their time is over.

use crate::tus::{ask, begin, lying, patch, quarantine, upload, video, work};
use crate::world::on_each;
use sampan_protocol::media::{AskVideos, VideoState};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_ends_an_upload_too_late_is_told_so_and_nothing_is_left() {
    on_each(async |world| {
        let (mei, jun) = (world.someone("mei", "Mei").await, world.someone("jun", "Jun").await);
        let path = begin(&world, &mei, 10).await;
        patch(&world, &mei, &path, 0, b"01234").await;
        world.clock.forward(world.config.video.kept_seconds + 20);
        let gone = (410, "error.upload.gone".to_owned());
        let told = ask(&world, &jun, "DELETE", &path, &[]).await;
        assert_eq!(told.wrong(), (404, "error.upload.unknown".into()), "it is not his");
        assert!(lying(&world, &path).exists(), "and nobody else's doing frees it");
        assert_eq!(ask(&world, &mei, "DELETE", &path, &[]).await.wrong(), gone, "she is late");
        assert!(!lying(&world, &path).exists(), "its file is free before anybody sweeps");
        let told = ask(&world, &mei, "DELETE", &path, &[]).await;
        assert_eq!(told.wrong(), (404, "error.upload.unknown".into()), "nothing is left of it");

        // What nobody knows any more may still lie there.
        std::fs::write(lying(&world, &path), b"left over").expect("it is written");
        let told = ask(&world, &mei, "DELETE", &path, &[]).await;
        assert_eq!(told.wrong().0, 404, "nobody knows it");
        assert!(!lying(&world, &path).exists(), "and its room is free");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_of_an_upload_that_is_forgotten_goes_with_it() {
    on_each(async |mut world| {
        world.config.video.use_tools = false;
        world.reopen();
        let mei = world.someone("mei", "Mei").await;
        let id = upload(&world, &mei, &crate::films::film(1)).await;
        work(&world).await;
        assert_eq!(video(&world, &mei, id).await.state, VideoState::Done, "it is done");
        world.clock.forward(world.config.video.kept_seconds + 20);
        work(&world).await;
        let told = ask(&world, &mei, "DELETE", &format!("/v1/uploads/{id}"), &[]).await;
        assert_eq!(told.wrong(), (410, "error.upload.gone".into()), "the upload is over");
        let left = crate::tus::asked(&world, &mei, &AskVideos {}).await.expect("she is told");
        assert!(left.videos.is_empty(), "and she has the video no longer, for nobody shows it");
        assert!(!quarantine(&world).join(format!("{id}.part")).exists(), "nor its file");
    })
    .await;
}
