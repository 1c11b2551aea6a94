//! A bill that is split between two devices on one server: asked, reminded, paid.

use crate::line::Line;
use crate::packets::choose;
use crate::person::{PHONE, PIN, available, open, register, top_up};
use crate::server::{Engine, Server};
use sampan_window::Display;
use serde_json::json;

#[test]
fn a_bill_is_split_and_who_has_paid_is_seen() {
    let Some(server) = Server::start(Engine::Sqlite) else {
        return;
    };
    let line = Line::to(server.address());
    let (first, second) =
        (Display::start(PHONE).expect("one"), Display::start(PHONE).expect("two"));
    let owner = open(&first, &server.folder().join("owner"), Some(&line));
    register(&owner, "Ada Lovelace", "ada");
    let other = open(&second, &server.folder().join("other"), Some(&line));
    register(&other, "Li Wei", "liwei");
    top_up(&other, "100");

    owner.navigate("/wallet/splits").expect("the bills that were split");
    owner.wait_screen("splits", "empty").expect("there are none");
    owner.click("split-first").expect("so the first is made");
    owner.wait_screen("split-new", "ready").expect("the form");
    owner.fill("amount", "30").expect("an amount");
    owner.fill("split-title", "Dumplings").expect("what it was");
    choose(&owner, "liwei");
    owner.wait_text("part-liwei", "15.00").expect("half of it");
    // By item it has to add up, and says what is missing.
    owner.click("split-way-2").expect("by item");
    owner.fill("item-name", "Tea").expect("an item");
    owner.fill("item-price", "12").expect("its price");
    owner.click("item-who").expect("who had it");
    owner.wait_text("split-problem", "18.00").expect("18.00 are missing");
    owner.click("split-way-1").expect("by shares");
    let more = "document.querySelector('[data-test=part-liwei] [data-test=weight-more]').click(); return true";
    owner.script(more, &[]).expect("two shares for the other");
    owner.wait_text("part-liwei", "20.00").expect("two thirds of it");
    owner.click("confirm").expect("asked");
    owner.wait_for("[data-test=split-detail]").expect("it is split");
    owner.wait_text("split-progress", "0.00").expect("nothing is paid yet");
    owner.click("split-remind").expect("the other is reminded");
    owner.wait_text("split-detail", "Reminded").expect("and it says so");

    other.navigate("/wallet/requests").expect("what the other is asked for");
    other.wait_text("request", "Dumplings").expect("for what");
    other.wait_text("request", "Reminder").expect("with a reminder");
    other.click("request-pay").expect("it is paid");
    other.click("confirm").expect("confirmed");
    other.type_into("pin", PIN).expect("the PIN");
    other.wait_for(".receipt.done").expect("paid");
    owner.wait_text("split-detail", "Paid").expect("the owner's window shows it, pushed");
    owner.wait_text("split-progress", "20.00 of").expect("and how much");
    assert_eq!(available(&owner), 2_000, "the money is there");

    // From a bill: amount and title are there already.
    other.navigate("/wallet/bills").expect("the other's bills");
    other.click("bill").expect("the payment");
    other.click("split-this").expect("it is split on");
    other.wait_screen("split-new", "ready").expect("the form");
    let typed = "return document.querySelector('[data-test=amount]').value === '20.00'";
    other.wait_until("the amount of the bill", typed, &[]).expect("it is filled in");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}
