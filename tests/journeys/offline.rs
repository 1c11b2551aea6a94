//! The network goes away: everything can be browsed, what is done waits, and is confirmed later.

use crate::line::Line;
use crate::person::{PHONE, open, register, top_up, wait_synced};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};

#[test]
fn a_request_made_offline_arrives_later_sqlite() {
    a_request_made_offline_arrives_later(Engine::Sqlite);
}

#[test]
fn a_request_made_offline_arrives_later_postgres() {
    a_request_made_offline_arrives_later(Engine::Postgres);
}

fn a_request_made_offline_arrives_later(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let (line, other_line) = (Line::to(server.address()), Line::to(server.address()));
    let (first, second) =
        (Display::start(PHONE).expect("one"), Display::start(PHONE).expect("two"));
    let asker = open(&first, &server.folder().join("asker"), Some(&line));
    register(&asker, "Ada Lovelace", "ada");
    top_up(&asker, "100");
    let asked = open(&second, &server.folder().join("asked"), Some(&other_line));
    register(&asked, "Li Wei", "liwei");

    // Seen once, so that this device knows whom to ask.
    asker.navigate("/people/liwei").expect("the person");
    asker.wait_screen("person", "ready").expect("is found");
    asker.click("add-contact").expect("kept in the address book");
    asker.wait_for("[data-test=remove-contact]").expect("it is there");
    wait_synced(&asker);

    line.cut();
    asker.wait_for("[data-sync=offline]").expect("it is said that we are offline");
    browse(&asker);
    ask_li_wei(&asker);
    assert_eq!(asked.count("[data-test=request]").expect("counted"), 0, "nobody was asked yet");

    line.mend();
    wait_synced(&asker);
    asked.navigate("/wallet").expect("the other looks");
    asked.wait_text("open-requests", "7.30").expect("the request has arrived");
    asked.wait_text("open-requests", "Ada Lovelace").expect("by name");
}

/// Everything that was seen before is there.
fn browse(asker: &Window) {
    for (path, screen) in
        [("/wallet", "wallet"), ("/wallet/bills", "bills"), ("/people", "contacts")]
    {
        asker.navigate(path).expect("browsing");
        asker.wait_screen(screen, "ready").expect("everything seen before is there");
    }
}

/// Asks somebody for money, which waits.
fn ask_li_wei(asker: &Window) {
    asker.navigate("/wallet/request").expect("asking for money");
    asker.wait_screen("request", "ready").expect("the people at hand");
    asker
        .wait_until(
            "Li Wei to be offered",
            "return [...document.querySelectorAll('a')].some(a => a.innerText.includes('Li Wei'))",
            &[],
        )
        .expect("offered");
    asker.script("[...document.querySelectorAll('a')].find(a => a.innerText.includes('Li Wei')).click(); return true", &[]).expect("chosen");
    asker.fill("amount", "7.30").expect("the amount");
    asker.click("confirm").expect("asked");
    asker
        .wait_until(
            "one to wait",
            "return (document.querySelector('[data-test=sync]')?.innerText ?? '').includes('1')",
            &[],
        )
        .expect("it waits, plainly");
}
