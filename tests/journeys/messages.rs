//! Two people write to each other, with and without a connection; a red packet is opened in a group.

use crate::pair::Pair;
use crate::person::{PIN, ask, available, top_up, wait_synced};
use crate::server::Engine;
use sampan_window::Window;
use serde_json::{Value, json};

#[test]
fn people_write_to_each_other_sqlite() {
    people_write_to_each_other(Engine::Sqlite);
}

#[test]
fn people_write_to_each_other_postgres() {
    people_write_to_each_other(Engine::Postgres);
}

fn people_write_to_each_other(engine: Engine) {
    let Some(pair) = Pair::on(engine) else {
        return;
    };
    let Pair { ada, ben, line, server, .. } = &pair;
    top_up(ada, "100");

    // From his page, without a connection; what is typed survives a look elsewhere.
    ada.navigate("/people/ben").expect("his page");
    ada.click("person-message").expect("she writes");
    ada.wait_screen("messages.chat", "ready").expect("the chat");
    let chat = ada.script("return location.pathname", &[]).expect("where it is");
    line.cut();
    ada.wait_for("[data-sync=offline]").expect("offline");
    ada.fill("message-text", "Rehearsal at 7?").expect("a question");
    ada.navigate("/").expect("away");
    ada.wait_screen("home", "ready").expect("home");
    ada.navigate(chat.as_str().expect("an address")).expect("back to the chat");
    let kept =
        "return document.querySelector('[data-test=message-text]')?.value === 'Rehearsal at 7?'";
    ada.wait_until("the draft to be there", kept, &[]).expect("nothing is lost");
    ada.click("message-send").expect("said");
    ada.wait_text("thread", "Rehearsal at 7?").expect("shown at once");
    ada.wait_for("[data-test=message-waits]").expect("and plainly waits");
    line.mend();
    wait_synced(ada);
    ada.wait_gone("[data-test=message-waits]").expect("it is sent");

    // For him she is a stranger: a request, which he accepts; then she sees that he has read it.
    ben.navigate("/messages").expect("his chats");
    ben.click("requests").expect("one asks");
    ben.wait_text("chat-row", "Rehearsal at 7?").expect("it is there");
    ben.click("chat-row").expect("he looks");
    ben.wait_text("thread", "Rehearsal at 7?").expect("he reads it");
    assert_eq!(ada.text("message-read").expect("sent"), "Sent", "she does not learn of it yet");
    ben.click("request-accept").expect("he knows her");
    ada.wait_text("message-read", "Read").expect("now she sees that he has read it");
    ben.fill("message-text", "7 it is.\nhttps://hall.example").expect("an answer");
    ben.click("message-send").expect("said");
    ada.wait_text("thread", "7 it is.").expect("she reads it");
    assert_eq!(ada.count("[data-test=thread] a[href^=http]").expect("counted"), 0, "no link out");

    recall(ada, ben);
    group(ada, ben);
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// What is taken back is gone on both devices, and a line says so.
fn recall(ada: &Window, ben: &Window) {
    ada.fill("message-text", "My PIN is").expect("a slip");
    ada.click("message-send").expect("said");
    ben.wait_text("thread", "My PIN is").expect("he sees it");
    wait_synced(ada);
    let last = "const all = document.querySelectorAll('[data-test=message-menu]'); all[all.length - 1].click();";
    ada.wait_gone("[data-test=message-waits]").expect("it is sent");
    ada.script(last, &[]).expect("its menu");
    ada.click("recall").expect("taken back");
    ada.wait_text("message-line", "You recalled a message").expect("a line stays");
    ben.wait_text("message-line", "Ada Lovelace recalled a message").expect("for him, too");
    let thread = ben.text("thread").expect("read");
    assert!(!thread.contains("My PIN is"), "it is gone: {thread}");
}

/// A packet into a group is opened out of its card.
fn group(ada: &Window, ben: &Window) {
    let found = ask(ada, "plugin:people|find_people", &json!({ "text": "ben" }));
    let chat = new_id(ada);
    let request = json!({
        "op": new_id(ada), "chat": chat, "name": "Choir", "people": [found["people"][0]], "picture": null
    });
    ask(ada, "plugin:messages|create_group", &request);
    wait_synced(ada);
    ada.navigate(&format!("/messages/group.{chat}")).expect("the group");
    ada.wait_text("message-line", "Ada Lovelace made the group").expect("it is made");
    ada.click("more").expect("what else can be sent");
    ada.click("chat-packet").expect("a red packet");
    ada.wait_screen("packet-new", "ready").expect("the form");
    ada.wait_for("[data-test=packet-for-group]").expect("for everybody else");
    ada.fill("amount", "8.88").expect("an amount");
    ada.fill("packet-greeting", "Bravo").expect("a wish");
    ada.click("confirm").expect("confirmed");
    ada.type_into("pin", PIN).expect("the PIN");
    ada.wait_for("[data-test=packet-opened]").expect("it is given");
    ben.navigate(&format!("/messages/group.{chat}")).expect("the group");
    ben.wait_text("card", "Bravo").expect("it stands in the chat");
    ben.click("card").expect("he presses it");
    ben.wait_for("[data-test=envelope]").expect("it is closed");
    ben.click("packet-open").expect("he opens it");
    ben.wait_text("packet-share", "8.88").expect("his");
    assert_eq!(available(ben), 888, "the money is there");
}

/// A new identifier, as the app makes them.
fn new_id(window: &Window) -> String {
    let id = window.script("return crypto.randomUUID().replace(/-4/, '-7')", &[]).expect("an id");
    match id {
        Value::String(id) => id,
        other => panic!("no identifier: {other}"),
    }
}
