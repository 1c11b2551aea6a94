//! Money by a rail that takes its time: pending, then there; or back, with the reason.

use crate::line::Line;
use crate::person::{PHONE, PIN, available, bills, open, register, wait_synced};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::json;

#[test]
fn a_top_up_by_a_slow_rail_is_pending_then_there_and_a_payout_that_fails_comes_back() {
    let Some(server) = Server::start_with(Engine::Sqlite, &["--sim-rail"]) else {
        return;
    };
    let line = Line::to(server.address());
    let display = Display::start(PHONE).expect("a screen");
    let ada = open(&display, &server.folder().join("ada"), Some(&line));
    register(&ada, "Ada Lovelace", "ada");

    ada.navigate("/wallet/top-up").expect("the screen");
    choose_sim(&ada, "200");
    ada.wait_text("fee", "1.00").expect("it says what it costs");
    ada.click("confirm").expect("confirmed");
    ada.wait_for(".receipt.waiting").expect("it is pending, and says so");
    assert_eq!(available(&ada), 0, "nothing is there yet");
    ada.wait_for(".receipt.done").expect("it is there, by itself");
    wait_synced(&ada);
    assert_eq!(available(&ada), 19_900, "less the fee");
    let top_up = bills(&ada)[0]["id"].as_str().expect("a bill").to_owned();

    ada.navigate("/wallet/withdraw").expect("the screen");
    choose_sim(&ada, "100.13");
    ada.click("confirm").expect("confirmed");
    ada.type_into("pin", PIN).expect("the PIN");
    ada.wait_for(".receipt.waiting").expect("it is pending");
    assert_eq!(available(&ada), 9_887, "and set aside");
    ada.wait_for(".receipt.bad").expect("it could not go out");
    wait_synced(&ada);
    assert_eq!(available(&ada), 19_900, "all of it is here again");
    let failed = bills(&ada)[0]["id"].as_str().expect("a bill").to_owned();
    ada.navigate(&format!("/wallet/bills/{failed}")).expect("the bill");
    ada.wait_text("bill-why", "does not exist").expect("it says why, and what can be done");

    ada.navigate(&format!("/wallet/bills/{top_up}")).expect("the top-up");
    ada.click("send-back").expect("it can go back the way it came");
    ada.type_into("pin", PIN).expect("the PIN");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while available(&ada) != 0 || bills(&ada)[0]["state"] != json!("settled") {
        assert!(std::time::Instant::now() < until, "it went back: {:?}", bills(&ada)[0]);
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// Picks the simulated rail, and types an amount.
fn choose_sim(window: &Window, amount: &str) {
    window.wait_for("[data-test=rail]").expect("there is a rail");
    window.click("rail").expect("another can be picked");
    window.click("rail-sim").expect("the simulated one");
    window.fill("amount", amount).expect("an amount");
    window.wait_for("[data-test=rail-quote]").expect("it says what it costs");
}
