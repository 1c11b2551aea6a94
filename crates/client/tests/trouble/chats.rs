//! Pictures and recordings in chats without a network: kept, shown, in their turn, and each once.

use crate::double::desk::{Desk, NOW, TestClock, config, onboard, op};
use crate::double::world::{World, baker};
use crate::double::{Moment, Service, Trouble};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_client::{Client, Run};
use sampan_protocol::Error;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::device::{ClearCache, DiscardWaiting, SyncNow};
use sampan_protocol::ids::MessageId;
use sampan_protocol::messages::{
    Chats, Content, GetChat, ListChats, MessageSeen, Place, SendMessage, Voice,
};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

const PICTURE: &str = "/v1/service/keep-picture";
const VOICE: &str = "/v1/messages/keep-voice";

/// A file with so many bytes after a PNG's first ones.
fn file(number: u8, bytes: usize) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    file.resize(file.len() + bytes, number);
    file
}

fn send(number: u128, content: Content, files: &[Vec<u8>]) -> SendMessage {
    SendMessage {
        op: op(number),
        message: MessageId(Uuid::from_u128(number)),
        place: Place::Person(baker().id),
        content,
        answers: None,
        files: files.iter().map(|file| STANDARD.encode(file)).collect(),
    }
}

fn text(number: u128, words: &str) -> SendMessage {
    send(number, Content::Text(words.to_owned()), &[])
}

fn pictures(number: u128, files: &[Vec<u8>]) -> SendMessage {
    send(number, Content::Pictures(Vec::new()), files)
}

fn voice(number: u128, file: Vec<u8>) -> SendMessage {
    let voice = Voice { media: String::new(), millis: 2_000 };
    send(number, Content::Voice(voice), &[file])
}

/// A device that knows the baker.
async fn desk() -> Desk {
    let desk = Desk::with(0).await;
    seen(&desk).await;
    desk
}

async fn seen(desk: &Desk) -> Vec<MessageSeen> {
    let chat = GetChat { place: Place::Person(baker().id), parts: 0 };
    desk.client.get_chat(chat).await.expect("it is read").messages
}

/// The numbers of messages, in the order in which they are shown.
async fn numbers(desk: &Desk) -> Vec<u128> {
    seen(desk).await.iter().map(|seen| seen.message.id.0.as_u128()).collect()
}

/// The numbers of what the service has, in its order.
fn said(desk: &Desk) -> Vec<u128> {
    desk.service.world().said().iter().map(|message| message.id.0.as_u128()).collect()
}

fn asked(desk: &Desk, path: &str) -> usize {
    desk.service.asked().iter().filter(|one| *one == path).count()
}

/// How many files wait in a profile.
fn waiting(desk: &Desk) -> usize {
    std::fs::read_dir(desk.folder.path().join("waiting")).map_or(0, Iterator::count)
}

async fn served(desk: &Desk, sha256: &str) -> Vec<u8> {
    let base = desk.client.session().await.expect("a session").media_base;
    let answer = reqwest::get(format!("{base}/{sha256}")).await.expect("an answer");
    assert!(answer.status().is_success(), "{sha256} is served: {}", answer.status());
    answer.bytes().await.expect("a body").to_vec()
}

/// What must hold in the end: the service has each once, in this order, and nothing waits.
async fn check_done(desk: &Desk, expected: &[u128], when: &str) {
    assert_eq!(said(desk), expected, "{when}: each once, in the order in which they were said");
    assert_eq!(numbers(desk).await, expected, "{when}: and so they are shown");
    assert!(seen(desk).await.iter().all(|seen| seen.waits.is_none()), "{when}: nothing waits");
    assert_eq!(desk.waiting().await, [], "{when}: nor in the outbox");
    assert_eq!(waiting(desk), 0, "{when}: no file is left");
    let applied: Vec<u32> = desk.service.world().applied.values().copied().collect();
    assert!(applied.iter().all(|times| *times == 1), "{when}: nothing happened twice");
}

#[tokio::test]
async fn what_is_picked_and_recorded_offline_waits_in_its_turn_and_goes_out_by_itself() {
    let desk = desk().await;
    desk.service.cut(true);
    let files = [file(1, 900), file(2, 900)];
    desk.client.send_message(text(1, "Look:")).await.expect("said");
    desk.client.send_message(pictures(2, &files)).await.expect("kept");
    desk.client.send_message(text(3, "What do you think?")).await.expect("said");
    desk.client.send_message(voice(4, file(3, 900))).await.expect("kept");
    desk.client.send_message(text(5, "Bye")).await.expect("said");
    let desk = desk.reopen().await;
    assert!(desk.sync().await.is_err(), "nobody is reached");
    assert_eq!(numbers(&desk).await, [1, 2, 3, 4, 5], "all of it is shown, also after a restart");
    let shown = seen(&desk).await;
    assert!(shown.iter().all(|seen| seen.waits.is_some() && seen.error.is_none()), "and waits");
    let Content::Pictures(names) = &shown[1].message.content else { panic!("pictures") };
    for (name, file) in names.iter().zip(&files) {
        assert_eq!(served(&desk, name).await, *file, "with its pictures");
    }
    let Content::Voice(note) = &shown[3].message.content else { panic!("a recording") };
    assert_eq!(note.millis, 2_000, "with how long it is");
    assert_eq!(served(&desk, &note.media).await, file(3, 900), "it can be heard");
    let Chats { chats, .. } = desk.client.list_chats(ListChats {}).await.expect("listed");
    assert!(chats[0].waits, "the list of chats says that it waits");

    desk.service.cut(false);
    desk.sync().await.expect("there is a line again");
    check_done(&desk, &[1, 2, 3, 4, 5], "once there is a line").await;
    assert_eq!((asked(&desk, PICTURE), asked(&desk, VOICE)), (2, 1), "each was handed in once");
    let shown = seen(&desk).await;
    let Content::Pictures(names) = &shown[1].message.content else { panic!("pictures") };
    let world: Vec<String> =
        files.iter().map(|file| sha256_hex(STANDARD.encode(file).as_bytes())).collect();
    assert_eq!(*names, world, "under the service's names, in their order");
    desk.service.cut(true);
    served(&desk, &names[1]).await;
}

#[tokio::test]
async fn cut_off_in_between_nothing_is_handed_in_or_said_twice() {
    let desk = desk().await;
    desk.service.cut(true);
    let files = [file(1, 50), file(2, 50), file(3, 50)];
    let new = pictures(1, &files);
    desk.client.send_message(new.clone()).await.expect("kept");
    desk.client.send_message(new.clone()).await.expect("pressed twice");
    desk.client.send_message(text(2, "Three")).await.expect("said");
    assert_eq!(numbers(&desk).await, [1, 2], "it is there once");
    desk.service.cut(false);
    desk.service.next(PICTURE, Trouble::LostAfter);
    desk.sync().await.expect_err("the line is cut");
    assert_eq!(said(&desk), [0u128; 0], "what comes after it waits behind it");
    desk.client.send_message(new.clone()).await.expect("pressed a third time");
    let desk = desk.reopen().await;
    let service = Arc::downgrade(&desk.service);
    let mut first = true;
    desk.service.hook(move |path, moment, _| {
        if path == PICTURE && moment == Moment::Done && std::mem::take(&mut first) {
            let service = service.upgrade().expect("it is there");
            service.next(PICTURE, Trouble::LostBefore);
        }
    });
    desk.sync().await.expect_err("cut at the second picture");
    desk.service.hook(|_, _, _| {});
    desk.service.next("/v1/sync/push", Trouble::LostAfter);
    desk.sync().await.expect_err("and when it is said");
    assert_eq!(asked(&desk, PICTURE), 1 + 2 + 2, "what was handed in is not handed in again");
    desk.client.send_message(new).await.expect("pressed when it may be there already");
    desk.sync().await.expect("there is a line");
    check_done(&desk, &[1, 2], "in the end").await;
}

#[tokio::test]
async fn one_that_waits_can_be_taken_back_and_clearing_the_cache_loses_nothing() {
    let desk = desk().await;
    desk.service.cut(true);
    desk.client.send_message(pictures(1, &[file(1, 50)])).await.expect("kept");
    desk.client.send_message(text(2, "Look")).await.expect("said");
    desk.client.send_message(pictures(3, &[file(2, 50)])).await.expect("kept");
    let first = seen(&desk).await[0].waits.expect("it waits");
    desk.client.discard_waiting(DiscardWaiting { op: first }).await.expect("taken back");
    assert_eq!(numbers(&desk).await, [2, 3], "it is gone, offline");
    desk.service.cut(false);
    // What waited behind it goes, and what is cleared is only what the service has, too.
    desk.client.clear_cache(ClearCache {}).await.expect("cleared");
    assert_eq!(said(&desk), [2], "the text went");
    let shown = seen(&desk).await;
    let Content::Pictures(names) = &shown[1].message.content else { panic!("a picture") };
    assert_eq!(served(&desk, &names[0]).await, file(2, 50), "what waits is there as before");
    desk.sync().await.expect("synchronised");
    check_done(&desk, &[2, 3], "in the end").await;
    assert_eq!(asked(&desk, PICTURE), 1, "what was taken back was never handed in");
}

#[tokio::test]
async fn what_is_refused_is_told_at_the_message_and_loses_nothing_else() {
    let desk = desk().await;
    let blocked = Error::refused("error.moderation.picture");
    let told = Trouble::Instead(400, serde_json::to_string(&blocked).expect("JSON"));
    desk.service.next(PICTURE, told);
    desk.client.send_message(pictures(1, &[file(1, 50)])).await.expect("kept");
    desk.client.send_message(text(2, "Look")).await.expect("said");
    desk.client.send_message(pictures(3, &[file(2, 12_000_000)])).await.expect("kept");
    desk.client.send_message(pictures(4, &[file(3, 50)])).await.expect("kept");
    desk.sync().await.expect("synchronised");
    assert_eq!(said(&desk), [2, 4], "everything else is said");
    let failed = |shown: &[MessageSeen], number: u128| {
        let found = shown.iter().find(|seen| seen.message.id.0.as_u128() == number);
        let seen = found.expect("it is shown").clone();
        (seen.error.map(|error| error.key).unwrap_or_default(), seen.waits)
    };
    let shown = seen(&desk).await;
    let (key, first) = failed(&shown, 1);
    assert_eq!(key, "error.moderation.picture", "why stands at the message");
    let (key, large) = failed(&shown, 3);
    assert_eq!(key, "error.messages.picture_large", "also what is never sent");
    assert_eq!(asked(&desk, PICTURE), 2, "as it is too large");
    assert_eq!(desk.client.session().await.expect("a session").sync.attention, 2, "two to decide");
    let desk = desk.reopen().await;
    desk.client
        .discard_waiting(DiscardWaiting { op: large.expect("it is there") })
        .await
        .expect("given up");
    desk.retry(first.expect("it is there"), None).await.expect("tried again");
    desk.sync().await.expect("synchronised");
    check_done(&desk, &[2, 4, 1], "once it is not blocked any more").await;
}

#[tokio::test]
async fn nobody_waits_for_ever_behind_what_is_wrong_elsewhere() {
    let desk = desk().await;
    let error = serde_json::to_string(&Error::internal()).expect("JSON");
    desk.service.next(PICTURE, Trouble::Instead(500, error));
    desk.client.send_message(pictures(1, &[file(1, 50)])).await.expect("kept");
    desk.client.send_message(pictures(2, &[file(2, 50)])).await.expect("kept");
    let told = desk.sync().await.expect_err("one of them is not taken");
    assert_eq!(told.key, "error.internal", "why");
    assert_eq!(asked(&desk, PICTURE), 2, "the other one is handed in");
    assert_eq!(said(&desk), [0u128; 0], "but it keeps its turn");
    desk.sync().await.expect("the service is well again");
    check_done(&desk, &[1, 2], "then").await;
    std::fs::remove_dir_all(desk.folder.path().join("waiting")).expect("there is a folder");
    desk.service.cut(true);
    desk.client.send_message(pictures(3, &[file(3, 50)])).await.expect("kept");
    std::fs::remove_dir_all(desk.folder.path().join("waiting")).expect("somebody cleans up");
    desk.service.cut(false);
    desk.sync().await.expect("synchronised");
    let error = seen(&desk).await[2].error.clone().map(|error| error.key);
    assert_eq!(error.as_deref(), Some("error.messages.media_missing"), "what is gone is told");
}

/// What was on disk at one moment, and how the world was.
struct Shot {
    when: String,
    folder: tempfile::TempDir,
    world: World,
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("readable").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&to).expect("made");
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("copied");
        }
    }
}

#[tokio::test]
async fn killed_at_any_moment_of_sending_it_is_said_once() {
    let desk = desk().await;
    desk.service.cut(true);
    desk.client.send_message(pictures(1, &[file(1, 50), file(2, 50)])).await.expect("kept");
    desk.client.send_message(text(2, "Look")).await.expect("said");
    desk.client.send_message(voice(3, file(3, 50))).await.expect("kept");
    desk.service.cut(false);
    let shots = Arc::new(Mutex::new(Vec::new()));
    let (folder, album) = (desk.folder.path().to_owned(), shots.clone());
    desk.service.hook(move |path, moment, world| {
        let shot = tempfile::tempdir().expect("a folder");
        copy(&folder, shot.path());
        let when = format!("killed at {path} {moment:?}");
        let shot = Shot { when, folder: shot, world: world.clone() };
        album.lock().expect("not poisoned").push(shot);
    });
    desk.sync().await.expect("synchronised");
    desk.service.hook(|_, _, _| {});
    let shots = std::mem::take(&mut *shots.lock().expect("not poisoned"));
    for path in [PICTURE, VOICE, "/v1/sync/push"] {
        for moment in [Moment::Asked, Moment::Done] {
            let when = format!("killed at {path} {moment:?}");
            assert!(shots.iter().any(|shot| shot.when == when), "{when} was photographed");
        }
    }
    for shot in shots {
        let service = Service::new(shot.world);
        let clock = TestClock::at(NOW);
        let config = config(shot.folder.path(), service.clone(), clock.clone(), Run::ByHand);
        let client = Client::open(config).await.expect("opened after the crash");
        let desk = Desk { folder: shot.folder, service, clock, client };
        let found = numbers(&desk).await;
        assert_eq!(found, [1, 2, 3], "{}: all of it is shown, once", shot.when);
        desk.sync().await.expect("synchronised");
        desk.sync().await.expect("synchronised");
        check_done(&desk, &[1, 2, 3], &shot.when).await;
    }
}

#[tokio::test]
async fn it_goes_by_itself_when_the_line_is_back() {
    let desk = Desk::empty(Run::Background).await;
    desk.client.onboard(onboard()).await.expect("registered");
    desk.client.sync_now(SyncNow {}).await.expect("synchronised");
    seen(&desk).await;
    desk.service.cut(true);
    desk.client.send_message(pictures(1, &[file(1, 50)])).await.expect("kept");
    desk.client.send_message(text(2, "Look")).await.expect("said");
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(said(&desk), [0u128; 0], "without a line nothing goes");
    desk.service.cut(false);
    for _ in 0..400 {
        if said(&desk) == [1, 2] && desk.waiting().await.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("it waits for ever: {:?}", desk.waiting().await);
}
