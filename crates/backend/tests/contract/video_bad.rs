//! What is no video, or too much of one: refused with what to do, before any tool sees what it must
//! not see, and nothing is half kept.

use crate::tus::{asked_for, clip, has_tools, quarantine, tools, upload, usual, video, work};
use crate::world::{Someone, World, on_each};
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::media::VideoState;
use std::io::ErrorKind;
use std::net::TcpListener;

/// Why a file is refused.
async fn why(world: &World, who: &Someone, file: &[u8]) -> String {
    let id = upload(world, who, file).await;
    work(world).await;
    let told = video(world, who, id).await;
    assert_eq!(told.state, VideoState::Failed, "it is refused");
    assert!(told.made.is_none(), "and nothing is made of it");
    let left = std::fs::read_dir(quarantine(world)).expect("the folder").flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name()).filter(|name| name != "work").collect();
    assert!(left.is_empty(), "nothing is left of it: {left:?}");
    let work = std::fs::read_dir(quarantine(world).join("work"));
    assert!(work.map_or(0, Iterator::count) == 0, "nor of the work");
    told.error.expect("it says why").key
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_video_is_refused_before_any_tool_sees_it() {
    let tools = has_tools().then(|| tools(""));
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("it does not wait");
    let address = listener.local_addr().expect("an address");
    let list = format!(
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://{address}/secret\n\
         #EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
    );
    let concat = format!("ffconcat version 1.0\nfile 'http://{address}/secret'\n");
    let manifest =
        format!("<?xml version=\"1.0\"?><MPD><BaseURL>http://{address}/</BaseURL></MPD>");
    on_each(async |mut world| {
        if let Some(tools) = &tools {
            world.config.video.tools = Some(tools.path().to_owned());
            world.reopen();
        }
        let mei = world.someone("mei", "Mei").await;
        for (file, key) in [
            (&b"MZ\x90\0\x03\0\0\0\x04\0This program cannot be run"[..], "error.video.not_video"),
            (b"x", "error.video.not_video"),
            (b"GIF89a\x01\0\x01\0\x80\0\0", "error.video.gif"),
            (list.as_bytes(), "error.video.playlist"),
            (concat.as_bytes(), "error.video.playlist"),
            (manifest.as_bytes(), "error.video.playlist"),
            (b"\0\0\0\x10ftypisom\0\0\0\0", "error.video.truncated"),
            (b"\0\0\0\x01ftyp", "error.video.truncated"),
        ] {
            assert_eq!(why(&world, &mei, file).await, key, "{:?}", String::from_utf8_lossy(file));
        }
        if let Some(tools) = &tools {
            assert_eq!(asked_for(tools, "-protocol_whitelist"), 0, "no tool was shown any of it");
        }
        let asked = listener.accept().map(|_| ()).map_err(|error| error.kind());
        assert_eq!(asked, Err(ErrorKind::WouldBlock), "nobody was asked for anything");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_inside_a_container_asks_nobody() {
    if !has_tools() {
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("it does not wait");
    let address = listener.local_addr().expect("an address");
    let list = format!("\n#EXTM3U\n#EXTINF:1,\nhttp://{address}/secret\n#EXT-X-ENDLIST\n");
    // It begins as a transport stream and as an AVI file do, and goes on as a list.
    let mut stream = vec![b'G'; 4_000];
    stream[1..=list.len()].copy_from_slice(list.as_bytes());
    let avi = [&b"RIFF\xFF\0\0\0AVI "[..], list.as_bytes()].concat();
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        for file in [&stream, &avi] {
            let key = why(&world, &mei, file).await;
            assert!(key.starts_with("error.video."), "it is refused: {key}");
        }
        let asked = listener.accept().map(|_| ()).map_err(|error| error.kind());
        assert_eq!(asked, Err(ErrorKind::WouldBlock), "nobody was asked for anything");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_that_is_cut_or_too_much_is_refused() {
    if !has_tools() {
        return;
    }
    let whole = usual();
    let fast = clip(
        "-f lavfi -i testsrc2=s=320x180:r=30:d=2 -c:v libx264 -preset ultrafast -movflags +faststart",
        "mp4",
    );
    let matroska = clip("-f lavfi -i testsrc2=s=320x180:r=30:d=2 -c:v libx264", "mkv");
    let stream = clip("-f lavfi -i testsrc2=s=320x180:r=30:d=4 -c:v mpeg4 -q:v 2", "avi");
    let huge = clip(
        "-f lavfi -i color=s=7680x4320:r=120:d=0.02 -c:v libx264 -preset ultrafast -pix_fmt yuv420p",
        "mp4",
    );
    let quick = clip("-f lavfi -i color=s=64x64:r=120:d=0.5 -c:v libx264 -preset ultrafast", "mp4");
    let endless =
        clip("-f lavfi -i color=s=32x32:r=1:d=10800 -c:v libx264 -preset ultrafast -g 600", "mp4");
    let sound = clip("-f lavfi -i sine=d=1 -c:a aac", "mp4");
    on_each(async |mut world| {
        world.config.video.most_open = 20;
        world.reopen();
        let mei = world.someone("mei", "Mei").await;
        let half = |file: &[u8]| file[..file.len() / 2].to_vec();
        for (file, key) in [
            (half(&whole), "error.video.truncated"),
            (half(&fast), "error.video.truncated"),
            (half(&matroska), "error.video.truncated"),
            (half(&stream), "error.video.truncated"),
            (huge.clone(), "error.video.too_large"),
            (quick.clone(), "error.video.too_fast"),
            (endless.clone(), "error.video.too_long"),
            (sound.clone(), "error.video.no_picture"),
        ] {
            assert_eq!(why(&world, &mei, &file).await, key, "{} bytes", file.len());
        }
        let mut noise = fast.clone();
        let from = noise.windows(4).position(|part| part == b"mdat").expect("data") + 4;
        noise[from..].fill(0x55);
        assert_eq!(why(&world, &mei, &noise).await, "error.video.malformed", "noise");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_tools_what_plays_is_taken_as_it_is() {
    if !has_tools() {
        return;
    }
    let source = "-f lavfi -i testsrc2=s=320x180:r=10:d=1 -f lavfi -i sine=d=1 \
         -metadata comment=somewhere";
    let coding = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac";
    let file = clip(&format!("{source} {coding}"), "mp4");
    let coding = "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus";
    let webm = clip(&format!("{source} {coding}"), "webm");
    let other = clip("-f lavfi -i testsrc2=s=320x180:r=10:d=1 -c:v mpeg4", "mp4");
    on_each(async |mut world| {
        world.config.video.use_tools = false;
        world.reopen();
        let mei = world.someone("mei", "Mei").await;
        for (file, mime) in [(&file, "video/mp4"), (&webm, "video/webm")] {
            let id = upload(&world, &mei, file).await;
            work(&world).await;
            let told = video(&world, &mei, id).await;
            assert_eq!(told.state, VideoState::Done, "it is taken: {:?}", told.error);
            let note = told.note.map(|note| note.key);
            assert_eq!(note.as_deref(), Some("error.video.as_is"), "and what is missing is told");
            let made = told.made.expect("it is there");
            assert_eq!((made.width, made.height), (320, 180), "so large");
            assert!(made.has_audio && made.duration_ms > 800, "{} ms", made.duration_ms);
            let path = format!("/media/v/{id}/whole");
            let served = crate::tus::ask(&world, &mei, "GET", &path, &[]).await;
            assert_eq!(served.header("content-type"), mime, "as what it is");
            let tells = |file: &[u8]| file.windows(9).any(|part| part == b"somewhere");
            assert!(tells(file) && !tells(&served.body), "where it was taken is nobody's business");
            assert_eq!(served.body.len(), file.len(), "and nothing else is changed");
            assert_eq!(served.body.len() as u64, made.whole.bytes, "nor told otherwise");
            assert_eq!(sha256_hex(&served.body), made.whole.sha256, "by its own name");
            assert_eq!(made.source, sha256_hex(file), "she knows which file it was");
        }
        assert_eq!(why(&world, &mei, &other).await, "error.video.no_tools", "others are not");
    })
    .await;
}
