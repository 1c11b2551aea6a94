//! Somebody opens the app for the first time, with no server at all.

use crate::person::{PHONE, available, bills, open, register, top_up};
use sampan_window::Display;
use serde_json::json;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

#[test]
fn somebody_new_gets_a_wallet_that_works() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let window = open(&display, home.path(), None);
    register(&window, "Ada Lovelace", "ada");
    assert_eq!(available(&window), 0, "a new wallet is empty");
    top_up(&window, "120.50");
    assert_eq!(available(&window), 12_050, "the sandbox rail has put it in");

    window.close();
    let window = open(&display, home.path(), None);
    window.wait_screen("home", "ready").expect("the person is remembered");
    assert_eq!(available(&window), 12_050, "and so is the money");
    assert_eq!(bills(&window).len(), 1, "there is one bill");
}

#[test]
fn the_home_screen_is_there_at_once_and_never_older_than_the_wallet() {
    let home = tempfile::tempdir().expect("a folder");
    let look = home.path().join("profile/this-device/look.json");
    let display = Display::start(PHONE).expect("a display");
    let window = open(&display, home.path(), None);
    register(&window, "Ada Lovelace", "ada");
    wait_until("the home screen is kept", &look, true);
    top_up(&window, "120.50");
    wait_until("what shows another balance is taken back", &look, false);
    window.navigate("/").expect("home");
    wait_until("it is kept with the new one", &look, true);
    let kept = std::fs::read_to_string(&look).expect("a file");
    assert!(
        kept.contains("120") && !kept.contains("data-screen"),
        "a picture, and no screen: {kept}"
    );

    window.close();
    let window = open(&display, home.path(), None);
    window.wait_screen("home", "ready").expect("the app takes over");
    let count = |script: &str| window.script(script, &[]).expect("a script");
    let marks = "return performance.getEntriesByName('last-look').length";
    assert_eq!(count(marks), json!(1), "the home screen stood there before the app did");
    window.wait_for("body:not(:has(#look))").expect("and went when that came");
    assert_eq!(available(&window), 12_050, "what is there now is alive");
}

fn wait_until(what: &str, file: &Path, is_there: bool) {
    let until = Instant::now() + Duration::from_secs(30);
    while file.exists() != is_there {
        assert!(Instant::now() < until, "{what}");
        sleep(Duration::from_millis(50));
    }
}
