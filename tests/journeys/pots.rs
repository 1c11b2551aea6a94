//! Money is put aside for a goal, online or not, the goal is celebrated, and the pot is broken.

use crate::line::Line;
use crate::person::{PHONE, ask, available, open, register, top_up, wait_synced};
use crate::server::{Engine, Server};
use sampan_window::{App, Display, Window};
use serde_json::{Value, json};
use std::time::Duration;

#[test]
fn a_pot_is_filled_reaches_its_goal_and_is_broken_sqlite() {
    a_pot_is_filled_reaches_its_goal_and_is_broken(Engine::Sqlite);
}

#[test]
fn a_pot_is_filled_reaches_its_goal_and_is_broken_postgres() {
    a_pot_is_filled_reaches_its_goal_and_is_broken(Engine::Postgres);
}

fn a_pot_is_filled_reaches_its_goal_and_is_broken(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let line = Line::to(server.address());
    let display = Display::start(PHONE).expect("a display");
    let ada = open(&display, &server.folder().join("ada"), Some(&line));
    register(&ada, "Ada Lovelace", "ada");
    top_up(&ada, "500");

    ada.navigate("/wallet/pots").expect("the pots");
    ada.wait_screen("pots", "empty").expect("there are none");
    ada.click("pot-first").expect("the first");
    ada.fill("pot-name", "Kyoto").expect("what for");
    ada.click("pot-icon-plane").expect("how it looks");
    ada.fill("pot-goal", "100").expect("how much");
    ada.click("confirm").expect("made");
    ada.wait_screen("pot", "ready").expect("there it is");
    fill(&ada, "60");
    ada.wait_text("pot-percent", "60%").expect("the ring shows it");
    ada.wait_text("pot-pace", "40").expect("and what is missing");
    assert_eq!(available(&ada), 44_000, "440 of 500 can be spent");
    assert_eq!(spent(&ada), 0, "and nothing was spent");

    line.cut();
    ada.wait_for("[data-sync=offline]").expect("it is said that we are offline");
    fill(&ada, "40");
    ada.wait_text("pot-detail", "Waiting to be sent").expect("it waits, and says so");
    assert_eq!(available(&ada), 40_000, "but counts at once");
    line.mend();
    wait_synced(&ada);
    ada.wait_for("[data-test=pot-cheer]").expect("the goal is reached");
    ada.click("pot-cheered").expect("celebrated");
    ada.wait_gone("[data-test=pot-cheer]").expect("once");

    ada.click("pot-edit").expect("it can be called something else");
    ada.fill("pot-name", "Kyoto in spring").expect("another name");
    ada.click("pot-save").expect("kept");
    ada.wait_until(
        "the new name",
        "return document.body.innerText.includes('Kyoto in spring')",
        &[],
    )
    .expect("it is called so");
    ada.click("pot-draw").expect("some of it is needed");
    ada.fill("pot-amount", "30").expect("30");
    ada.click("pot-draw-confirm").expect("taken out");
    ada.wait_for("[data-test=pot-detail][data-saved='7000']").expect("70 are left");
    saving(&ada);
    ada.click("pot-break").expect("broken");
    ada.click("confirm-yes").expect("really");
    ada.wait_for("[data-test=pot-detail][data-state=broken]").expect("it is");
    wait_synced(&ada);
    assert_eq!(available(&ada), 50_000, "everything came back");
    ada.click("undo").expect("that was a mistake");
    ada.wait_for("[data-test=pot-detail][data-saved='7000']").expect("it is whole again");
    ada.navigate("/wallet").expect("the wallet");
    ada.wait_text("in-pots-CNY", "70").expect("says what lies in pots");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// Puts so much into the pot that is shown.
fn fill(window: &Window, amount: &str) {
    window.click("pot-fill").expect("put in");
    window.fill("pot-amount", amount).expect("an amount");
    window.click("pot-fill-confirm").expect("no PIN is asked for");
    window.wait_gone("[data-test=pot-fill-sheet][open]").expect("it is done");
}

/// Has so much be put in each week.
fn saving(window: &Window) {
    window.click("pot-saving").expect("automatic saving");
    window.fill("pot-saving-amount", "5").expect("5 a week");
    window.click("pot-saving-save").expect("from tomorrow on");
    window.wait_text("pot-saving", "Every week").expect("it says so");
}

/// What this month's bills count as spent, minor units.
fn spent(window: &Window) -> i64 {
    let filter = json!({"text": "", "month": null, "incoming": null, "kind": null, "category": null, "currency": null, "utc_offset": 0});
    let months = ask(window, "plugin:wallet|list_months", &json!({ "filter": filter }));
    months[0]["sums"][0]["spending"]["minor"].as_i64().expect("a sum")
}

#[test]
fn a_payment_is_rounded_up_into_a_pot() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let app = App::under_test().demo().home(home.path()).language("en").theme("light");
    let window = Window::open(&display, &app.size(PHONE).calm()).expect("the window opens");
    let window = window.patience(Duration::from_secs(60));
    window.wait_screen("home", "ready").expect("the demo world");
    window.navigate("/wallet/pots").expect("the pots");
    window.wait_screen("pots", "ready").expect("there are some");
    let before = rounding(&window);
    let id = before["id"].as_str().expect("an identifier").to_owned();
    let saved = before["saved"]["minor"].as_i64().expect("an amount");

    let found = ask(&window, "plugin:people|find_people", &json!({"text": "arcade"}));
    let shop = found["people"][0]["id"].as_str().expect("an identifier").to_owned();
    window.navigate(&format!("/wallet/pay/{shop}")).expect("paying");
    window.fill("amount", "12.34").expect("an amount with cents");
    window.click("confirm").expect("confirmed");
    window.type_into("pin", "246813").expect("the PIN");
    window.wait_for(".receipt.done").expect("paid");
    window.navigate(&format!("/wallet/pots/{id}")).expect("the pot");
    let now = format!("[data-test=pot-detail][data-saved='{}']", saved + 66);
    window.wait_for(&now).expect("0.66 of 13.00 went into it");
    window.wait_text("pot-history", "0.66").expect("and its history says so");
}

/// The pot that payments are rounded up into.
fn rounding(window: &Window) -> Value {
    let pots = ask(window, "plugin:wallet|list_pots", &json!({}));
    let pots = pots.as_array().cloned().expect("a list");
    pots.into_iter().find(|pot| pot["terms"]["round_up"] == json!(true)).expect("one of them")
}
