//! Watching short videos: what comes next, what is learned of it, and what is at hand.

use crate::double::desk::{Desk, NOW, op};
use crate::passing::film;
use sampan_protocol::Timestamp;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::feed::film::{
    ExportWatching, Film, ForgetWatching, GetVideo, GetWatching, NextVideos, NotInterested,
    Offered, OfferedPart, SetWatching, Source, Tab, Unwanted, VideoSeen, WantAgain, WatchVideo,
    Watching,
};
use sampan_protocol::feed::{
    FollowLife, InLife, LifeKind, LikeIt, Liked, Note, NoteKind, film::Audience, ops,
};
use sampan_protocol::ids::{LifeId, NoteId, VideoId};
use sampan_protocol::media::{File, Made};
use sampan_protocol::page::Standing;
use sampan_protocol::request::Request;
use std::time::Duration;
use uuid::Uuid;

pub(crate) fn id(number: u128) -> NoteId {
    NoteId(Uuid::from_u128(number))
}

/// Video `number` of account `by`, about `topic`; the higher the number, the older and less liked.
pub(crate) fn offer(number: u128, by: u128, topic: &str, bytes: &[u8]) -> Offered {
    let life = |number| LifeId(Uuid::from_u128(1_000 + number));
    let account = InLife {
        id: life(by),
        name: format!("Account {by}"),
        kind: LifeKind::Creator,
        picture: None,
        verified: false,
    };
    let whole =
        File { sha256: sha256_hex(bytes), bytes: bytes.len() as u64, mime: "video/mp4".into() };
    let made = Made {
        source: sha256_hex(b"source"),
        duration_ms: 10_000,
        width: 240,
        height: 426,
        has_audio: true,
        master: None,
        renditions: Vec::new(),
        whole,
        poster: None,
        thumbhash: None,
        strip: None,
        captions: Vec::new(),
    };
    let film = Film {
        id: VideoId(Uuid::from_u128(number)),
        made: Some(made),
        texts: Vec::new(),
        captions: true,
        sound: String::new(),
        tags: Vec::new(),
    };
    let age = i64::try_from(number).expect("small") * 60;
    let note = Note {
        id: id(number),
        account,
        kind: NoteKind::Clip,
        title: format!("Video {number}"),
        text: format!("#{topic}"),
        pictures: Vec::new(),
        clip: None,
        film: Some(film),
        audience: Audience::Everybody,
        place: String::new(),
        published: Timestamp::from_seconds(NOW - age),
        waiting: false,
        edited: None,
        likes: 100 - i64::try_from(number).expect("small"),
        saves: 0,
        comments: 0,
        liked: false,
        kept: false,
        removed: false,
        held: false,
    };
    let recent = 1_000 * (100 - i64::try_from(number).expect("small"));
    let sources = vec![Source::Popular, Source::Recent];
    Offered { note, sources, recent, shown: 10_000, neighbours: Vec::new() }
}

pub(crate) fn put(desk: &Desk, offers: &[Offered]) {
    let items = offers.iter().map(|offer| serde_json::to_value(offer).expect("JSON")).collect();
    desk.service.world().shown.lists.insert(OfferedPart::PATH.to_owned(), items);
}

pub(crate) async fn desk_with(offers: &[Offered]) -> Desk {
    let desk = Desk::with(0).await;
    put(&desk, offers);
    until(async || !next(&desk, &[]).await.is_empty()).await;
    desk
}

/// Four videos of two accounts.
fn four() -> Vec<Offered> {
    [(1, 1, "tea"), (2, 1, "cars"), (3, 2, "tea"), (4, 2, "birds")]
        .map(|(number, by, topic)| offer(number, by, topic, &film(100, number as u8)))
        .into()
}

/// Waits until it is so.
pub(crate) async fn until(is_so: impl AsyncFn() -> bool) {
    for _ in 0..400 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("it never came");
}

async fn shown(desk: &Desk, seen: &[NoteId], first: Option<NoteId>) -> (Vec<VideoSeen>, Standing) {
    let wanted = NextVideos { tab: Tab::ForYou, seen: seen.to_vec(), count: 20, first };
    let told = desk.client.next_videos(wanted).await.expect("told");
    (told.videos, told.state)
}

async fn next(desk: &Desk, seen: &[NoteId]) -> Vec<NoteId> {
    shown(desk, seen, None).await.0.iter().map(|video| video.seen.note.id).collect()
}

async fn watch(desk: &Desk, number: u128, reached: u16) {
    let skipped = reached == 0;
    let source = Some(Source::Popular);
    let watched = WatchVideo { note: id(number), reached, replays: 0, skipped, source };
    desk.client.watch_video(watched).await.expect("kept");
}

#[tokio::test]
async fn nothing_comes_twice_and_what_is_asked_for_comes_first() {
    let mut twice = four();
    twice.push(twice[0].clone());
    let desk = desk_with(&twice).await;
    let all = next(&desk, &[]).await;
    assert_eq!(all.len(), 4, "each once");
    let rest = next(&desk, &all[..2]).await;
    assert_eq!(rest.len(), 2, "without what is on the screen");
    assert!(rest.iter().all(|one| !all[..2].contains(one)), "none of it");
    let (videos, _) = shown(&desk, &[], Some(id(4))).await;
    let ids: Vec<_> = videos.iter().map(|video| video.seen.note.id).collect();
    assert_eq!((ids.len(), ids[0]), (4, id(4)), "it stands above, and not below again");
    assert_eq!(videos[0].source, None, "I came straight to it");
    assert_eq!(videos[1].source, Some(Source::Popular), "the service offers the others");
    assert!(videos.iter().all(|video| !video.reasons.is_empty()), "each says why");
    let one = desk.client.get_video(GetVideo { note: id(3) }).await.expect("told");
    assert_eq!(one.expect("known").seen.note.title, "Video 3", "by itself, too");
    let none = desk.client.get_video(GetVideo { note: id(99) }).await.expect("told");
    assert!(none.is_none(), "nobody knows that one");
}

#[tokio::test]
async fn not_interested_changes_what_comes_next() {
    let desk = desk_with(&four()).await;
    let no = |note, what| desk.client.not_interested(NotInterested { note: id(note), what });
    no(1, Unwanted::Item).await.expect("noted");
    assert!(!next(&desk, &[]).await.contains(&id(1)), "not this one");
    no(3, Unwanted::Topic("tea".into())).await.expect("noted");
    let mut left = next(&desk, &[]).await;
    left.sort_unstable();
    assert_eq!(left, [id(2), id(4)], "nothing about tea");
    no(4, Unwanted::Author).await.expect("noted");
    assert_eq!(next(&desk, &[]).await, [id(2)], "nothing of that account");
    let desk = desk.reopen().await;
    assert_eq!(next(&desk, &[]).await, [id(2)], "nor after the app was closed");
    let shown = desk.client.get_watching(GetWatching {}).await.expect("read");
    assert!(shown.interests.contains(&("Account 2".into(), -1_000)), "{:?}", shown.interests);
    assert!(shown.interests.contains(&("#tea".into(), -1_000)), "{:?}", shown.interests);
}

/// What was learned, as it is exported.
async fn profile(desk: &Desk) -> serde_json::Value {
    let path = desk.client.export_watching(ExportWatching {}).await.expect("written");
    let text = std::fs::read_to_string(path).expect("there");
    let mut document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    serde_json::json!([document["profile"].take(), document["names"].take()])
}

#[tokio::test]
async fn what_was_refused_by_mistake_is_taken_back_as_if_it_had_never_been_said() {
    let (desk, other) = (desk_with(&four()).await, desk_with(&four()).await);
    for desk in [&desk, &other] {
        watch(desk, 3, 370).await;
        watch(desk, 2, 710).await;
    }
    let refused = NotInterested { note: id(1), what: Unwanted::Topic("tea".into()) };
    desk.client.not_interested(refused.clone()).await.expect("noted");
    for desk in [&desk, &other] {
        watch(desk, 1, 0).await;
        watch(desk, 4, 530).await;
    }
    assert!(!next(&desk, &[]).await.contains(&id(1)), "nothing about tea");
    assert_ne!(profile(&desk).await, profile(&other).await, "it was learned");
    let again = WantAgain { refused: refused.clone() };
    desk.client.want_again(again.clone()).await.expect("taken back");
    assert!(next(&desk, &[]).await.contains(&id(1)), "it comes again");
    let (here, there) = (profile(&desk).await, profile(&other).await);
    assert_eq!(here, there, "only what was seen since is learned besides");

    let late = Some("error.feed.unwanted_late");
    let told = desk.client.want_again(again.clone()).await.err();
    assert_eq!(told.as_ref().map(|error| error.key.as_str()), late, "once is enough");
    desk.client.not_interested(refused.clone()).await.expect("said again");
    desk.clock.turn(61);
    let told = desk.client.want_again(again.clone()).await.err();
    assert_eq!(told.as_ref().map(|error| error.key.as_str()), late, "a minute later it stands");
    desk.client.not_interested(refused).await.expect("said again");
    desk.client.forget_watching(ForgetWatching {}).await.expect("forgotten");
    let told = desk.client.want_again(again).await.err();
    assert_eq!(told.as_ref().map(|error| error.key.as_str()), late, "what is forgotten stays so");
}

#[tokio::test]
async fn an_account_that_is_skipped_falls_and_one_that_is_liked_rises() {
    let offers = [(1, 1, "tea"), (2, 1, "cars"), (3, 2, "boats"), (4, 3, "birds")]
        .map(|(number, by, topic)| offer(number, by, topic, &film(100, number as u8)));
    let desk = desk_with(&offers).await;
    for _ in 0..6 {
        watch(&desk, 1, 0).await;
    }
    let order = next(&desk, &[]).await;
    let at = |number| order.iter().position(|one| *one == id(number)).expect("there");
    assert!(at(3) < at(2) && at(4) < at(2), "the others are better: {order:?}");
    let like = LikeIt { op: op(1), target: Liked::Note(id(4)), likes: true };
    desk.client.like_it(like.clone()).await.expect("liked");
    desk.client.like_it(like).await.expect("pressed twice");
    let interests = desk.client.get_watching(GetWatching {}).await.expect("read").interests;
    let birds = interests.iter().find(|(name, _)| name == "#birds").expect("learned");
    assert_eq!(birds.1, 333, "one like, once: {interests:?}");
}

#[tokio::test]
async fn what_i_do_is_shown_at_once_without_a_connection() {
    let desk = desk_with(&four()).await;
    desk.service.cut(true);
    let like = LikeIt { op: op(1), target: Liked::Note(id(2)), likes: true };
    desk.client.like_it(like).await.expect("waits");
    let follow = FollowLife { op: op(2), account: LifeId(Uuid::from_u128(1_002)), follows: true };
    desk.client.follow_life(follow).await.expect("waits");
    let (videos, _) = shown(&desk, &[], None).await;
    let of = |number| videos.iter().find(|v| v.seen.note.id == id(number)).expect("there");
    assert!(of(2).seen.note.liked && of(2).seen.note.likes == 99, "liked, and counted");
    assert!(of(3).follows && of(4).follows && !of(1).follows, "followed");
    let why = |number| of(number).reasons.iter().find(|reason| reason.why == "followed");
    assert_eq!(why(3).and_then(|why| why.about.as_deref()), Some("Account 2"), "it says whom");
}

#[tokio::test]
async fn without_a_connection_the_order_is_the_same_but_what_is_here_comes_first() {
    let offers = four();
    let desk = desk_with(&offers).await;
    watch(&desk, 1, 1_000).await;
    watch(&desk, 2, 300).await;
    let online = next(&desk, &[]).await;
    desk.service.cut(true);
    desk.sync().await.expect_err("the service is not reached");
    assert_eq!(next(&desk, &[]).await, online, "the same order");
    let last = online[3];
    let offer = offers.iter().find(|offer| offer.note.id == last).expect("offered");
    let number = last.0.as_u128() as u8;
    let sha256 = offer.note.film.as_ref().and_then(|film| film.made.as_ref());
    let sha256 = sha256.expect("made").whole.sha256.clone();
    let folder = desk.folder.path().join("media");
    std::fs::create_dir_all(&folder).expect("made");
    std::fs::write(folder.join(sha256), film(100, number)).expect("written");
    let (videos, _) = shown(&desk, &[], None).await;
    let ids: Vec<_> = videos.iter().map(|video| video.seen.note.id).collect();
    assert_eq!((ids[0], &ids[1..]), (last, &online[..3]), "what is here, then the others");
    assert!(videos[0].here && !videos[1].here, "as it is told");
    desk.clock.turn(70);
    until(async || shown(&desk, &[], None).await.1 == Standing::Offline).await;
    assert_eq!(next(&desk, &[]).await, ids, "and when the list itself is not told any more");
}

#[tokio::test]
async fn the_latest_come_first_if_that_is_wished() {
    let desk = desk_with(&four()).await;
    let wishes =
        Watching { chronological: true, place: " Shanghai ".into(), ..Watching::default() };
    desk.client.set_watching(SetWatching { wishes }).await.expect("kept");
    for _ in 0..6 {
        watch(&desk, 1, 0).await;
    }
    assert_eq!(next(&desk, &[]).await, [1, 2, 3, 4].map(id), "by their age alone");
    let (videos, _) = shown(&desk, &[], None).await;
    assert!(videos.iter().all(|v| v.reasons[0].why == "newest"), "and they say so");
    let desk = desk.reopen().await;
    let wishes = desk.client.get_watching(GetWatching {}).await.expect("read").wishes;
    assert!(wishes.chronological && wishes.place == "Shanghai", "wishes stay");
    let wishes = Watching { place: "x".repeat(500), ..wishes };
    let told = desk.client.set_watching(SetWatching { wishes }).await.expect_err("too long");
    assert_eq!(told.key, "error.feed.place", "no place is called so");
}

#[tokio::test]
async fn how_far_is_told_in_tens_and_only_if_that_is_wished() {
    let desk = desk_with(&four()).await;
    for count in 0..9 {
        watch(&desk, 1 + count % 4, 550).await;
    }
    assert_eq!(desk.waiting().await, [], "nothing is told yet");
    watch(&desk, 2, 1_000).await;
    desk.sync().await.expect("synchronised");
    let taken = desk.service.world().taken.clone();
    let [told] = &taken[..] else { panic!("one operation: {taken:?}") };
    assert_eq!(told.name, ops::WATCH, "how far");
    let told: ops::Watch = serde_json::from_value(told.args.clone()).expect("arguments");
    let tenths: Vec<_> = told.watched.iter().map(|one| one.tenths).collect();
    assert_eq!(tenths, [5, 5, 5, 5, 5, 5, 5, 5, 5, 10], "of each");
    watch(&desk, 3, 100).await;
    let wishes = Watching { tells: false, ..Watching::default() };
    desk.client.set_watching(SetWatching { wishes }).await.expect("kept");
    for _ in 0..20 {
        watch(&desk, 3, 100).await;
    }
    desk.sync().await.expect("synchronised");
    assert_eq!(desk.service.world().taken.len(), 1, "nothing more is told");
}

#[tokio::test]
async fn what_was_learned_can_be_read_elsewhere_and_forgotten() {
    let desk = desk_with(&four()).await;
    watch(&desk, 1, 1_000).await;
    watch(&desk, 3, 900).await;
    let no = NotInterested { note: id(2), what: Unwanted::Item };
    desk.client.not_interested(no).await.expect("noted");
    let path = desk.client.export_watching(ExportWatching {}).await.expect("written");
    let text = std::fs::read_to_string(&path).expect("there");
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["format"], "sampan-watching-1", "which says what it is");
    let key = format!("{:032x}", id(1).0.as_u128());
    assert!(document["profile"]["items"][&key].is_object(), "what was watched: {text}");
    assert_eq!(document["names"][&key], "Video 1", "and what it is called");
    let before = desk.client.get_watching(GetWatching {}).await.expect("read");
    assert_eq!(before.watched, 2, "two were watched");
    assert!(before.interests.iter().any(|(name, how)| name == "#tea" && *how > 0), "{before:?}");
    desk.client.forget_watching(ForgetWatching {}).await.expect("forgotten");
    let desk = desk.reopen().await;
    let after = desk.client.get_watching(GetWatching {}).await.expect("read");
    assert_eq!((after.watched, after.interests), (0, Vec::new()), "nothing is left");
    assert!(next(&desk, &[]).await.contains(&id(2)), "not even what was not wanted");
    let path = desk.client.export_watching(ExportWatching {}).await.expect("written");
    let text = std::fs::read_to_string(&path).expect("there");
    assert!(!text.contains("Video 1") && !text.contains(&key), "nor in a file: {text}");
}
