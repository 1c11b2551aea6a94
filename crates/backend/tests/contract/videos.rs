//! Videos: what is made of a clip, and how it is served.

use crate::tus::{
    Told, asked_for, clip, has_tools, send, signed, tools, upload, usual, video, work,
};
use crate::world::{Someone, World, on_each};
use axum::body::Body;
use axum::http::StatusCode;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::ids::VideoId;
use sampan_protocol::media::{Made, Video, VideoState, video_path};
use sampan_protocol::moderation::ops::{BLOCK_PICTURE, BlockPicture};
use sampan_protocol::sync::Outcome;
use std::process::Command;

/// Uploads a clip, and has it worked on.
async fn done(world: &World, who: &Someone, file: &[u8]) -> (VideoId, Video) {
    let id = upload(world, who, file).await;
    work(world).await;
    (id, video(world, who, id).await)
}

async fn made(world: &World, who: &Someone, file: &[u8]) -> (VideoId, Made) {
    let (id, video) = done(world, who, file).await;
    assert_eq!(video.state, VideoState::Done, "it is done: {:?}", video.error);
    (id, video.made.expect("something was made"))
}

/// What somebody is served, who says who they are: nobody else sees what was not published.
async fn get(world: &World, who: &Someone, path: &str, range: Option<&str>) -> Told {
    let headers: Vec<_> = range.into_iter().map(|range| ("range", range)).collect();
    let request = signed(who, ("GET", path), &headers, (b"", Body::empty()));
    send(&world.backend, request).await
}

/// What ffprobe says of a file, by these words.
fn probe(file: &[u8], words: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    std::fs::write(&path, file).expect("it is written");
    let words = words.split_whitespace();
    let said = Command::new("ffprobe").args(["-v", "error"]).args(words).arg(&path).output();
    String::from_utf8(said.expect("ffprobe runs").stdout).expect("text").trim().to_owned()
}

const STREAM: &str = "-of csv=p=0 -select_streams v:0 -show_entries stream=";

async fn whole(world: &World, who: &Someone, id: VideoId) -> Vec<u8> {
    get(world, who, &video_path(id, "whole"), None).await.body.to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clip_becomes_a_video_in_several_sizes() {
    if !has_tools() {
        return;
    }
    let file = clip(
        "-f lavfi -i testsrc2=s=640x480:r=30:d=3 -f lavfi -i sine=f=440:d=3 -c:v libx264 \
         -preset ultrafast -c:a aac -shortest -metadata title=secret -metadata location=here",
        "mov",
    );
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let (id, made) = made(&world, &mei, &file).await;
        let sizes: Vec<_> =
            made.renditions.iter().map(|size| (size.side, size.width, size.height)).collect();
        assert_eq!(sizes, [(480, 640, 480), (240, 320, 240)], "none is larger than it is");
        assert_eq!(made.source, sha256_hex(&file), "of this very file");
        assert!((2_900..3_200).contains(&made.duration_ms), "{} ms", made.duration_ms);
        assert!(made.has_audio && made.thumbhash.is_some(), "all of it");

        let master = get(&world, &mei, &video_path(id, "master.m3u8"), None).await;
        assert_eq!(master.header("content-type"), "application/vnd.apple.mpegurl", "a playlist");
        let text = String::from_utf8(master.body.to_vec()).expect("text");
        assert!(text.contains("RESOLUTION=640x480") && text.contains("mp4a.40.2"), "{text}");
        assert!(text.lines().any(|line| line == "480.m3u8"), "names beside it: {text}");
        let list = get(&world, &mei, &video_path(id, "480.m3u8"), None).await;
        let text = String::from_utf8(list.body.to_vec()).expect("text");
        let (size, from) = text
            .lines()
            .find_map(|line| line.strip_prefix("#EXT-X-BYTERANGE:")?.split_once('@'))
            .expect("parts of a file");
        let from: u64 = from.parse().expect("a number");
        let last = from + size.parse::<u64>().expect("a number") - 1;
        let range = format!("bytes={from}-{last}");
        let part = get(&world, &mei, &video_path(id, "480.mp4"), Some(&range)).await;
        assert_eq!(part.status, StatusCode::PARTIAL_CONTENT, "a part");
        let begins = part.body[..200].windows(4).any(|part| part == b"moof");
        assert!(begins, "which is a fragment");
        let told = get(&world, &mei, &video_path(id, "720.m3u8"), None).await;
        assert_eq!(told.status, StatusCode::NOT_FOUND, "there is no larger one");

        let one = whole(&world, &mei, id).await;
        assert_eq!(sha256_hex(&one), made.whole.sha256, "the one file");
        let codecs = probe(&one, "-of csv=p=0 -show_entries stream=codec_name");
        assert_eq!(codecs.lines().collect::<Vec<_>>(), ["h264", "aac"], "which all play");
        assert!(!one.windows(6).any(|part| part == b"secret"), "what it was called is nobody's");
        let moov = one.windows(4).position(|part| part == b"moov").expect("an index");
        let mdat = one.windows(4).position(|part| part == b"mdat").expect("data");
        assert!(moov < mdat, "its index comes first");
        let keys = probe(
            &one,
            "-of csv=p=0 -select_streams v -skip_frame nokey -show_entries frame=pts_time",
        );
        assert!((3..=4).contains(&keys.lines().count()), "a key frame a second: {keys}");

        let poster = get(&world, &mei, &video_path(id, "poster.jpg"), None).await.body;
        let poster = image::load_from_memory(&poster).expect("a picture");
        assert_eq!((poster.width(), poster.height()), (640, 480), "the poster");
        let strip = made.strip.expect("a strip");
        let picture = get(&world, &mei, &video_path(id, "strip.jpg"), None).await.body;
        let picture = image::load_from_memory(&picture).expect("a picture");
        assert_eq!(strip.frames, 6, "two a second");
        assert_eq!(picture.width(), strip.frames * strip.width, "side by side");
        assert!(!crate::tus::quarantine(&world).join(format!("{id}.part")).exists(), "and no more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_as_loud_as_all_others() {
    if !has_tools() {
        return;
    }
    let quiet = clip(
        "-f lavfi -i testsrc2=s=320x180:r=30:d=6 -f lavfi -i sine=f=440:d=6 -af volume=-24dB \
         -c:v libx264 -preset ultrafast -c:a aac -shortest",
        "mp4",
    );
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let (id, _) = made(&world, &mei, &quiet).await;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("one.mp4");
        std::fs::write(&path, whole(&world, &mei, id).await).expect("it is written");
        let words = ["-hide_banner", "-nostats", "-i", path.to_str().expect("a path")];
        let measured = Command::new("ffmpeg")
            .args(words)
            .args(["-af", "ebur128", "-f", "null", "-"])
            .output()
            .expect("ffmpeg runs");
        let text = String::from_utf8_lossy(&measured.stderr).into_owned();
        let (_, summary) = text.rsplit_once("Summary:").expect("it is measured");
        let loud = summary.lines().find_map(|line| line.trim().strip_prefix("I:")).expect("so");
        let loud: f64 = loud.trim().trim_end_matches(" LUFS").parse().expect("a number");
        assert!((-17.5..=-14.5).contains(&loud), "{loud} LUFS");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_odd_is_made_even() {
    if !has_tools() {
        return;
    }
    let lying =
        clip("-f lavfi -i testsrc2=s=320x180:r=30:d=2 -c:v libx264 -preset ultrafast", "mp4");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lying.mp4");
    std::fs::write(&path, &lying).expect("it is written");
    let turned = clip(&format!("-i {} -c copy -metadata:s:v rotate=90", path.display()), "mp4");
    let uneven = clip(
        "-f lavfi -i testsrc2=s=320x180:r=50:d=2 -vf select='lt(n,20)+not(mod(n,7))' -vsync vfr \
         -c:v libx264 -preset ultrafast",
        "mkv",
    );
    let bright = clip(
        "-f lavfi -i testsrc2=s=320x180:r=25:d=1 -pix_fmt yuv420p10le -color_primaries bt2020 \
         -color_trc smpte2084 -colorspace bt2020nc -c:v libx264 -preset ultrafast",
        "mp4",
    );
    let odd = clip("-f lavfi -i testsrc2=s=321x181:r=25:d=1 -c:v mpeg4", "avi");
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let (_, made_silent) = made(&world, &mei, &lying).await;
        assert!(!made_silent.has_audio, "it has no sound, and needs none");
        assert!(!made_silent.renditions[0].codecs.contains("mp4a"), "nor says so");

        let (id, upright) = made(&world, &mei, &turned).await;
        assert_eq!((upright.width, upright.height), (180, 320), "it is upright");
        let one = whole(&world, &mei, id).await;
        let sides = probe(&one, &format!("{STREAM}width,height:stream_side_data=rotation"));
        assert_eq!(sides, "180,320", "its pixels, and nothing has to be turned");

        let (id, _) = made(&world, &mei, &uneven).await;
        let one = whole(&world, &mei, id).await;
        let rates = probe(&one, &format!("{STREAM}r_frame_rate,avg_frame_rate"));
        let (real, average) = rates.split_once(',').expect("both");
        assert_eq!(real, average, "the same all the time");

        let (id, _) = made(&world, &mei, &bright).await;
        let colours =
            probe(&whole(&world, &mei, id).await, &format!("{STREAM}pix_fmt,color_transfer"));
        assert!(colours.starts_with("yuv420p,"), "{colours}");
        assert!(!colours.contains("smpte2084"), "an ordinary range of brightness: {colours}");

        let (_, small) = made(&world, &mei, &odd).await;
        let size = &small.renditions[0];
        assert_eq!((size.width, size.height), (320, 180), "even, and no larger");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_is_made_once_and_a_cover_is_chosen() {
    if !has_tools() {
        return;
    }
    let tools = tools("");
    let file = clip(
        "-f lavfi -i color=red:s=320x180:r=25:d=1 -f lavfi -i color=blue:s=320x180:r=25:d=1 \
         -filter_complex [0][1]concat=n=2 -c:v libx264 -preset ultrafast",
        "mp4",
    );
    on_each(async |mut world| {
        let _ = std::fs::remove_file(tools.path().join("log"));
        world.config.video.tools = Some(tools.path().to_owned());
        world.reopen();
        let (mei, jun) = (world.someone("mei", "Mei").await, world.someone("jun", "Jun").await);
        let (_, first) = made(&world, &mei, &file).await;
        let (_, second) = made(&world, &jun, &file).await;
        assert_eq!(first, second, "the same");
        assert_eq!(asked_for(&tools, "filter_complex"), 1, "made once");

        let length = file.len().to_string();
        let headers = [("upload-length", length.as_str()), ("upload-metadata", "cover MTgwMA==")];
        let told = crate::tus::ask(&world, &mei, "POST", "/v1/uploads", &headers).await;
        let path = told.header("location").to_owned();
        crate::tus::patch(&world, &mei, &path, 0, &file).await;
        work(&world).await;
        let id = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an identifier");
        assert_eq!(video(&world, &mei, id).await.state, VideoState::Done, "it is done");
        let poster = get(&world, &mei, &video_path(id, "poster.jpg"), None).await.body;
        let pixel = image::load_from_memory(&poster).expect("a picture").to_rgb8()[(160, 90)];
        assert!(pixel[2] > 150 && pixel[0] < 80, "the moment that was chosen is blue: {pixel:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_like_something_blocked_is_not_published() {
    if !has_tools() {
        return;
    }
    let file = usual();
    let again = clip(
        "-f lavfi -i testsrc2=s=400x224:r=24:d=2 -c:v libx264 -preset ultrafast -crf 30",
        "mkv",
    );
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mei = world.someone("mei", "Mei").await;
        let (id, made) = made(&world, &mei, &file).await;
        let (op, scope) = (ada.new_op(), ada.scope("moderation"));
        let block = BlockPicture { picture: made.poster.expect("a poster"), on: true };
        let outcome = ada.device.act(op, &scope, BLOCK_PICTURE, &block, None).await;
        assert!(matches!(outcome, Ok(Outcome::Applied { .. })), "{outcome:?}");
        let (_, other) = done(&world, &mei, &again).await;
        let key = other.error.map(|error| error.key);
        assert_eq!(key.as_deref(), Some("error.video.blocked"), "coded anew, and known again");
        let (_, same) = done(&world, &mei, &file).await;
        assert_eq!(same.state, VideoState::Failed, "the very file, too");
        assert_eq!(
            video(&world, &mei, id).await.state,
            VideoState::Done,
            "what was, is decided upon"
        );
    })
    .await;
}
