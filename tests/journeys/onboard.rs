//! Somebody opens the app for the first time, with no server at all.

use crate::person::{PHONE, available, bills, open, register, top_up};
use sampan_window::Display;

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
