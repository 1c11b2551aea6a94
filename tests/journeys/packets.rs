//! Red packets between two devices on one server: for somebody, by link, and too late.

use crate::line::Line;
use crate::person::{PHONE, PIN, available, open, register, top_up};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::json;

#[test]
fn red_packets_are_given_opened_and_shared_by_link() {
    let Some(server) = Server::start(Engine::Sqlite) else {
        return;
    };
    let line = Line::to(server.address());
    let (first, second) =
        (Display::start(PHONE).expect("one"), Display::start(PHONE).expect("two"));
    let giver = open(&first, &server.folder().join("giver"), Some(&line));
    register(&giver, "Ada Lovelace", "ada");
    top_up(&giver, "100");
    let guest = open(&second, &server.folder().join("guest"), Some(&line));
    register(&guest, "Li Wei", "liwei");

    giver.navigate("/wallet/packets").expect("the giver's packets");
    giver.wait_screen("packets", "empty").expect("there are none");
    giver.click("packet-first").expect("so the first is given");
    giver.wait_screen("packet-new", "ready").expect("the form");
    choose(&giver, "liwei");
    giver.fill("amount", "8.88").expect("an amount");
    giver.fill("packet-greeting", "Good luck in the exam").expect("a greeting");
    giver.click("confirm").expect("confirmed");
    giver.type_into("pin", PIN).expect("the PIN");
    giver.wait_for("[data-test=packet-opened]").expect("it is given");
    assert_eq!(available(&giver), 9_112, "8.88 of 100 are in the packet");

    // The guest's window shows it by itself, and the coin opens it.
    guest.navigate("/wallet/packets").expect("the guest's packets");
    guest.wait_text("packet", "Ada Lovelace").expect("it waits for the guest, pushed");
    guest.click("packet").expect("the guest looks");
    guest.wait_for("[data-test=envelope]").expect("it is closed");
    guest.click("packet-open").expect("the guest opens it");
    guest.wait_text("packet-share", "8.88").expect("all of it, as it has one share");
    assert_eq!(available(&guest), 888, "the money is there");
    giver.wait_text("packet-count", "1 of 1").expect("the giver's window shows who opened it");
    giver.wait_text("claim", "Li Wei").expect("by name");

    by_link(&giver, &guest);
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// Two shares for whoever has the link; the guest pastes it and gets one, once.
fn by_link(giver: &Window, guest: &Window) {
    giver.navigate("/wallet/packets/new").expect("another packet");
    giver.wait_screen("packet-new", "ready").expect("the form");
    giver.click("packet-to-1").expect("by link");
    giver.fill("amount", "6").expect("an amount");
    giver.fill("packet-shares", "2").expect("two shares");
    giver.click("packet-sharing-1").expect("equal ones");
    giver.click("confirm").expect("confirmed");
    giver.type_into("pin", PIN).expect("the PIN");
    giver.wait_for("[data-test=packet-link] .qr").expect("there is a code to be scanned");
    let link = "return document.querySelector('[data-test=packet-link]').dataset.link";
    let link = giver.script(link, &[]).expect("the link").as_str().expect("text").to_owned();
    assert!(link.starts_with("sampan://packet/"), "a link of ours: {link}");

    guest.navigate("/wallet/scan?way=text").expect("the guest pastes");
    guest.wait_screen("scan", "ready").expect("the screen");
    guest.fill("code-text", &link).expect("the link");
    guest.click("read-text").expect("it is read");
    guest.wait_for("[data-test=envelope]").expect("it leads to the envelope");
    guest.click("packet-open").expect("the guest opens it");
    guest.wait_text("packet-share", "3.00").expect("half of it");
    assert_eq!(available(guest), 1_188, "3.00 more");
    // Pasted again it is open already, and nothing more comes of it.
    guest.navigate("/wallet/scan?way=text").expect("the guest pastes again");
    guest.wait_screen("scan", "ready").expect("the screen");
    guest.fill("code-text", &link).expect("the link");
    guest.click("read-text").expect("it is read");
    guest.wait_for("[data-test=packet-opened]").expect("it is open");
    assert_eq!(available(guest), 1_188, "one share each");
}

/// Chooses somebody who is no contact yet.
pub(crate) fn choose(window: &Window, handle: &str) {
    window.click("choose-people").expect("the sheet");
    window.fill("choose-search", handle).expect("searched");
    window.click(&format!("choose-{handle}")).expect("found, and chosen");
    window.click("people-done").expect("the sheet closes");
    window
        .wait_until("the sheet is gone", "return !document.querySelector('dialog[open]')", &[])
        .expect("it is gone");
}
