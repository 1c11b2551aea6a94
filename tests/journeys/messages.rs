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

/// The smallest picture, PNG, of one colour.
const PICTURE: &str = "iVBORw0KGgoAAAANSUhEUgAAAFAAAAA8CAIAAAB+RarbAAAAVklEQVR42u3PgRAAAAgEsMeJKZLwM0ig3U1gqelXIiwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLHxZHoBQj+yoPTcAAAAASUVORK5CYII=";

#[test]
fn a_picture_that_is_picked_offline_goes_out_in_its_turn() {
    let Some(pair) = Pair::on(Engine::Sqlite) else {
        return;
    };
    let Pair { ada, ben, line, .. } = &pair;
    ada.navigate("/people/ben").expect("his page");
    ada.click("person-message").expect("she writes");
    ada.wait_screen("messages.chat", "ready").expect("the chat");
    line.cut();
    ada.wait_for("[data-sync=offline]").expect("offline");

    // One is thought better of, another stays; what is said afterwards stands behind it.
    ada.click("more").expect("what else can be sent");
    pick(ada, PICTURE);
    ada.wait_for("[data-test=message-picture]").expect("it is there at once");
    let menu = "document.querySelector('[data-test=message-menu]').click()";
    ada.script(menu, &[]).expect("its menu");
    ada.click("discard").expect("not this one");
    ada.wait_gone("[data-test=message-picture]").expect("it is taken back");
    pick(ada, PICTURE);
    let drawn = "const img = document.querySelector('[data-test=message-picture] img');
        return img?.complete && img.naturalWidth === 80";
    ada.wait_until("the picture itself", drawn, &[]).expect("it is shown without a line");
    ada.wait_for("[data-test=message-waits]").expect("and plainly waits");
    ada.fill("message-text", "The hall").expect("a word");
    ada.click("message-send").expect("said");
    ada.wait_text("thread", "The hall").expect("behind it");
    line.mend();
    wait_synced(ada);
    ada.wait_gone("[data-test=message-waits]").expect("both are sent");

    ben.navigate("/messages").expect("his chats");
    ben.click("requests").expect("one asks");
    ben.click("chat-row").expect("he looks");
    ben.wait_until("the picture itself", drawn, &[]).expect("he sees it");
    ben.wait_text("thread", "The hall").expect("and reads what she says of it");
    let first = "const all = [...document.querySelectorAll('[data-test=message]')];
        return all.length === 2 && all[0].querySelector('img') !== null";
    ben.wait_until("the picture to be first", first, &[]).expect("in their order");

    // What the service does not take is told where it stands.
    pick(ada, "bm8gcGljdHVyZQ==");
    ada.wait_text("message-failed", "not a picture").expect("why, in plain words");
    ada.click("message-decide").expect("what can be done?");
    ada.click("discard").expect("given up");
    ada.wait_gone("[data-test=message-failed]").expect("and nothing else is lost");
    ada.wait_text("thread", "The hall").expect("the rest is there");
}

/// Picks a file for the chat, as somebody does in the system's dialogue.
fn pick(window: &Window, base64: &str) {
    let choose = "const input = document.querySelector('[data-test=chat-pictures]');
        const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));
        const files = new DataTransfer();
        files.items.add(new File([bytes], 'picture.png', { type: 'image/png' }));
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
        return true";
    window.script(choose, &[json!(base64)]).expect("chosen");
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
