//! A video that is posted: staged, uploaded over a line that loses answers, made, and out in a note.

use crate::house::{Device, House, Way, new_op};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_backend::system::{SystemClock, SystemRandom};
use sampan_protocol::feed::GetNote;
use sampan_protocol::feed::film::{
    Filmed, ListPostings, PostVideo, Posting, PostingState, StageVideo,
};
use sampan_protocol::feed::ops::Said;
use sampan_protocol::ids::{NoteId, VideoId};
use sampan_protocol::media::UPLOADS_PATH;
use std::process::Command;

/// Three seconds of a picture that changes, with a box at its end that nobody looks into.
fn clip() -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("clip.mp4");
    let words = "-loglevel error -y -f lavfi -i testsrc2=s=320x180:r=30:d=3 -c:v libx264";
    let made = Command::new("ffmpeg").args(words.split(' ')).arg(&path).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("nothing was tried: ffmpeg is not here");
        return None;
    }
    let mut file = std::fs::read(path).expect("the clip");
    let rest = 3 << 20;
    file.extend(u32::try_from(rest).expect("small").to_be_bytes());
    file.extend(b"free");
    file.resize(file.len() + rest - 8, 0);
    Some(file)
}

async fn stage(device: &Device, video: VideoId, file: &[u8]) {
    let mut offset = 0;
    for part in file.chunks(1 << 20) {
        let staged = StageVideo { video, offset, base64: STANDARD.encode(part) };
        offset = device.client.stage_video(staged).await.expect("staged");
    }
}

async fn first(device: &Device) -> Option<Posting> {
    device.client.list_postings(ListPostings {}).await.expect("listed").into_iter().next()
}

async fn post_and_see(way: Way) {
    let Some(file) = clip() else { return };
    let house = House::new(way).await;
    let keeping = house.backend.keep_time();
    let mei = house.person("mei", 0).await;
    let video = VideoId::new(&SystemClock, &SystemRandom);
    let note = NoteId::new(&SystemClock, &SystemRandom);
    stage(&mei, video, &file).await;
    let film = Filmed {
        id: video,
        texts: Vec::new(),
        captions: String::new(),
        sound: String::new(),
        tags: Vec::new(),
    };
    let said = Said { title: "Tea".into(), film: Some(film), ..Said::default() };
    let (account, publish) = (None, None);
    let request = PostVideo {
        op: new_op(),
        note,
        account,
        said,
        cover: None,
        cover_ms: Some(1_500),
        trim: Some((1_000, 3_000)),
        crop: None,
        publish,
    };
    mei.line.cut(true);
    mei.client.post_video(request.clone()).await.expect("posted");
    let mei = mei.restart().await;
    // Answers are lost on their way: what was asked for is found again.
    for _ in 0..3 {
        mei.line.lose(UPLOADS_PATH);
    }
    mei.client.post_video(request).await.expect("pressed again");
    let device = &mei;
    mei.until("the video", || async move {
        let state = first(device).await.map(|posting| posting.state);
        assert!(!matches!(state, Some(PostingState::Failed { .. })), "it must not fail: {state:?}");
        state == Some(PostingState::Done)
    })
    .await;
    mei.until("the note", || async move {
        let shown = device.client.get_note(GetNote { note, parts: 1 }).await;
        let film = shown.ok().and_then(|shown| shown.note).and_then(|seen| seen.note.film);
        let made = film.and_then(|film| film.made);
        made.is_some_and(|made| (1_800..2_400).contains(&made.duration_ms))
    })
    .await;
    house.backend.close();
    keeping.await.expect("it stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_is_posted_in_the_same_process() {
    post_and_see(Way::InProcess).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_is_posted_over_http() {
    post_and_see(Way::Http).await;
}
