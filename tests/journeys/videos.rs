//! Short videos: posted on one device and watched on another, also with the line cut in between.

use crate::pair::Pair;
use crate::person::ask;
use crate::server::Engine;
use crate::watched::{
    clip, current, next, offered, pick, plays, post, post_quietly, wait_done, wait_offered,
};
use sampan_window::{App, Display, Key, Size, Window};
use serde_json::json;
use std::collections::BTreeSet;
use std::thread::sleep;
use std::time::{Duration, Instant};

#[test]
fn a_video_is_posted_here_and_plays_there_sqlite() {
    a_video_is_posted_here_and_plays_there(Engine::Sqlite);
}

#[test]
fn a_video_is_posted_here_and_plays_there_postgres() {
    a_video_is_posted_here_and_plays_there(Engine::Postgres);
}

fn a_video_is_posted_here_and_plays_there(engine: Engine) {
    let Some(pair) = Pair::on(engine) else {
        return;
    };
    let Pair { ada, ben, .. } = &pair;
    let folder = tempfile::tempdir().expect("a folder");
    post(ada, &clip(folder.path(), 1, 8), "Colours of a test", "They move. #colours");
    wait_done(ada, 1);
    ada.wait_for("[data-test=posting][data-state=done]").expect("and says so");

    wait_offered(ben, 1);
    ben.navigate("/feed/videos").expect("videos");
    ben.wait_screen("feed.videos", "ready").expect("one is there");
    ben.wait_text("video-title", "Colours of a test").expect("it is hers");
    plays(ben, folder.path()).expect("it plays");
    like_and_talk(ben);
    ben.click("video-more").expect("what else");
    ben.click("video-why").expect("why?");
    ben.wait_for("dialog[data-test=why-sheet][open]").expect("it is told");
    ben.press(&[Key::Escape]).expect("enough");
    ben.wait_gone("dialog[open]").expect("closed");

    // The same look does not pass on what is no video. What was streamed is tried once more as one file.
    let spoil = "const video = document.querySelector('[data-current=true] video');
        video.src = URL.createObjectURL(new Blob([new Uint8Array(5000)], { type: 'video/mp4' }));
        video.load();
        return true";
    ben.script(spoil, &[]).expect("spoilt");
    plays(ben, folder.path()).expect("the file plays where pieces of it do not");
    ben.script(spoil, &[]).expect("spoilt once more");
    let told = plays(ben, folder.path()).expect_err("that is no video");
    assert!(!told.is_empty(), "and it is said why");
    ben.wait_for("[data-current=true] [data-test=video-broken]").expect("the person is told");
    ben.click("video-retry").expect("once more");
    plays(ben, folder.path()).expect("it plays again");
}

/// Ben likes the video, and says something while it goes on playing.
fn like_and_talk(ben: &Window) {
    ben.click("video-like").expect("he likes it");
    ben.wait_for("[data-test=video-like][aria-pressed=true]").expect("at once");
    ben.click("video-comment").expect("the comments");
    ben.fill("comment-body", "So many colours").expect("a word");
    ben.click("comment-send").expect("said");
    ben.wait_text("comments", "So many colours").expect("shown at once");
    let goes_on = "return !document.querySelector('[data-current=true] video').paused";
    ben.wait_until("the video to go on", goes_on, &[]).expect("it plays below the sheet");
    ben.press(&[Key::Escape]).expect("enough");
    ben.wait_gone("dialog[open]").expect("closed");
}

#[test]
fn twenty_videos_are_passed_and_only_a_few_are_there() {
    let (home, display) = (tempfile::tempdir(), Display::start(Size::PHONE).expect("a display"));
    let home = home.expect("a folder");
    let app = App::under_test().demo().home(home.path()).language("en").theme("light");
    let window = Window::open(&display, &app.size(Size::PHONE)).expect("the window");
    let window = window.patience(Duration::from_secs(90));
    window.wait_screen("home", "ready").expect("the demo world");
    window.navigate("/feed/videos").expect("videos");
    window.wait_screen("feed.videos", "ready").expect("they are there");
    window.wait_for("[data-current=true]").expect("the first");
    plays(&window, home.path()).expect("the first one plays");
    let mut passed = BTreeSet::from([current(&window)]);
    for _ in 1..20 {
        passed.insert(next(&window));
        let made = window.count("[data-video][data-current]").expect("counted");
        assert!(made <= 5, "only those around are made: {made}");
        let held = "return [...document.querySelectorAll('.reel video')].filter(v => v.src).length";
        let held = window.script(held, &[]).expect("counted").as_u64().unwrap_or(u64::MAX);
        assert!(held <= 3, "and fewer hold something: {held}");
    }
    assert_eq!(passed.len(), 20, "each of them once");
    plays(&window, home.path()).expect("the last one plays as the first did");
    // Whoever leaves finds the rest of the app as it was.
    window.navigate("/feed/studio").expect("elsewhere");
    window.wait_screen("feed.studio", "ready").expect("the studio");
    window.navigate("/").expect("home");
    window.wait_screen("home", "ready").expect("and home");
}

/// Picks a file that says to have three gibibytes.
const PICK_LARGE: &str = "
    const size = Object.getOwnPropertyDescriptor(Blob.prototype, 'size');
    const held = new DataTransfer();
    held.items.add(new File(['x'], 'long.mp4', { type: 'video/mp4' }));
    const input = document.querySelector('[data-test=video-file]');
    Object.defineProperty(Blob.prototype, 'size', { configurable: true, get: () => 3 * 2 ** 30 });
    input.files = held.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    Object.defineProperty(Blob.prototype, 'size', size);
    return true";

#[test]
fn an_upload_that_is_cut_goes_on_and_nothing_is_typed_twice() {
    let Some(pair) = Pair::on(Engine::Sqlite) else {
        return;
    };
    let Pair { ada, line, .. } = &pair;
    let folder = tempfile::tempdir().expect("a folder");
    let file = clip(folder.path(), 3, 20);

    // What is too large is refused by its size: nothing of it is read.
    ada.navigate("/feed/publish").expect("the form");
    ada.wait_for("[data-test=video-file]").expect("a file can be picked");
    ada.script(PICK_LARGE, &[]).expect("three gibibytes are picked");
    ada.wait_for("[data-test=video-refused]").expect("and refused at once");
    ada.wait_gone("[data-test=staged]").expect("another one can be picked");

    // What was typed is there again, with the video.
    pick(ada, &file);
    ada.fill("video-title", "Cut in the middle").expect("a title");
    let more = "document.querySelectorAll('details').forEach(one => one.open = true); return true";
    ada.script(more, &[]).expect("all of the form");
    ada.click("overlay-add").expect("words in the video");
    ada.fill("overlay-text", "Look").expect("which");
    ada.click("overlay-add").expect("and others");
    let both = "return document.querySelectorAll('[data-test=overlay-text]').length === 2
        && document.querySelector('[data-test=overlay-text]').value === 'Look'";
    ada.wait_until("both to be there", both, &[]).expect("what was typed stays");
    ada.click("overlay-out").expect("not the first one");
    ada.fill("overlay-text", "See").expect("but this one");
    sleep(Duration::from_secs(1));
    ada.navigate("/").expect("elsewhere");
    ada.wait_screen("home", "ready").expect("home");
    ada.navigate("/feed/publish").expect("and back");
    ada.wait_for("[data-test=staged][data-whole=true]").expect("the video is there");
    let kept = "return document.querySelector('[data-test=video-title]').value === arguments[0]";
    ada.wait_until("the title", kept, &[json!("Cut in the middle")]).expect("and the title");

    line.cut();
    ada.click("video-publish").expect("posted without a connection");
    ada.wait_screen("feed.studio", "ready").expect("the studio");
    ada.wait_for("[data-test=posting][data-state=sending]").expect("it waits");
    line.mend();
    sleep(Duration::from_millis(400));
    line.cut();
    sleep(Duration::from_secs(1));
    line.mend();
    wait_done(ada, 1);
    let all = ask(ada, "plugin:feed|list_postings", &json!({}));
    assert_eq!(all.as_array().map(Vec::len), Some(1), "it was posted once");
}

#[test]
fn what_was_fetched_plays_without_a_connection() {
    let Some(pair) = Pair::on(Engine::Sqlite) else {
        return;
    };
    let Pair { ada, ben, other_line, .. } = &pair;
    let folder = tempfile::tempdir().expect("a folder");
    // Nothing is fetched that is not asked for.
    let mut wishes = ask(ben, "plugin:feed|get_watching", &json!({}))["wishes"].clone();
    wishes["offline_mib"] = json!(0);
    ask(ben, "plugin:feed|set_watching", &json!({ "wishes": wishes }));
    let note = post_quietly(ada, &clip(folder.path(), 5, 8), "On the train");
    post_quietly(ada, &clip(folder.path(), 6, 8), "At home");
    wait_done(ada, 2);
    wait_offered(ben, 2);
    ask(ben, "plugin:feed|fetch_ahead", &json!({ "notes": [note] }));
    let until = Instant::now() + Duration::from_secs(60);
    let is_here =
        || ask(ben, "plugin:feed|get_video", &json!({ "note": note }))["here"] == json!(true);
    while !is_here() {
        assert!(Instant::now() < until, "the video is fetched");
        sleep(Duration::from_millis(200));
    }
    other_line.cut();
    ben.wait_for("[data-sync=offline]").expect("offline");
    ben.navigate("/feed/videos").expect("videos");
    ben.wait_screen("feed.videos", "ready").expect("they are there");
    assert_eq!(current(ben), note, "what is here comes first");
    plays(ben, folder.path()).expect("it plays");

    // The other one says why it does not, and plays by itself once it can be had.
    next(ben);
    ben.wait_for("[data-current=true] [data-test=video-offline]").expect("it is not here");
    ben.wait_for("[data-current=true] [data-test=video-retry]").expect("one may try again");
    other_line.mend();
    ben.wait_gone("[data-current=true] [data-test=video-offline]").expect("it can be had");
    plays(ben, folder.path()).expect("it plays, too");
}

#[test]
fn what_one_does_not_want_does_not_come_again() {
    let Some(pair) = Pair::on(Engine::Sqlite) else {
        return;
    };
    let Pair { ada, ben, .. } = &pair;
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..4 {
        post_quietly(ada, &clip(folder.path(), number, 3), &format!("Clip {number}"));
    }
    wait_done(ada, 4);
    wait_offered(ben, 4);
    ben.navigate("/feed/videos").expect("videos");
    ben.wait_screen("feed.videos", "ready").expect("they are there");
    ben.wait_for("[data-current=true]").expect("the first");
    let refused = current(ben);
    ben.click("video-more").expect("what else");
    ben.click("video-not-interested").expect("no more of this");
    ben.wait_gone("dialog[open]").expect("done");
    let moved =
        "return document.querySelector('[data-current=true]')?.dataset.video !== arguments[0]";
    ben.wait_until("another one", moved, &[json!(refused)]).expect("it goes on");
    let comes = offered(ben).iter().any(|one| one["seen"]["note"]["id"] == json!(refused));
    assert!(!comes, "it does not come again");

    // Nobody's videos come any more of whom one wants none.
    ben.click("video-more").expect("what else");
    ben.click("unwanted-author").expect("none of hers");
    ben.wait_gone("dialog[open]").expect("done");
    let until = Instant::now() + Duration::from_secs(20);
    while !offered(ben).is_empty() {
        assert!(Instant::now() < until, "none of hers come: {}", offered(ben).len());
        sleep(Duration::from_millis(200));
    }
}
