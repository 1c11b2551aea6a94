//! A name that looks like another one is told as such before anything is paid.

use crate::line::Line;
use crate::person::{PHONE, open, register};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::json;

#[test]
fn a_name_of_mixed_alphabets_is_warned_of() {
    let server = Server::start(Engine::Sqlite).expect("SQLite is always there");
    let line = Line::to(server.address());
    let display = Display::start(PHONE).expect("a display");
    let people =
        [("Ada Lovelace", "ada"), ("\u{410}da Lovelace", "forged"), ("李伟 Li Wei", "liwei")];
    for (name, handle) in people {
        let window = open(&display, &server.folder().join(handle), Some(&line));
        register(&window, name, handle);
        window.close();
    }
    let window = open(&display, &server.folder().join("payer"), Some(&line));
    register(&window, "Tom", "tom");

    look_at(&window, "ada");
    assert_eq!(window.count("[data-test=name-warning]").expect("counted"), 0, "an honest name");
    look_at(&window, "forged");
    window.wait_text("name-warning", "handle").expect("a Cyrillic letter among Latin ones");
    window.wait_text("payee", "@forged").expect("with the handle beside");
    look_at(&window, "liwei");
    let warnings = window.count("[data-test=name-warning]").expect("counted");
    assert_eq!(warnings, 0, "Latin beside Chinese is everyday life");
}

/// Opens the payment to a person.
fn look_at(window: &Window, handle: &str) {
    let found = window.invoke("plugin:people|find_people", &json!({"request": {"text": handle}}));
    let found = found.expect("found");
    let people = found["people"].as_array().expect("people").clone();
    let person = people.iter().find(|p| p["handle"] == json!(handle)).expect("is found");
    let id = person["id"].as_str().expect("an identifier");
    window.navigate(&format!("/wallet/pay/{id}")).expect("paying");
    window.wait_screen("pay-amount", "ready").expect("the form");
    window.wait_for("[data-test=payee]").expect("who is paid");
}
