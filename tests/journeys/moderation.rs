//! A comment is reported, taken away with reasons, appealed, and given back by another moderator.

use crate::club::{found, join};
use crate::line::Line;
use crate::person::{PHONE, ask, open, register, wait_synced};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A picture, chosen as people choose a file.
const CHOOSE: &str = "
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 64;
    const brush = canvas.getContext('2d');
    brush.fillStyle = '#8f5200';
    brush.fillRect(0, 0, 64, 64);
    const bytes = atob(canvas.toDataURL('image/png').split(',')[1]);
    const file = new File([Uint8Array.from(bytes, c => c.charCodeAt(0))], 'loaf.png', { type: 'image/png' });
    const box = new DataTransfer();
    box.items.add(file);
    const input = document.querySelector('[data-test=post-pictures]');
    input.files = box.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true";

/// Muting, chosen among what can be done with a comment.
const CHOOSE_MUTE: &str = "
    const list = document.querySelector('[data-test=decide-action]');
    list.value = [...list.options].find(option => option.textContent === 'Mute').value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    return true";

/// What Ben says.
const INSULT: &str = "You bake like a fool.";

#[test]
fn a_comment_is_taken_away_and_given_back_sqlite() {
    a_comment_is_taken_away_and_given_back(Engine::Sqlite);
}

#[test]
fn a_comment_is_taken_away_and_given_back_postgres() {
    a_comment_is_taken_away_and_given_back(Engine::Postgres);
}

fn a_comment_is_taken_away_and_given_back(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let people = [("Ada Lovelace", "ada"), ("Ben Okri", "ben"), ("Cleo Wu", "cleo")];
    let lines = people.map(|_| Line::to(server.address()));
    let displays = people.map(|_| Display::start(PHONE).expect("a screen"));
    let windows: Vec<Window> = people
        .iter()
        .zip(displays.iter().zip(&lines))
        .map(|((name, handle), (display, line))| {
            let window = open(display, &server.folder().join(handle), Some(line));
            register(&window, name, handle);
            window
        })
        .collect();
    let [ada, ben, cleo] = &windows[..] else {
        panic!("three people");
    };

    let community = found(ada, "Be kind");
    let post = write(ada, &community);
    for member in [ben, cleo] {
        join(member, &community);
    }
    let op = "01980000-0000-7000-8000-00000000c1e0";
    let session = ask(cleo, "plugin:device|get_session", &json!({}));
    let cleo_id = &session["me"]["person"]["id"];
    let role = json!({ "op": op, "community": community, "person": cleo_id, "role": "moderator" });
    ask(ada, "plugin:communities|set_role", &role);
    wait_synced(ada);
    insult(ben, &post);
    report(cleo, &post);
    take_away(ada, &post);
    appeal(ben);
    give_back(cleo);
    comes_back(ada, ben, &post);
    mute(ada, ben, &post);
    lift(cleo, &community);
    speaks_again(ben, &post);
    assert_eq!(server.audit()["first_bad"], Value::Null, "ledger and logs hold");
}

/// Ben comments under a post with a picture.
fn insult(ben: &Window, post: &str) {
    ben.navigate(&format!("/communities/post/{post}")).expect("the post");
    let picture = "const img = document.querySelector('[data-test=post-whole] img:not(.avatar img)'); return img?.complete && img.naturalWidth === 64";
    ben.wait_until("the picture", picture, &[]).expect("he sees the picture");
    ben.fill("comment-body", INSULT).expect("he is rude");
    ben.click("comment-send").expect("said");
    wait_synced(ben);
}

/// Cleo reports it, takes that back, and reports it after all; she does not see it any more.
fn report(cleo: &Window, post: &str) {
    cleo.navigate(&format!("/communities/post/{post}")).expect("the post");
    cleo.wait_text("thread", INSULT).expect("she reads it");
    send_report(cleo);
    // The sheet is gone by now; what it offers to undo still is undone.
    cleo.wait_gone("dialog[open]").expect("the sheet is closed");
    cleo.click("undo").expect("she was too quick");
    cleo.wait_text("thread", INSULT).expect("there it is again");
    wait_synced(cleo);
    send_report(cleo);
    wait_synced(cleo);
}

fn send_report(cleo: &Window) {
    cleo.click("comment-menu").expect("what can be done");
    cleo.click("report-comment").expect("reported");
    cleo.click("report-reason").expect("why");
    cleo.fill("report-text", "He insults people.").expect("more");
    cleo.click("report-send").expect("sent");
    let gone =
        "return !document.querySelector('[data-test=thread]').textContent.includes(arguments[0])";
    cleo.wait_until("it to be hidden", gone, &[json!(INSULT)]).expect("hidden at once");
}

/// Ada decides, with reasons.
fn take_away(ada: &Window, post: &str) {
    ada.navigate("/moderation").expect("the queue");
    ada.wait_text("queue", "He insults people.").expect("with what the reporter says");
    ada.wait_text("queue", INSULT).expect("and what it says");
    ada.click("case-decide").expect("she decides");
    ada.fill("decide-rule", "Be kind").expect("by which rule");
    ada.fill("decide-facts", "The comment calls somebody a fool.").expect("what happened");
    ada.click("decide-send").expect("decided");
    ada.wait_screen("moderation", "empty").expect("nothing waits any more");
    ada.navigate(&format!("/communities/post/{post}")).expect("the post");
    ada.wait_text("thread", "Removed comment").expect("it is gone for everybody");
}

/// Ben is told why, and appeals.
fn appeal(ben: &Window) {
    ben.navigate("/notices").expect("what he was told");
    ben.click("notice").expect("he looks");
    ben.wait_text("statement", "Be kind").expect("by which rule");
    ben.wait_text("statement", "calls somebody a fool").expect("and why");
    ben.click("appeal-begin").expect("he disagrees");
    ben.fill("appeal-text", "It was a joke among friends.").expect("why");
    ben.click("appeal-send").expect("appealed");
    ben.wait_for("[data-test=statement][data-decided=appealed]").expect("it waits");
    wait_synced(ben);
}

/// Cleo, who did not decide, reverses it.
fn give_back(cleo: &Window) {
    cleo.navigate("/moderation").expect("the queue");
    cleo.click("queue-part-1").expect("appeals");
    cleo.wait_text("appeals", "It was a joke among friends.").expect("his words");
    cleo.click("appeal-judge").expect("she judges");
    cleo.fill("judge-text", "They are friends.").expect("why");
    cleo.click("judge-reverse").expect("reversed");
    cleo.wait_screen("moderation", "empty").expect("nothing waits any more");
}

/// The comment is back, and Ben knows.
fn comes_back(ada: &Window, ben: &Window, post: &str) {
    ben.wait_for("[data-test=statement][data-decided=reversed]").expect("he is told");
    ask(ada, "plugin:device|refresh", &json!({}));
    ada.navigate(&format!("/communities/post/{post}")).expect("the post");
    ada.wait_text("thread", INSULT).expect("it is back");
    ada.navigate("/moderation/log").expect("the public log");
    let lines = "return document.querySelectorAll('[data-test=log-line]').length === 3";
    ada.wait_until("three steps", lines, &[]).expect("decided, appealed, reversed");
}

/// Ada mutes Ben for a day, who sees it.
fn mute(ada: &Window, ben: &Window, post: &str) {
    ada.navigate(&format!("/communities/post/{post}")).expect("the post");
    ada.wait_text("thread", INSULT).expect("it stands there");
    ada.click("comment-menu").expect("what can be done");
    ada.click("moderate").expect("she decides");
    ada.wait_for("[data-test=decide-action]").expect("what is to happen");
    ada.script(CHOOSE_MUTE, &[]).expect("he is to be silent");
    ada.fill("decide-rule", "Be kind").expect("by which rule");
    ada.fill("decide-facts", "He goes on.").expect("what happened");
    ada.click("decide-send").expect("decided");
    ben.navigate("/moderation/decided").expect("decisions about him");
    ben.wait_text("decided", "Mute").expect("he is told");
}

/// Cleo, who moderates too, lifts it before its time.
fn lift(cleo: &Window, community: &str) {
    let place = format!("/moderation/in-force/community/{community}");
    cleo.navigate(&place).expect("what is in force");
    cleo.wait_text("in-force", "He goes on.").expect("with why");
    cleo.click("lift").expect("she lifts it");
    cleo.fill("lift-text", "He has said that he is sorry.").expect("why");
    cleo.click("lift-send").expect("lifted");
    cleo.wait_screen("moderation.in_force", "empty").expect("nothing is in force any more");
}

/// Ben reads that it is over, and why, and says something.
fn speaks_again(ben: &Window, post: &str) {
    ben.wait_text("decided", "Lifted").expect("he is told");
    ben.click("decided").expect("he looks");
    ben.wait_for("[data-test=statement][data-decided=lifted]").expect("it is lifted");
    ben.wait_text("statement", "He has said that he is sorry.").expect("and why");
    ben.navigate(&format!("/communities/post/{post}")).expect("the post");
    ben.fill("comment-body", "I am sorry.").expect("he may write again");
    ben.click("comment-send").expect("said");
    wait_synced(ben);
}

/// Posts with a picture; answers the post's identifier.
fn write(window: &Window, community: &str) -> String {
    window.navigate(&format!("/communities/write/{community}")).expect("the form");
    window.fill("post-title", "My first sourdough").expect("a title");
    window.script(CHOOSE, &[]).expect("a picture");
    window.wait_for("[data-test=picture-chosen]").expect("it is kept");
    window.click("post-send").expect("posted");
    wait_synced(window);
    let feed = json!({ "list": { "feed": { "community": community }, "sort": "new", "span": "all" }, "parts": 1 });
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        let posts = ask(window, "plugin:communities|list_posts", &feed);
        if let Some(id) = posts["items"][0]["post"]["id"].as_str() {
            return id.to_owned();
        }
        assert!(Instant::now() < until, "the post is listed: {posts}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
