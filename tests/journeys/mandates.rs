//! Somebody agrees to be charged, is, and ends it; and pays by the method that they put first.

use crate::line::Line;
use crate::person::{PHONE, PIN, available, open, register, top_up};
use crate::server::{Engine, Server};
use sampan_window::{App, Display, Window};
use serde_json::json;
use std::time::Duration;

#[test]
fn a_mandate_is_agreed_to_charged_and_ended_sqlite() {
    a_mandate_is_agreed_to_charged_and_ended(Engine::Sqlite);
}

#[test]
fn a_mandate_is_agreed_to_charged_and_ended_postgres() {
    a_mandate_is_agreed_to_charged_and_ended(Engine::Postgres);
}

fn a_mandate_is_agreed_to_charged_and_ended(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let line = Line::to(server.address());
    let (first, second) =
        (Display::start(PHONE).expect("one"), Display::start(PHONE).expect("two"));
    let payer = open(&first, &server.folder().join("payer"), Some(&line));
    register(&payer, "Ada Lovelace", "ada");
    top_up(&payer, "500");
    let gym = open(&second, &server.folder().join("gym"), Some(&line));
    register(&gym, "Li Wei", "liwei");

    let ada = person(&gym, "ada");
    gym.navigate(&format!("/wallet/mandates/new?from={ada}")).expect("asking");
    gym.fill("mandate-text", "Gym").expect("what for");
    gym.fill("mandate-each", "50").expect("a charge");
    gym.fill("mandate-month", "80").expect("a month");
    gym.click("confirm").expect("asked");
    gym.wait_text("mandate", "Waiting").expect("it waits for an answer");

    payer.navigate("/wallet/mandates").expect("the payer looks");
    payer.wait_text("mandate", "Gym").expect("they are asked");
    payer.click("mandate").expect("what exactly");
    payer.wait_text("mandate-detail", "Li Wei").expect("by whom");
    payer.fill("mandate-month", "60").expect("less than was asked for");
    payer.click("mandate-agree").expect("agreed");
    payer.type_into("pin", PIN).expect("with the PIN");
    payer.wait_for("[data-test=mandate-detail][data-state=agreed]").expect("it is active");

    gym.wait_text("mandate", "Active").expect("the other window shows it by itself");
    charge(&gym, "50");
    gym.wait_for(".receipt.done").expect("charged, without the payer");
    assert_eq!((available(&payer), available(&gym)), (45_000, 5_000), "50 of 500 have moved");
    charge(&gym, "11");
    gym.wait_text("mandate-problem", "10").expect("10 are left of the month");
    payer.navigate("/wallet/bills").expect("the bills");
    payer
        .wait_until(
            "the bill names the mandate",
            "return document.body.innerText.includes('Gym')",
            &[],
        )
        .expect("it does");

    payer.navigate("/wallet/mandates").expect("the list");
    payer.click("mandate").expect("the mandate");
    payer.click("mandate-end").expect("enough");
    payer.click("confirm-yes").expect("really");
    payer.wait_for("[data-test=mandate-detail][data-state=ended]").expect("it is over");
    gym.navigate("/wallet/mandates").expect("the other side");
    gym.wait_text("mandate", "Ended").expect("is told");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

#[test]
fn the_method_that_comes_first_pays() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let app = App::under_test().demo().home(home.path()).language("en").theme("light");
    let window = Window::open(&display, &app.size(PHONE).calm()).expect("the window opens");
    let window = window.patience(Duration::from_secs(60));
    window.wait_screen("home", "ready").expect("the demo world");
    window.navigate("/wallet").expect("the wallet");
    window.wait_screen("wallet", "ready").expect("is there");
    let before = available(&window);

    window.navigate("/wallet/methods").expect("the methods");
    window.wait_screen("methods", "ready").expect("in their order");
    let place = "return [...document.querySelectorAll('[data-test=method]')]
        .findIndex(row => row.innerText.includes('Sandbox'))";
    let mut at = window.script(place, &[]).expect("read").as_u64().expect("a place");
    assert!(at > 0, "accounts come first");
    while at > 0 {
        let up = "const row = [...document.querySelectorAll('[data-test=method]')]
            .find(row => row.innerText.includes('Sandbox'));
            row.querySelector('[data-test=method-up]').click(); return true";
        window.script(up, &[]).expect("moved up");
        at -= 1;
        let there = format!("{} === {at}", place.replacen("return ", "return (", 1) + ")");
        window.wait_until("the row to move", &there, &[]).expect("it moved");
    }

    let tom = person(&window, "tom");
    window.navigate(&format!("/wallet/pay/{tom}")).expect("paying");
    window.wait_text("method-used", "Sandbox").expect("the first one is used");
    window.fill("amount", "12").expect("an amount");
    window.click("confirm").expect("confirmed");
    window.type_into("pin", "246813").expect("the PIN");
    window.wait_for(".receipt.done").expect("paid");
    assert_eq!(available(&window), before, "not out of the account");

    window.navigate(&format!("/wallet/pay/{tom}")).expect("again");
    window.wait_text("method-used", "Sandbox").expect("by default");
    window.click("account-pick").expect("another");
    window.click("account-CNY").expect("the account");
    window.fill("amount", "12").expect("an amount");
    window.click("confirm").expect("confirmed");
    window.type_into("pin", "246813").expect("the PIN");
    window.wait_for(".receipt.done").expect("paid");
    assert_eq!(available(&window), before - 1_200, "out of the account this time");
}

/// The identifier of the first person who is found by a text.
fn person(window: &Window, text: &str) -> String {
    let found = window.invoke("plugin:people|find_people", &json!({"request": {"text": text}}));
    let found = found.expect("found");
    found["people"][0]["id"].as_str().expect("an identifier").to_owned()
}

/// Charges under the one mandate there is.
fn charge(gym: &Window, amount: &str) {
    gym.navigate("/wallet/mandates").expect("the list");
    gym.click("mandate").expect("the mandate");
    gym.fill("mandate-amount", amount).expect("an amount");
    gym.click("mandate-charge").expect("charged");
}
