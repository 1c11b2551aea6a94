//! A PIN is changed, forgotten and found again; small payments go without; limits tell the truth.

use crate::person::{PHONE, available, open, register, top_up};
use sampan_window::{App, Display, Window};
use serde_json::json;
use std::time::Duration;

#[test]
fn a_pin_is_changed_and_a_forgotten_one_is_set_by_the_phrase() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let window = open(&display, home.path(), None);
    let phrase = register(&window, "Ada Lovelace", "ada");
    top_up(&window, "100");

    pin_screen(&window);
    window.type_into("pin", "999990").expect("a wrong PIN");
    choose(&window, "314159");
    window.wait_text("pin-message", "Wrong PIN").expect("it is told");
    window.wait_for("[data-test=pin-old]").expect("where it can be corrected");
    window.type_into("pin", crate::person::PIN).expect("the right one");
    choose(&window, "314159");
    window.wait_screen("settings", "ready").expect("it is changed");

    pin_screen(&window);
    window.click("pin-forgotten").expect("by the phrase");
    let words: Vec<&str> =
        phrase.split_whitespace().filter(|w| w.bytes().all(|b| b.is_ascii_lowercase())).collect();
    window.fill("phrase", &words.join(" ")).expect("the words");
    window.click("next").expect("twelve of them");
    choose(&window, "141421");
    window.wait_screen("settings", "ready").expect("it is set");

    window.navigate("/wallet/withdraw").expect("money out");
    window.fill("amount", "40").expect("an amount");
    window.click("confirm").expect("confirmed");
    window.type_into("pin", "141421").expect("the newest PIN");
    window.wait_for(".receipt.done").expect("is the one that counts");
    assert_eq!(available(&window), 6_000, "40 of 100 are gone");
}

#[test]
fn small_payments_go_without_pin_and_the_limits_show_it() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let app = App::under_test().demo().home(home.path()).language("en").theme("light");
    let window = Window::open(&display, &app.size(PHONE).calm()).expect("the window opens");
    let window = window.patience(Duration::from_secs(60));
    window.wait_screen("home", "ready").expect("the demo world");

    window.navigate("/wallet/limits").expect("the limits");
    window.wait_screen("limits", "ready").expect("are told");
    assert_eq!(window.count("[data-test=limit-small-day]").expect("counted"), 0, "it is off");
    window.click("small-switch").expect("on");
    window.type_into("pin", "246813").expect("that needs the PIN");
    window.wait_for("[data-test=limit-small-day]").expect("it is on");
    window.wait_text("limit-small-day", "250").expect("250 a day");

    pay(&window, "30");
    window.wait_for(".receipt.done").expect("30 go without PIN");
    window.navigate("/wallet/limits").expect("back");
    window.wait_text("limit-small-day", "220").expect("220 are left");

    pay(&window, "50.01");
    window.type_into("pin", "246813").expect("more than 50 asks for it");
    window.wait_for(".receipt.done").expect("and goes with it");
    window.navigate("/wallet/limits").expect("back");
    window.wait_text("limit-small-day", "¥250.00 left").expect("a PIN begins the day anew");
    window.click("small-switch").expect("off");
    window
        .wait_until(
            "it to be off",
            "return !document.querySelector('[data-test=limit-small-day]')",
            &[],
        )
        .expect("it is off");
}

/// Opens the screen that changes the PIN.
fn pin_screen(window: &Window) {
    window.navigate("/settings").expect("settings");
    window.click("settings-pin").expect("the PIN");
    window.wait_for("[data-test=pin-old]").expect("the one that is known is asked for");
}

/// Types a new PIN twice.
fn choose(window: &Window, pin: &str) {
    window.wait_for("[data-test=pin-first]").expect("a new one");
    window.type_into("pin", pin).expect("typed");
    window.wait_for("[data-test=pin-again]").expect("once more");
    window.type_into("pin", pin).expect("typed again");
}

/// Fills in a payment to a contact of the demo's person, and confirms it.
fn pay(window: &Window, amount: &str) {
    let tom = window.invoke("plugin:people|find_people", &json!({"request": {"text": "tom"}}));
    let tom = tom.expect("found")["people"][0]["id"].as_str().expect("an identifier").to_owned();
    window.navigate(&format!("/wallet/pay/{tom}")).expect("paying");
    window.wait_screen("pay-amount", "ready").expect("the form");
    window.fill("amount", amount).expect("an amount");
    window.click("confirm").expect("confirmed");
}
