//! Somebody looks for people, communities and posts; and finds what they have seen without a connection.

use crate::communities::{make, write};
use crate::pair::Pair;
use crate::person::wait_synced;
use crate::server::Engine;
use sampan_window::{Key, Window};
use serde_json::json;

#[test]
fn everything_is_found_and_what_was_seen_without_a_connection_sqlite() {
    everything_is_found(Engine::Sqlite);
}

#[test]
fn everything_is_found_and_what_was_seen_without_a_connection_postgres() {
    everything_is_found(Engine::Postgres);
}

fn everything_is_found(engine: Engine) {
    let Some(pair) = Pair::on(engine) else {
        return;
    };
    let Pair { ada, ben, other_line, .. } = &pair;
    let community = make(ada);
    let post = write(ada, &community);
    wait_synced(ada);

    looks(ben, &post);
    remembers(ben);

    // He looks around where he found it; then there is no connection.
    ben.navigate("/communities/discover").expect("looking around");
    ben.wait_text("community", "Bread Club").expect("it is there");
    ben.navigate(&format!("/communities/post/{post}")).expect("the post");
    ben.wait_text("post-whole", "Two days").expect("he reads it");
    other_line.cut();
    ben.wait_for("[data-sync=offline]").expect("offline");
    for (typed, found) in
        [("lovel", "Ada Lovelace"), ("bread", "Bread Club"), ("sourd", "My first sourdough")]
    {
        ben.navigate("/search").expect("the search");
        ben.fill("search-field", typed).expect("typed");
        ben.wait_text("hits", found).expect("it is still found");
        ben.wait_text("offline-note", "from this device only").expect("and said where");
    }
    ben.fill("search-field", "zeppelin").expect("typed");
    ben.wait_screen("search", "offline").expect("there may be more than is here");
    other_line.mend();
    ben.wait_screen("search", "empty").expect("and once the service is reached, there is not");
}

/// Ben looks for a person, a community and a post, each by a beginning.
fn looks(ben: &Window, post: &str) {
    ben.navigate("/").expect("home");
    ben.click("hero-search").expect("the field at the head");
    ben.wait_screen("search", "ready").expect("the search");
    ben.fill("search-field", "LOVEL").expect("somebody's name");
    ben.wait_text("hit-person", "Ada Lovelace").expect("she is found");
    let marks =
        "return [...document.querySelectorAll('[data-test=hits] mark')].map(m => m.textContent)";
    assert_eq!(ben.script(marks, &[]).expect("read"), json!(["Lovelace"]), "and set off");
    ben.fill("search-field", "bread cl").expect("a community");
    ben.wait_text("hit-community", "Bread Club").expect("it is found");
    ben.fill("search-field", "two days").expect("what a post says");
    ben.wait_text("hit-post", "My first sourdough").expect("it is found");
    ben.click("kind-person").expect("among people");
    ben.wait_screen("search", "empty").expect("nobody is called so");
    ben.click("kind-all").expect("among everything");
    ben.wait_text("hits", "My first sourdough").expect("it is there again");
    let scripts = ben.count("[data-test=hits] script").expect("counted");
    assert_eq!(scripts, 0, "what others write is text");
    // By the keyboard: down to the first one, and in.
    let field = "document.querySelector('[data-test=search-field]').focus(); return true";
    ben.script(field, &[]).expect("in the field");
    ben.press(&[Key::Down]).expect("down");
    let active = "return document.activeElement?.dataset.test === 'hit-post'";
    ben.wait_until("the post to have the focus", active, &[]).expect("it has");
    ben.press(&[Key::Enter]).expect("in");
    let there = "return location.pathname === arguments[0]";
    let path = json!(format!("/communities/post/{post}"));
    ben.wait_until("the post", there, &[path]).expect("it leads to the post");
}

/// What he looked for is offered again, until he forgets it.
fn remembers(ben: &Window) {
    ben.navigate("/search").expect("the search");
    ben.wait_text("recent", "two days").expect("what was opened is remembered");
    ben.click("recent").expect("again");
    ben.wait_text("hits", "My first sourdough").expect("found again");
    ben.navigate("/search").expect("the search");
    ben.click("recent-clear").expect("forgotten");
    ben.wait_gone("[data-test=recent]").expect("nothing is kept");
}
