//! What was said is found: a message without a connection, a comment by its words; and each opens at its
//! place.

use crate::communities::{make, write};
use crate::pair::Pair;
use crate::person::wait_synced;
use crate::server::Engine;
use sampan_window::Window;
use serde_json::json;

#[test]
fn what_was_said_is_found_and_opens_at_its_place_sqlite() {
    what_was_said_is_found(Engine::Sqlite);
}

#[test]
fn what_was_said_is_found_and_opens_at_its_place_postgres() {
    what_was_said_is_found(Engine::Postgres);
}

fn what_was_said_is_found(engine: Engine) {
    let Some(pair) = Pair::on(engine) else {
        return;
    };
    let Pair { ada, ben, other_line, .. } = &pair;
    let community = make(ada);
    let post = write(ada, &community);
    ada.navigate(&format!("/communities/post/{post}")).expect("her post");
    for words in ["Sixteen hours in the cold.", "Then an hour in the warm."] {
        ada.fill("comment-body", words).expect("a comment");
        ada.click("comment-send").expect("said");
        ada.wait_text("thread", words).expect("it is there");
    }
    ada.navigate("/people/ben").expect("his page");
    ada.click("person-message").expect("she writes");
    ada.wait_screen("messages.chat", "ready").expect("the chat");
    say(ada, "Meet me at the lighthouse");
    for n in 0..16 {
        say(ada, &format!("Line {n}"));
    }
    wait_synced(ada);

    // He reads the last of it; what stands above is out of sight.
    ben.navigate("/messages").expect("his chats");
    ben.click("requests").expect("one asks");
    ben.wait_text("chat-row", "Line 15").expect("it is there");
    ben.click("chat-row").expect("he looks");
    ben.wait_text("thread", "Line 15").expect("he reads it");

    ben.navigate("/search").expect("the search");
    ben.fill("search-field", "sixteen").expect("typed");
    ben.wait_text("hit-comment", "My first sourdough").expect("with what it is said to");
    ben.click("kind-comment").expect("among comments");
    ben.wait_text("hit-comment", "Sixteen hours").expect("it is found");
    ben.click("hit-comment").expect("opened");
    stands_out(ben, "communities.post", "Sixteen hours");

    other_line.cut();
    ben.wait_for("[data-sync=offline]").expect("offline");
    ben.navigate("/search").expect("the search");
    ben.fill("search-field", "LIGHTH").expect("typed");
    ben.wait_text("messages-found", "Meet me at the lighthouse").expect("found in his chats");
    ben.click("kind-message").expect("among messages");
    ben.wait_text("hits", "Meet me at the lighthouse").expect("it is there");
    let notes = ben.count("[data-test=offline-note]").expect("counted");
    assert_eq!(notes, 0, "his chats are on this device: nothing is missing");
    ben.click("hit-message").expect("opened");
    stands_out(ben, "messages.chat", "Meet me at the lighthouse");
    ben.navigate("/search?kind=message").expect("the search");
    ben.fill("search-field", "zeppelin").expect("typed");
    ben.wait_screen("search", "empty").expect("nobody said that");
    other_line.mend();
}

fn say(window: &Window, words: &str) {
    window.fill("message-text", words).expect("a message");
    window.click("message-send").expect("said");
    window.wait_text("thread", words).expect("it is there");
}

/// What one was led to is in sight, and stands out.
fn stands_out(window: &Window, screen: &str, words: &str) {
    let there =
        "const body = document.querySelector(`[data-screen=\"${arguments[0]}\"] .screen-body`);
        const one = body?.querySelector('[data-reached]');
        if (!one?.textContent.includes(arguments[1])) return false;
        const [view, place] = [body.getBoundingClientRect(), one.getBoundingClientRect()];
        return place.top >= view.top - 1 && place.top < view.bottom";
    window
        .wait_until("what was found to be in sight", there, &[json!(screen), json!(words)])
        .expect("one is led to it");
}
