//! The queue of videos: workers that die, hang, come late, or are two.

use crate::tus::{
    asked, asked_for, begin, has_tools, lying, quarantine, tools, upload, usual, video, work,
};
use crate::world::{Someone, World, on_each};
use sampan_protocol::ids::VideoId;
use sampan_protocol::media::RetryVideo;
use sampan_protocol::media::VideoState;
use std::time::Duration;

/// Does something at the first encoding alone.
fn at_first(what: &str) -> String {
    format!(
        "case \"$*\" in *filter_complex*) \
         if [ ! -e \"$HERE/once\" ]; then : > \"$HERE/once\"; {what}; fi;; esac"
    )
}

/// Opens the world anew with these tools, as if nothing had been tried yet.
fn with(world: &mut World, tools: &tempfile::TempDir) {
    for name in ["once", "log"] {
        let _ = std::fs::remove_file(tools.path().join(name));
    }
    world.config.video.tools = Some(tools.path().to_owned());
    world.reopen();
}

/// Asks for one more try; answers why not.
async fn retry(world: &World, who: &Someone, video: VideoId) -> Result<(), String> {
    asked(world, who, &RetryVideo { video }).await.map_err(|error| error.key)
}

async fn until(what: &str, is_so: impl Fn() -> bool) {
    let wait = async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(300), wait).await.unwrap_or_else(|_| panic!("{what}"));
}

/// Makes tools of those that fail once that fail always.
fn break_for_good(once: &tempfile::TempDir, always: &tempfile::TempDir) {
    // What can be asked, and cannot do anything, is no tool that is missing.
    std::fs::write(
        always.path().join("ffmpeg"),
        std::fs::read(once.path().join("ffmpeg")).expect("it"),
    )
    .expect("it is written");
    let text = std::fs::read_to_string(always.path().join("ffmpeg")).expect("it");
    let text = text.replace("if [ ! -e \"$HERE/once\" ]", "if true");
    std::fs::write(always.path().join("ffmpeg"), text).expect("it is written");
    std::fs::copy(once.path().join("ffprobe"), always.path().join("ffprobe")).expect("it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tool_that_is_killed_is_tried_again_and_not_for_ever() {
    if !has_tools() {
        return;
    }
    let (once, always) = (tools(&at_first("kill -9 $$")), tools("kill -9 $$"));
    let file = usual();
    on_each(async |mut world| {
        with(&mut world, &once);
        let mei = world.someone("mei", "Mei").await;
        let id = upload(&world, &mei, &file).await;
        work(&world).await;
        let told = video(&world, &mei, id).await;
        assert_eq!(
            (told.state, told.attempt),
            (VideoState::Queued, 1),
            "it waits for the next try"
        );
        work(&world).await;
        assert_eq!(video(&world, &mei, id).await.attempt, 1, "which is not at once");
        world.clock.forward(31);
        work(&world).await;
        let told = video(&world, &mei, id).await;
        assert_eq!((told.state, told.attempt), (VideoState::Done, 2), "{:?}", told.error);

        break_for_good(&once, &always);
        with(&mut world, &always);
        let mut other = file.clone();
        other.extend(b"\0\0\0\x08free");
        let id = upload(&world, &mei, &other).await;
        for _ in 0..world.config.video.tries {
            assert_ne!(video(&world, &mei, id).await.state, VideoState::Failed, "not yet");
            work(&world).await;
            world.clock.forward(3_600);
        }
        let told = video(&world, &mei, id).await;
        let key = told.error.map(|error| error.key);
        assert_eq!(key.as_deref(), Some("error.video.trouble"), "it is given up, and told");
        let left = quarantine(&world).join(format!("{id}.part"));
        assert!(left.exists(), "the file is not at fault, and may be tried once more");

        let jun = world.someone("jun", "Jun").await;
        let foreign = retry(&world, &jun, id).await;
        assert_eq!(foreign, Err("error.video.unknown".to_owned()), "it is none of theirs");
        retry(&world, &mei, id).await.expect("it is tried again");
        let told = video(&world, &mei, id).await;
        assert_eq!((told.state, told.attempt), (VideoState::Queued, 0), "from the beginning");
        assert_eq!(told.error, None, "and nothing is wrong yet");
        for _ in 0..world.config.video.tries {
            work(&world).await;
            world.clock.forward(3_600);
        }
        assert_eq!(video(&world, &mei, id).await.state, VideoState::Failed, "in vain");
        with(&mut world, &once);
        std::fs::write(once.path().join("once"), "").expect("from now on it works");
        retry(&world, &mei, id).await.expect("it is tried again");
        work(&world).await;
        assert_eq!(video(&world, &mei, id).await.state, VideoState::Done, "with tools that work");
        assert!(!left.exists(), "and nothing is left");
        retry(&world, &mei, id).await.expect("what is done is left alone");
        assert_eq!(video(&world, &mei, id).await.state, VideoState::Done, "as it is");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_is_forgotten_with_its_upload() {
    if !has_tools() {
        return;
    }
    let tools = tools("case \"$*\" in *filter_complex*) kill -9 $$;; esac");
    let file = usual();
    on_each(async |mut world| {
        with(&mut world, &tools);
        let mei = world.someone("mei", "Mei").await;
        let (id, abandoned) = (upload(&world, &mei, &file).await, begin(&world, &mei, 9).await);
        for _ in 0..world.config.video.tries {
            work(&world).await;
            world.clock.forward(3_600);
        }
        assert_eq!(video(&world, &mei, id).await.state, VideoState::Failed, "it is given up");
        let files = [quarantine(&world).join(format!("{id}.part")), lying(&world, &abandoned)];
        assert!(files.iter().all(|file| file.exists()), "both are kept for a while");
        world.clock.forward(world.config.video.kept_seconds + 1);
        work(&world).await;
        assert!(!files.iter().any(|file| file.exists()), "and not for ever");
        let told = retry(&world, &mei, id).await;
        assert_eq!(told, Err("error.video.no_retry".to_owned()), "nothing is there to be tried");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dead_worker_left_is_taken_up_by_another() {
    if !has_tools() {
        return;
    }
    let tools = tools(&at_first("sleep 600"));
    let file = usual();
    on_each(async |mut world| {
        with(&mut world, &tools);
        let mei = world.someone("mei", "Mei").await;
        let id = upload(&world, &mei, &file).await;
        let doomed = world.another();
        let now = doomed.now();
        let working = tokio::spawn(async move { doomed.reach_out(now).await });
        until("it is encoded", || tools.path().join("once").exists()).await;
        let told = video(&world, &mei, id).await;
        assert_eq!((told.state, told.attempt), (VideoState::Working, 1), "somebody is at it");
        assert!(told.made.is_none(), "nothing of it is seen");
        working.abort();
        let _ = working.await;
        work(&world).await;
        assert_eq!(asked_for(&tools, "filter_complex"), 1, "who may still live is waited for");
        world.clock.forward(61);
        work(&world).await;
        let told = video(&world, &mei, id).await;
        assert_eq!((told.state, told.attempt), (VideoState::Done, 2), "{:?}", told.error);
        let left = std::fs::read_dir(quarantine(&world).join("work")).map_or(0, Iterator::count);
        assert_eq!(left, 0, "no folder of work is left");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_comes_too_late_changes_nothing() {
    if !has_tools() {
        return;
    }
    let tools = tools(&at_first("while [ ! -e \"$HERE/go\" ]; do sleep 0.1; done"));
    let file = usual();
    on_each(async |mut world| {
        let _ = std::fs::remove_file(tools.path().join("go"));
        with(&mut world, &tools);
        let mei = world.someone("mei", "Mei").await;
        let id = upload(&world, &mei, &file).await;
        let late = world.another();
        let now = late.now();
        let working = tokio::spawn(async move { late.reach_out(now).await });
        until("it is encoded", || tools.path().join("once").exists()).await;
        world.clock.forward(61);
        work(&world).await;
        let done = video(&world, &mei, id).await;
        assert_eq!((done.state, done.attempt), (VideoState::Done, 2), "another one does it");
        std::fs::write(tools.path().join("go"), "").expect("it goes on");
        working.await.expect("it ends").expect("in order");
        assert_eq!(video(&world, &mei, id).await, done, "it stays as it is");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_never_do_the_same() {
    if !has_tools() {
        return;
    }
    let tools = tools("");
    let file = usual();
    on_each(async |mut world| {
        world.config.video.workers = 2;
        with(&mut world, &tools);
        let mei = world.someone("mei", "Mei").await;
        let mut ids = Vec::new();
        for n in 0..3u8 {
            let mut file = file.clone();
            file.extend([0, 0, 0, 9, b'f', b'r', b'e', b'e', n]);
            ids.push(upload(&world, &mei, &file).await);
        }
        let another = world.another();
        let now = another.now();
        let (one, other) = tokio::join!(world.backend.reach_out(now), another.reach_out(now));
        let ended = one.expect("in order") + other.expect("in order");
        assert_eq!(ended, 3, "each is ended once");
        assert_eq!(asked_for(&tools, "filter_complex"), 3, "and made once");
        for id in ids {
            let told = video(&world, &mei, id).await;
            assert_eq!((told.state, told.attempt), (VideoState::Done, 1), "at the first try");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_gives_its_work_back() {
    if !has_tools() {
        return;
    }
    let tools = tools(&at_first("sleep 600"));
    let file = usual();
    on_each(async |mut world| {
        with(&mut world, &tools);
        let mei = world.someone("mei", "Mei").await;
        let id = upload(&world, &mei, &file).await;
        let stopping = world.another();
        let keeping = stopping.keep_time();
        until("it is encoded", || tools.path().join("once").exists()).await;
        stopping.close();
        keeping.await.expect("it stops");
        let told = video(&world, &mei, id).await;
        assert_eq!((told.state, told.attempt), (VideoState::Queued, 0), "it does not count");
        work(&world).await;
        assert_eq!(video(&world, &mei, id).await.state, VideoState::Done, "others go on at once");
    })
    .await;
}
