//! Ways to a short video that is not next in turn: by a link, and by taking back what was said of it. And how
//! one wants to watch, chosen quickly.

use crate::person::ask;
use crate::watched::{current, offered};
use sampan_window::{App, Display, Size, Window};
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::{Duration, Instant};

#[test]
fn links_lead_to_videos_and_what_is_refused_can_be_taken_back() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(Size::DESKTOP).expect("a display");
    let app = App::under_test().demo().calm().home(home.path()).language("en").theme("light");
    let window = Window::open(&display, &app.size(Size::DESKTOP)).expect("the window");
    let window = window.patience(Duration::from_secs(90));
    window.wait_screen("home", "ready").expect("the demo world");
    window.navigate("/feed/videos").expect("videos");
    window.wait_screen("feed.videos", "ready").expect("they are there");
    window.wait_for("[data-current=true]").expect("one is looked at");
    open_links(&window);
    take_back(&window);
    choose_quickly(&window);
}

/// Opens a link to another video, one back, and one to nothing, while the videos stay open.
fn open_links(window: &Window) {
    let first = current(window);
    let all = offered(window);
    let mut ids = all.iter().rev().filter_map(|one| one["seen"]["note"]["id"].as_str());
    let other = ids.find(|id| *id != first).expect("another one").to_owned();
    for id in [&other, &first, &other] {
        window.navigate(&format!("/feed/videos/{id}")).expect("a link");
        is_looked_at(window, id);
    }
    window.navigate("/feed/videos/0199f1d2-0000-7000-8000-0000000000ff").expect("a dead link");
    window.wait_text("toast", "not there any more").expect("it is said");
    assert_eq!(current(window), other, "what was looked at stays");
    let named = "return location.pathname.endsWith(arguments[0])";
    window.wait_until("its own address", named, &[json!(other)]).expect("and is named again");
}

/// Refuses what is looked at by mistake.
fn take_back(window: &Window) {
    let refused = current(window);
    let key = refused.replace('-', "");
    let is_refused = || {
        let path = ask(window, "plugin:feed|export_watching", &json!({}));
        let text =
            std::fs::read_to_string(path.as_str().expect("a path")).expect("what is learned");
        let learned: Value = serde_json::from_str(&text).expect("JSON");
        learned["profile"]["items"][&key]["refused"] == json!(true)
    };
    window.click("video-more").expect("what else");
    window.click("video-not-interested").expect("no more of this");
    window.wait_for("[data-test=undo]").expect("it can be taken back");
    assert!(is_refused(), "it is learned");
    window.click("undo").expect("that was a mistake");
    is_looked_at(window, &refused);
    let until = Instant::now() + Duration::from_secs(20);
    while is_refused() {
        assert!(Instant::now() < until, "it is learned no longer");
        sleep(Duration::from_millis(200));
    }
    sleep(Duration::from_secs(1));
    assert_eq!(current(window), refused, "and it stays in sight");
}

/// Turns three switches before the first of them is kept.
fn choose_quickly(window: &Window) {
    window.navigate("/feed/watching").expect("how one watches");
    window.wait_screen("feed.watching", "ready").expect("it is there");
    let turn = "
        for (const name of ['chronological', 'unmetered', 'tells'])
            document.querySelector(`[data-test=${name}] input`).click();
        return true";
    let read = || ask(window, "plugin:feed|get_watching", &json!({}))["wishes"].clone();
    let before = read();
    window.script(turn, &[]).expect("all three are turned");
    let turned = |name: &str| json!(before[name] != json!(true));
    let until = Instant::now() + Duration::from_secs(20);
    let names = ["chronological", "unmetered_only", "tells"];
    while names.iter().any(|name| read()[*name] != turned(name)) {
        assert!(Instant::now() < until, "all three are kept: {} became {}", before, read());
        sleep(Duration::from_millis(200));
    }
}

fn is_looked_at(window: &Window, id: &str) {
    let script =
        "return document.querySelector('[data-current=true]')?.dataset.video === arguments[0]";
    window.wait_until("the video that is meant", script, &[json!(id)]).expect("it is looked at");
}
