//! Videos that are fetched before they are looked at: no longer than they are wanted, within what they may
//! take, and under no name but their hash.

use crate::double::Moment;
use crate::double::desk::{Desk, onboard};
use crate::films::{desk_with, id, offer, put, until};
use crate::passing::film;
use sampan_client::Run;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::feed::film::{
    CaptionsPart, FetchAhead, GetCaptions, GetVideo, GetWatching, SetWatching, Watching,
};
use sampan_protocol::request::Request;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn fetching_ahead_stops_when_something_else_is_wanted() {
    let files = [film(12 << 20, 1), film(3 << 20, 2)];
    let offers: Vec<_> =
        (1..).zip(&files).map(|(number, bytes)| offer(number, 1, "tea", bytes)).collect();
    let desk = desk_with(&offers).await;
    let names: Vec<String> = files.iter().map(|bytes| sha256_hex(bytes)).collect();
    for (name, bytes) in names.iter().zip(&files) {
        desk.service.world().media.insert(name.clone(), bytes.clone());
    }
    desk.service.hook(|path, moment, _| {
        if path.starts_with("/media/") && moment == Moment::Asked {
            std::thread::sleep(Duration::from_millis(60));
        }
    });
    let pieces = |name: &String| {
        let path = format!("/media/{name}");
        desk.service.world().shown.parts.iter().filter(|(asked, _)| *asked == path).count()
    };
    let ahead = |notes: &[u128]| {
        let notes = notes.iter().map(|number| id(*number)).collect();
        desk.client.fetch_ahead(FetchAhead { notes })
    };
    ahead(&[1]).await.expect("begun");
    until(async || pieces(&names[0]) >= 2).await;
    ahead(&[2]).await.expect("something else");
    let media = desk.folder.path().join("media");
    until(async || media.join(&names[1]).exists()).await;
    let stopped = pieces(&names[0]);
    assert!((2..8).contains(&stopped), "it stopped on its way: {stopped}");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(pieces(&names[0]), stopped, "and does not go on");
    assert!(!media.join(&names[0]).exists(), "it is not here as a whole");
    ahead(&[1]).await.expect("wanted again");
    until(async || media.join(&names[0]).exists()).await;
    assert!(pieces(&names[0]) <= 14, "it went on where it was: {}", pieces(&names[0]));
    let video = desk.client.get_video(GetVideo { note: id(1) }).await.expect("told");
    assert!(video.expect("known").here, "it is here");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_names_no_file_of_its_choice() {
    let files = [film(3 << 20, 1), film(100, 2)];
    let mut offers: Vec<_> =
        (1..).zip(&files).map(|(number, bytes)| offer(number, 1, "tea", bytes)).collect();
    let made = offers[0].note.film.as_mut().and_then(|film| film.made.as_mut());
    made.expect("made").whole.sha256 = "../evil".into();
    let desk = desk_with(&offers).await;
    let good = sha256_hex(&files[1]);
    for (name, bytes) in ["../evil", &good].into_iter().zip(&files) {
        desk.service.world().media.insert(name.to_owned(), bytes.clone());
    }
    let notes = vec![id(1), id(2)];
    desk.client.fetch_ahead(FetchAhead { notes }).await.expect("begun");
    let media = desk.folder.path().join("media");
    until(async || media.join(&good).exists()).await;
    let asked = desk.service.asked();
    assert!(!asked.iter().any(|path| path.contains("evil")), "it is not even asked for");
    assert!(!media.join("evil").exists() && !desk.folder.path().join("evil").exists(), "nor here");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_best_are_kept_for_later_within_what_they_may_take() {
    let files: Vec<_> = (1..=3).map(|number| film(600 << 10, number)).collect();
    let offers: Vec<_> =
        (1..).zip(&files).map(|(number, bytes)| offer(number, number, "tea", bytes)).collect();
    let desk = Desk::empty(Run::Background).await;
    let names: Vec<String> = files.iter().map(|bytes| sha256_hex(bytes)).collect();
    for (name, bytes) in names.iter().zip(&files) {
        desk.service.world().media.insert(name.clone(), bytes.clone());
    }
    put(&desk, &offers);
    let vtt = serde_json::json!({"note": id(1), "vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n"});
    desk.service.world().shown.lists.insert(CaptionsPart::PATH.to_owned(), vec![vtt]);
    let wishes = Watching { offline_mib: 1, chronological: true, ..Watching::default() };
    desk.client.set_watching(SetWatching { wishes: wishes.clone() }).await.expect("kept");
    desk.client.onboard(onboard()).await.expect("registered");
    let here = |place: usize| desk.folder.path().join("media").join(&names[place]).exists();
    until(async || {
        desk.client.kick();
        here(0)
    })
    .await;
    desk.clock.turn(20);
    desk.client.kick();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!here(1) && !here(2), "one mebibyte has room for one");
    let wishes = Watching { offline_mib: 2, ..wishes };
    desk.client.set_watching(SetWatching { wishes }).await.expect("kept");
    until(async || here(0) && here(1) && here(2)).await;
    let shown = desk.client.get_watching(GetWatching {}).await.expect("read");
    assert_eq!(shown.here, 3, "as it is told");
    desk.service.cut(true);
    let cues = desk.client.get_captions(GetCaptions { note: id(1) }).await.expect("read");
    assert_eq!(cues.len(), 1, "captions are at hand, too");
}
