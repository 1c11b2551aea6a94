//! Why a video does not play: with the line cut, with a file that is broken, and with one that is gone.

use crate::double::Trouble;
use crate::films::{desk_with, id, offer};
use crate::passing::film;
use sampan_protocol::Error;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::feed::NotePart;
use sampan_protocol::feed::film::{Hindrance, WhyNot};
use sampan_protocol::request::Request;

#[tokio::test]
async fn a_video_that_does_not_play_says_why() {
    let bytes = film(3 << 20, 9);
    let (sha256, one) = (sha256_hex(&bytes), offer(1, 1, "tea", &bytes));
    let desk = desk_with(std::slice::from_ref(&one)).await;
    let note = serde_json::to_value(&one.note).expect("JSON");
    desk.service.world().shown.lists.insert(NotePart::PATH.to_owned(), vec![note]);
    desk.service.world().media.insert(sha256.clone(), bytes.clone());
    let why = async || desk.client.why_not(WhyNot { note: id(1) }).await.expect("told");
    assert_eq!(why().await, Hindrance::Broken, "all of it can be had, and it does not play");
    desk.service.cut(true);
    assert_eq!(why().await, Hindrance::Offline, "its beginning is here, and the rest is not");
    desk.service.cut(false);
    desk.service.world().media.clear();
    assert_eq!(why().await, Hindrance::Gone, "the service does not have its file any more");

    desk.service.cut(true);
    let media = desk.folder.path().join("media");
    std::fs::write(media.join(sha256), &bytes).expect("it is on the disk");
    assert_eq!(why().await, Hindrance::Broken, "what is here needs no connection");
    desk.service.cut(false);
    let none = serde_json::to_string(&Error::not_found("error.feed.no_note")).expect("JSON");
    desk.service.next(NotePart::PATH, Trouble::Instead(404, none));
    assert_eq!(why().await, Hindrance::Gone, "its note was taken away");
}
