//! Posting a video while the line is cut, the app is killed, and things are asked for twice.

use crate::double::desk::{Desk, config, onboard, op};
use crate::double::{Moment, Trouble};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_client::{Client, Run};
use sampan_protocol::Error;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::feed::KeepShot;
use sampan_protocol::feed::film::{
    DropPosting, Filmed, ListPostings, PostVideo, Posting, PostingState, RetryPosting, StageVideo,
};
use sampan_protocol::feed::ops::{EDIT, Edit, OPEN, Open, Said, WRITE, Write};
use sampan_protocol::ids::{NoteId, VideoId};
use sampan_protocol::media::{UPLOADS_PATH, VideoState};
use sampan_protocol::request::Request;
use serde::de::DeserializeOwned;
use std::time::Duration;
use uuid::Uuid;

const MIB: usize = 1 << 20;

fn file(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|n| (n % 251) as u8).collect()
}

fn video(number: u128) -> VideoId {
    VideoId(Uuid::from_u128(number))
}

fn request(number: u128) -> PostVideo {
    let film = Filmed {
        id: video(number),
        texts: Vec::new(),
        captions: String::new(),
        sound: String::new(),
        tags: Vec::new(),
    };
    PostVideo {
        op: op(number),
        note: NoteId(Uuid::from_u128(number)),
        account: None,
        said: Said { title: "Tea".to_owned(), film: Some(film), ..Said::default() },
        cover: None,
        cover_ms: Some(1_500),
        trim: Some((1_000, 9_000)),
        crop: None,
        publish: None,
    }
}

/// A device in the background, of somebody.
async fn desk() -> Desk {
    let desk = Desk::empty(Run::Background).await;
    desk.client.onboard(onboard()).await.expect("registered");
    desk
}

/// Kills the app, and starts it again.
async fn restart(desk: Desk) -> Desk {
    let Desk { folder, service, clock, client } = desk;
    drop(client);
    let config = config(folder.path(), service.clone(), clock.clone(), Run::Background);
    let client = Client::open(config).await.expect("opened again");
    Desk { folder, service, clock, client }
}

async fn stage(desk: &Desk, number: u128, file: &[u8]) {
    for (at, part) in file.chunks(MIB).enumerate() {
        let (offset, base64) = ((at * MIB) as u64, STANDARD.encode(part));
        let staged = StageVideo { video: video(number), offset, base64 };
        let there = desk.client.stage_video(staged).await.expect("staged");
        assert_eq!(there, offset + part.len() as u64, "so much is there");
    }
}

async fn postings(desk: &Desk) -> Vec<Posting> {
    desk.client.list_postings(ListPostings {}).await.expect("listed")
}

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let wait = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), wait).await.unwrap_or_else(|_| panic!("{what}"));
}

/// What was taken by this name.
fn taken<T: DeserializeOwned>(desk: &Desk, name: &str) -> Vec<T> {
    let world = desk.service.world();
    let taken = world.taken.iter().filter(|op| op.name == name);
    taken.map(|op| serde_json::from_value(op.args.clone()).expect("arguments")).collect()
}

async fn until_written(desk: &Desk, many: usize) {
    until("the note is written", async || taken::<Write>(desk, WRITE).len() == many).await;
}

fn staged_files(desk: &Desk) -> usize {
    std::fs::read_dir(desk.folder.path().join("staged")).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_cut_in_the_middle_sends_nothing_again_that_is_there() {
    let desk = desk().await;
    let bytes = file(3 * MIB + 77);
    stage(&desk, 1, &bytes).await;
    let path = format!("{UPLOADS_PATH}/{}", video(1));
    // Looking at it finds nothing; the second part is lost, and the answer to the third.
    let mut patches = 0;
    let service = desk.service.clone();
    let of = path.clone();
    desk.service.hook(move |asked, moment, world| {
        if asked == of && moment == Moment::Done && world.uploads.parts.len() > patches {
            patches = world.uploads.parts.len();
            match patches {
                1 => service.next(&of, Trouble::LostBefore),
                2 => service.next(&of, Trouble::LostAfter),
                _ => {}
            }
        }
    });
    desk.client.post_video(request(1)).await.expect("posted");
    until_written(&desk, 1).await;
    let uploads = desk.service.world().uploads.clone();
    let all: usize = uploads.parts.iter().map(|(_, length)| length).sum();
    assert_eq!(all, bytes.len(), "each byte was taken once");
    assert!(uploads.open[&video(1).to_string()].1 == bytes, "the very bytes");
    let (from, long) = uploads.parts[1];
    assert!(from == MIB && long < MIB, "what was lost is tried with less: {long} bytes");
    let said = uploads.said.last().expect("something was said");
    assert_eq!((said["cover"].as_str(), said["trim"].as_str()), ("1500", "1000-9000"), "about it");
    assert!(!said.contains_key("crop"), "and no more");
    let notes: Vec<Write> = taken(&desk, WRITE);
    assert_eq!(notes[0].said, request(1).said, "as it was meant");
    let accounts: Vec<Open> = taken(&desk, OPEN);
    assert_eq!(accounts.len(), 1, "an account was opened");
    assert_eq!(accounts[0].face.name, "Mei", "in my name");
    assert_eq!(notes[0].account, accounts[0].account, "and the note stands there");

    desk.service.world().set_video(video(1), VideoState::Done, None);
    desk.sync().await.expect("synchronised");
    until("it is done", async || postings(&desk).await[0].state == PostingState::Done).await;
    until("the file is gone", async || staged_files(&desk) == 0).await;
}

#[tokio::test]
async fn the_cover_is_handed_in_before_the_note_names_it() {
    let desk = desk().await;
    stage(&desk, 1, b"a video").await;
    let taken_here = PostVideo { cover: Some("a picture".to_owned()), ..request(1) };
    desk.service.next(KeepShot::PATH, Trouble::LostAfter);
    desk.client.post_video(taken_here.clone()).await.expect("posted");
    until_written(&desk, 1).await;
    desk.client.post_video(taken_here.clone()).await.expect("pressed again");
    let note = taken::<Write>(&desk, WRITE).remove(0);
    assert_eq!(note.said.pictures.len(), 1, "the cover");
    assert_eq!(note.said.pictures[0].sha256, sha256_hex(b"a picture"), "as the service calls it");
    assert_eq!(note.said.film, taken_here.said.film, "of the video");

    stage(&desk, 2, b"another").await;
    let none = Error::invalid("error.media.picture");
    let body = serde_json::to_string(&none).expect("JSON");
    desk.service.next(KeepShot::PATH, Trouble::Instead(400, body));
    let cover = Some("no picture".to_owned());
    desk.client.post_video(PostVideo { cover, ..request(2) }).await.expect("posted");
    let refused = PostingState::Failed { error: none };
    until("it is refused", async || postings(&desk).await[0].state == refused).await;
    assert_eq!(taken::<Write>(&desk, WRITE).len(), 1, "and nothing is written");
}

#[tokio::test]
async fn what_is_posted_offline_outlives_a_restart_and_goes_out_once() {
    let desk = desk().await;
    desk.service.cut(true);
    stage(&desk, 1, &file(MIB + 5)).await;
    desk.client.post_video(request(1)).await.expect("posted");
    desk.client.post_video(request(1)).await.expect("pressed twice");
    let other = PostVideo { note: NoteId(Uuid::from_u128(9)), ..request(1) };
    let told = desk.client.post_video(other).await.expect_err("another note");
    assert_eq!(told.key, "error.device.sent_already", "one video, one note");
    let more = StageVideo { video: video(1), offset: 0, base64: STANDARD.encode("other") };
    let told = desk.client.stage_video(more).await.expect_err("it is posted");
    assert_eq!(told.key, "error.feed.staged_posted", "the file stays as it is");
    let until_offline = async || {
        let all = postings(&desk).await;
        all[0].state == PostingState::Sending { sent: 0, offline: true }
    };
    until("it says that it waits", until_offline).await;

    let desk = restart(desk).await;
    let all = postings(&desk).await;
    assert_eq!((all.len(), all[0].title.as_str()), (1, "Tea"), "it is still there, once");
    desk.service.cut(false);
    desk.client.kick();
    until_written(&desk, 1).await;
    desk.client.post_video(request(1)).await.expect("pressed once more");
    let desk = restart(desk).await;
    desk.sync().await.expect("synchronised");
    assert_eq!(taken::<Write>(&desk, WRITE).len(), 1, "it went out once");
    assert_eq!(taken::<Open>(&desk, OPEN).len(), 1, "in one account");
    let world = desk.service.world().clone();
    assert_eq!(world.applied.get(&op(1)), Some(&1), "by the operation that was asked for");
    let again: usize = world.uploads.parts.iter().map(|(_, length)| length).sum();
    assert_eq!(again, MIB + 5, "and was sent once");
}

#[tokio::test]
async fn killed_in_the_middle_it_goes_on_where_it_was() {
    let desk = desk().await;
    stage(&desk, 1, &file(3 * MIB)).await;
    let service = desk.service.clone();
    desk.service.hook(move |_, moment, world| {
        if moment == Moment::Done && world.uploads.parts.len() == 1 {
            service.cut(true);
        }
    });
    desk.client.post_video(request(1)).await.expect("posted");
    until("a part is there", async || desk.service.world().uploads.parts.len() == 1).await;
    let desk = restart(desk).await;
    desk.service.hook(|_, _, _| {});
    desk.service.cut(false);
    until_written(&desk, 1).await;
    let parts = desk.service.world().uploads.parts.clone();
    assert_eq!(parts, [(0, MIB), (MIB, MIB), (2 * MIB, MIB)], "each part once");
}

#[tokio::test]
async fn what_is_given_up_is_gone_on_both_sides() {
    let desk = desk().await;
    stage(&desk, 1, &file(2 * MIB)).await;
    let service = desk.service.clone();
    desk.service.hook(move |_, moment, world| {
        if moment == Moment::Done && world.uploads.parts.len() == 1 {
            service.cut(true);
        }
    });
    desk.client.post_video(request(1)).await.expect("posted");
    until("a part is there", async || desk.service.world().uploads.parts.len() == 1).await;
    desk.client.drop_posting(DropPosting { video: video(1) }).await.expect("given up");
    assert_eq!(postings(&desk).await, [], "it is off the list at once");
    assert_eq!(staged_files(&desk), 0, "and its file is gone");
    let desk = restart(desk).await;
    desk.service.hook(|_, _, _| {});
    desk.service.cut(false);
    until("the service forgets it", async || desk.service.world().uploads.open.is_empty()).await;
    desk.sync().await.expect("synchronised");
    assert_eq!(taken::<Write>(&desk, WRITE).len(), 0, "no note was written");

    stage(&desk, 2, b"staged, and never posted").await;
    desk.client.drop_posting(DropPosting { video: video(2) }).await.expect("thrown away");
    assert_eq!(staged_files(&desk), 0, "it is gone, too");
    let told = desk.client.post_video(request(2)).await.expect_err("there is no file");
    assert_eq!(told.key, "error.feed.staged_none", "it says so");
}

#[tokio::test]
async fn parts_grow_where_the_line_is_quick() {
    let desk = desk().await;
    let bytes = file(6 * MIB + 5);
    stage(&desk, 1, &bytes).await;
    desk.client.post_video(request(1)).await.expect("posted");
    until_written(&desk, 1).await;
    let uploads = desk.service.world().uploads.clone();
    assert_eq!(uploads.parts[0], (0, MIB), "it begins with little");
    let most = uploads.parts.iter().map(|(_, long)| *long).max();
    assert!(most > Some(MIB), "and goes on with more at once: {:?}", uploads.parts);
    let all: usize = uploads.parts.iter().map(|(_, long)| long).sum();
    assert_eq!(all, bytes.len(), "each byte was taken once");
    assert!(uploads.open[&video(1).to_string()].1 == bytes, "the very bytes");
}

#[tokio::test]
async fn who_gives_up_waits_for_no_part_that_is_on_its_way() {
    let desk = desk().await;
    stage(&desk, 1, &file(2 * MIB)).await;
    let (service, path) = (desk.service.clone(), format!("{UPLOADS_PATH}/{}", video(1)));
    let of = path.clone();
    desk.service.hook(move |asked, moment, _| {
        if asked == UPLOADS_PATH && moment == Moment::Done {
            service.next(&of, Trouble::Hangs);
        }
    });
    desk.client.post_video(request(1)).await.expect("posted");
    let is_on_its_way = async || desk.service.asked().iter().filter(|at| **at == path).count() == 2;
    until("a part is on its way", is_on_its_way).await;
    desk.client.drop_posting(DropPosting { video: video(1) }).await.expect("given up");
    until("the service forgets it", async || desk.service.world().uploads.open.is_empty()).await;
    assert_eq!(postings(&desk).await, [], "it is off the list");
    assert_eq!(taken::<Write>(&desk, WRITE).len(), 0, "and no note was written");
}

#[tokio::test]
async fn what_the_service_refuses_is_told_and_keeps_nothing_else_up() {
    let desk = desk().await;
    let crop = sampan_protocol::feed::Crop { x: 0, y: 0, width: 50, height: 50 };
    stage(&desk, 1, b"one").await;
    stage(&desk, 2, b"two").await;
    let small = sampan_protocol::feed::Crop { width: 49, ..crop };
    let small = PostVideo { crop: Some(small), ..request(1) };
    let told = desk.client.post_video(small).await.expect_err("too small");
    assert_eq!(told.key, "error.upload.crop", "this side knows, too");
    desk.client.post_video(PostVideo { crop: Some(crop), ..request(1) }).await.expect("posted");
    desk.client.post_video(request(2)).await.expect("posted");
    until_written(&desk, 1).await;
    let refused = PostingState::Failed { error: Error::invalid("error.upload.crop") };
    until("it is refused", async || postings(&desk).await[1].state == refused).await;
    assert_eq!(staged_files(&desk), 2, "the file is kept");
    desk.client.drop_posting(DropPosting { video: video(1) }).await.expect("taken off");
    assert_eq!(postings(&desk).await.len(), 1, "the other one is on its way");
}

#[tokio::test]
async fn a_video_that_failed_is_tried_again_there_or_uploaded_anew() {
    let desk = desk().await;
    stage(&desk, 1, b"a video").await;
    desk.client.post_video(request(1)).await.expect("posted");
    until_written(&desk, 1).await;
    let fail = async || {
        let trouble = Error::invalid("error.video.trouble");
        desk.service.world().set_video(video(1), VideoState::Failed, Some(trouble.clone()));
        desk.sync().await.expect("synchronised");
        assert_eq!(postings(&desk).await[0].state, PostingState::Failed { error: trouble }, "told");
        desk.client.retry_posting(RetryPosting { video: video(1) }).await
    };
    desk.service.world().uploads.retries = true;
    fail().await.expect("the service tries again");
    desk.sync().await.expect("synchronised");
    let making = PostingState::Making { progress: 0 };
    assert_eq!(postings(&desk).await[0].state, making, "it is worked on");
    desk.service.world().uploads.retries = false;
    fail().await.expect("it is uploaded again");
    until("the note is changed", async || taken::<Edit>(&desk, EDIT).len() == 1).await;
    let edit = taken::<Edit>(&desk, EDIT).remove(0);
    let now = edit.said.film.expect("a film").id;
    assert_ne!(now, video(1), "to another video");
    assert_eq!(edit.note, request(1).note, "it is the same note");
    let there = desk.service.world().uploads.open[&now.to_string()].1.clone();
    assert_eq!(there, b"a video", "of the same file");
    assert_eq!(postings(&desk).await[0].video, now, "which is what is listed");
}
