//! Uploads and videos while the program is killed: nothing that was acknowledged is lost, what was
//! begun is taken up again, and nothing goes on without it.

use crate::program::Program;
use crate::visitor::Visitor;
use futures::{StreamExt, stream};
use sampan_protocol::media::{AskVideos, PART_TYPE, Video, VideoState};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// The bytes that a clip is filled up to, so that it is long on its way.
const LONG: usize = 40 << 20;

/// A clip of a second, with a box that nobody looks into at its end.
fn clip(folder: &Path) -> Vec<u8> {
    let path = folder.join("clip.mp4");
    let words = "-loglevel error -y -f lavfi -i testsrc2=s=320x180:r=30:d=1 -c:v libx264";
    let made = Command::new("ffmpeg").args(words.split(' ')).arg(&path).status();
    assert!(made.is_ok_and(|status| status.success()), "a clip");
    let mut file = std::fs::read(path).expect("the clip");
    let rest = u32::try_from(LONG - file.len()).expect("it is shorter");
    file.extend(rest.to_be_bytes());
    file.extend(b"free");
    file.resize(LONG, 0);
    file
}

/// Tools of which the first encoding never ends; it is a process that sleeps for so many seconds.
fn tools(folder: &Path, seconds: u32) {
    use std::os::unix::fs::PermissionsExt;
    let once = folder.join("once");
    for (name, first) in [("ffmpeg", true), ("ffprobe", false)] {
        let found = Command::new("which").arg(name).output().expect("which runs").stdout;
        let real = String::from_utf8(found).expect("a path");
        let first = match first {
            true => format!(
                "case \"$*\" in *filter_complex*) if [ ! -e '{0}' ]; then : > '{0}'; \
                 exec sleep {seconds}; fi;; esac\n",
                once.display()
            ),
            false => String::new(),
        };
        let path = folder.join(name);
        let text = format!("#!/bin/sh\n{first}exec {} \"$@\"\n", real.trim());
        std::fs::write(&path, text).expect("it is written");
        let executable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&path, executable).expect("it can be run");
    }
}

/// Whether a process sleeps for so many seconds.
fn sleeps(seconds: u32) -> bool {
    let wanted = format!("sleep\0{seconds}\0").into_bytes();
    let all = std::fs::read_dir("/proc").expect("processes").flatten();
    all.filter_map(|entry| std::fs::read(entry.path().join("cmdline")).ok())
        .any(|line| line == wanted)
}

async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !is_so().await {
        assert!(began.elapsed() < Duration::from_secs(300), "{what}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn offset(mei: &mut Visitor, path: &str) -> usize {
    let told = mei.upload("HEAD", path, &[], "".into()).await.expect("the server answers");
    let offset = told.headers().get("upload-offset").and_then(|value| value.to_str().ok());
    offset.and_then(|text| text.parse().ok()).unwrap_or(0)
}

async fn video(mei: &mut Visitor) -> Option<Video> {
    mei.ask(&AskVideos {}).await.expect("the server answers").videos.pop()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_killed_in_the_middle_goes_on() {
    let there = Command::new("ffmpeg").arg("-version").output().is_ok_and(|o| o.status.success());
    if !there {
        eprintln!("nothing was tried: ffmpeg is not here");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let seconds = 1_000_000 + std::process::id();
    tools(folder.path(), seconds);
    let settings = format!("[video]\ntools = {:?}\nlease_seconds = 3\n", folder.path());
    std::fs::write(folder.path().join("sampan.toml"), settings).expect("it is written");
    let options = ["--config", "sampan.toml"];
    let program = Program::serve(folder.path(), &options);
    let mut mei = Visitor::new(&program);
    mei.register("mei", Some(&program.invitation())).await.expect("she comes in");

    let file = clip(folder.path());
    let length = LONG.to_string();
    let headers = [("upload-length", length.as_str())];
    let begun = mei.upload("POST", "/v1/uploads", &headers, "".into()).await.expect("an answer");
    let path = begun.headers()["location"].to_str().expect("text").to_owned();
    let parts: Vec<_> = file[..20 << 20].chunks(1 << 20).map(<[u8]>::to_vec).collect();
    let parts = stream::iter(parts).map(Ok::<_, std::io::Error>).chain(stream::pending());
    let headers = [("upload-offset", "0"), ("content-type", PART_TYPE)];
    let body = reqwest::Body::wrap_stream(parts);
    let sending = tokio::spawn(mei.upload("PATCH", &path, &headers, body));
    until("a step is acknowledged", async || offset(&mut mei, &path).await > 0).await;
    let acknowledged = offset(&mut mei, &path).await;
    drop(program);
    let _ = sending.await;

    let program = Program::serve(folder.path(), &options);
    mei.move_to(&program);
    mei.skip();
    let there = offset(&mut mei, &path).await;
    assert!(there >= acknowledged, "{there} of {acknowledged} bytes outlived the kill");
    until("it goes on once the dead writer is given up", async || {
        let from = there.to_string();
        let headers = [("upload-offset", from.as_str()), ("content-type", PART_TYPE)];
        let body = file[there..].to_vec().into();
        let told = mei.upload("PATCH", &path, &headers, body).await;
        told.is_ok_and(|told| told.status() == 204)
    })
    .await;

    until("it is encoded", async || sleeps(seconds)).await;
    let working = video(&mut mei).await.expect("it is there");
    assert_eq!((working.state, working.attempt), (VideoState::Working, 1), "somebody is at it");
    drop(program);
    until("nothing goes on without the program", async || !sleeps(seconds)).await;

    let program = Program::serve(folder.path(), &options);
    mei.move_to(&program);
    mei.skip();
    let is_done = async || {
        let told = video(&mut mei).await.expect("it is there");
        assert_ne!(told.state, VideoState::Failed, "it must not fail: {:?}", told.error);
        told.state == VideoState::Done
    };
    until("it is done", is_done).await;
    let told = video(&mut mei).await.expect("it is there");
    assert_eq!(told.attempt, 2, "at the second try");
    let source = told.made.expect("something was made").source;
    assert_eq!(source, sampan_protocol::auth::sha256_hex(&file), "of the very bytes");
}
