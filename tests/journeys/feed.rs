//! A life account is opened and publishes a note; somebody else finds it in the waterfall, likes and
//! collects it, says something without a connection, and its owner sees how it goes.

use crate::line::Line;
use crate::pair::Pair;
use crate::person::{ask, wait_synced};
use crate::server::Engine;
use sampan_window::Window;
use serde_json::{Value, json};

/// Two pictures, PNG: upright and flat.
const PICTURES: [&str; 2] = [
    "iVBORw0KGgoAAAANSUhEUgAAADwAAABQCAIAAADKqIEEAAAAV0lEQVR42u3OAQkAAAgDsMcxohGNZQtBGCzAMl3vRFpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWvrSAhVGX4eKJ3L+AAAAAElFTkSuQmCC",
    "iVBORw0KGgoAAAANSUhEUgAAAFAAAAA8CAIAAAB+RarbAAAAVklEQVR42u3PgRAAAAgEsMeJKZLwM0ig3U1gqelXIiwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLHxZHoBQj+yoPTcAAAAASUVORK5CYII=",
];

#[test]
fn a_note_finds_its_readers_sqlite() {
    a_note_finds_its_readers(Engine::Sqlite);
}

#[test]
fn a_note_finds_its_readers_postgres() {
    a_note_finds_its_readers(Engine::Postgres);
}

fn a_note_finds_its_readers(engine: Engine) {
    let Some(pair) = Pair::on(engine) else {
        return;
    };
    let Pair { ada, ben, other_line, .. } = &pair;

    let life = make(ada);
    let note = publish(ada);
    wait_synced(ada);

    // Ben finds it by himself.
    ben.navigate("/feed").expect("the waterfall");
    ben.wait_text("notes", "Rye on a Sunday").expect("it is there");
    ben.click("note-open").expect("closer");
    ben.wait_screen("feed.note", "ready").expect("the note");
    ben.wait_text("note-text", "#bread").expect("its text");
    assert_eq!(ben.count("[data-test=note-picture]").expect("counted"), 2, "both pictures");
    ben.wait_text("tag", "Rye flour").expect("what is pointed at");
    ben.click("follow").expect("he follows");
    ben.wait_text("unfollow", "Following").expect("at once");
    collect(ben);
    share(ben, ada);
    talk_offline(ben, other_line, &note);

    find_said(ben);

    // Ada is told, and sees how it goes: one person is few.
    ada.navigate(&format!("/feed/note/{note}")).expect("her note");
    ask(ada, "plugin:device|refresh", &json!({}));
    ada.wait_text("comments", "How warm was the kitchen?").expect("she reads the question");
    ada.navigate(&format!("/feed/life/{life}/insights")).expect("insights");
    ada.wait_text("reach", "<5").expect("blurred");
    let told =
        ask(ada, "plugin:feed|get_insights", &json!({ "list": { "account": life, "days": 7 } }));
    assert_eq!(told["items"][0]["whole"]["views"], json!("few"), "no number reaches the device");
    ada.navigate("/").expect("home");
    ada.click("bell").expect("she looks");
    ada.wait_text("notices", "Ben Okri commented on “Rye on a Sunday”").expect("in plain words");
}

/// Ben likes the note, and collects it into a folder of his.
fn collect(ben: &Window) {
    ben.click("like").expect("he likes it");
    ben.wait_text("likes", "1").expect("counted at once");
    ben.click("keep").expect("he collects it");
    ben.click("folder-new").expect("into a folder");
    ben.fill("folder-name", "To bake").expect("its name");
    ben.click("folder-save").expect("made");
    let made = "return [...document.querySelectorAll('[data-test=keep-in]')].some(e => e.textContent.includes('To bake'))";
    ben.wait_until("the folder to be there", made, &[]).expect("it can be chosen");
    let press = "[...document.querySelectorAll('[data-test=keep-in]')].find(e => e.textContent.includes('To bake')).click()";
    ben.script(press, &[]).expect("chosen");
    wait_synced(ben);
}

/// Ben sends the note to Ada, with a word; she opens it out of their chat.
fn share(ben: &Window, ada: &Window) {
    // They know each other: a stranger's message would wait to be let in.
    for (who, other) in [(ben, "ada"), (ada, "ben")] {
        let found = ask(who, "plugin:people|find_people", &json!({ "text": other }));
        let op = who.script("return crypto.randomUUID().replace(/-4/, '-7')", &[]).expect("a key");
        let contact = json!({ "op": op, "person": found["people"][0], "note": "" });
        ask(who, "plugin:people|set_contact", &contact);
        wait_synced(who);
    }
    ben.click("share").expect("he shares it");
    ben.click("share-draw").expect("as a picture");
    let drawn = "return document.querySelector('[data-test=share-card]')?.naturalWidth > 400";
    ben.wait_until("the picture to be there", drawn, &[]).expect("it is drawn");
    ben.click("share-save").expect("he keeps it");
    ben.wait_text("toast", "export/sampan-").expect("and is told where it lies");
    let up = "document.querySelector('[data-test=share-chat]').scrollIntoView({ block: 'center' })";
    ben.script(up, &[]).expect("back to the ways");
    ben.click("share-chat").expect("with somebody");
    ben.wait_screen("messages.share", "ready").expect("with whom?");
    ben.click("share-ada").expect("with her");
    ben.fill("share-word", "Yours!").expect("a word");
    ben.click("share-send").expect("sent");
    ben.wait_screen("feed.note", "ready").expect("back at the note");
    wait_synced(ben);
    ada.navigate("/messages").expect("her chats");
    ask(ada, "plugin:device|refresh", &json!({}));
    ada.wait_text("chat-row", "Yours!").expect("it is there");
    ada.click("chat-row").expect("she reads it");
    ada.wait_text("card", "Rye on a Sunday").expect("the note");
    ada.click("card").expect("she opens it");
    ada.wait_screen("feed.note", "ready").expect("it leads to the note");
}

/// Without a connection the note is there, and what is said waits.
fn talk_offline(ben: &Window, line: &Line, note: &str) {
    line.cut();
    ben.wait_for("[data-sync=offline]").expect("offline");
    ben.navigate("/feed/folders").expect("his folders");
    let inside = "return [...document.querySelectorAll('[data-test=folder]')].some(e => e.dataset.name === 'To bake' && e.textContent.includes('1 note'))";
    ben.wait_until("the note to be in it", inside, &[]).expect("kept");
    ben.navigate("/feed").expect("the waterfall");
    ben.wait_text("notes", "Rye on a Sunday").expect("it is readable");
    looks(ben);
    ben.navigate(&format!("/feed/note/{note}")).expect("and the note");
    ben.wait_text("note-title", "Rye on a Sunday").expect("as it was");
    ben.fill("comment-body", "How warm was the kitchen?").expect("a question");
    ben.click("comment-send").expect("asked");
    ben.wait_text("comments", "How warm was the kitchen?").expect("shown at once");
    let waits = ask(ben, "plugin:device|list_waiting", &json!({}));
    assert_eq!(waits.as_array().map(Vec::len), Some(1), "and plainly waits");
    line.mend();
    wait_synced(ben);
}

/// What was said to the note is found by its words, and opens there.
fn find_said(ben: &Window) {
    ben.navigate("/search").expect("the search");
    ben.fill("search-field", "kitchen").expect("a word of it");
    ben.wait_text("hit-note-comment", "How warm was the kitchen?").expect("it is found");
    ben.click("hit-note-comment").expect("opened");
    ben.wait_screen("feed.note", "ready").expect("the note");
    let there = "return !!document.querySelector('[data-reached]')?.textContent.includes('How warm was the kitchen?')";
    ben.wait_until("the comment to stand out", there, &[]).expect("he is led to it");
}

/// What a picture looks like in a few pixels is known without a connection.
fn looks(window: &Window) {
    let begin = "const picture = document.querySelector('[data-test=notes] img.picture').src;
        window.blurred = new Image();
        window.blurred.src = picture.replace(/[0-9a-f]{64}$/, 'thumb/$&');
        return true";
    window.script(begin, &[]).expect("it is asked for");
    let is_here = "return window.blurred.complete && window.blurred.naturalWidth > 1
        && window.blurred.naturalWidth <= 32";
    window.wait_until("a few pixels", is_here, &[]).expect("they are shown until it is here");
}

/// Opens a life account; answers its identifier.
fn make(window: &Window) -> String {
    window.navigate("/feed/new").expect("a new one");
    window.fill("life-name", "Ada's Oven").expect("a name");
    window.fill("life-about", "Bread, slowly.").expect("a word");
    window.click("life-make").expect("opened");
    window.wait_text("life-name", "Ada's Oven").expect("there it is");
    let mine = ask(window, "plugin:feed|list_managed", &json!({}));
    mine[0]["account"]["id"].as_str().expect("it is hers").to_owned()
}

/// Publishes a note with two pictures, begun earlier and kept as a draft; answers its identifier.
fn publish(window: &Window) -> String {
    wait_synced(window);
    let shots: Vec<Value> = PICTURES
        .iter()
        .map(|base64| {
            let whole = json!({ "crop": null, "base64": base64 });
            let kept = ask(window, "plugin:feed|hand_in_shot", &whole);
            let tag = json!({ "x": 500, "y": 400, "kind": "product", "text": "Rye flour", "link": "" });
            json!({ "sha256": kept["sha256"], "width": kept["width"], "height": kept["height"], "tags": [tag] })
        })
        .collect();
    let said = json!({ "title": "", "text": "Two days of work. #bread", "pictures": shots, "clip": null, "place": "" });
    let draft = json!({ "form": "note", "text": said.to_string() });
    ask(window, "plugin:drafts|keep_draft", &draft);
    window.navigate("/feed/write").expect("the form");
    let kept = "return document.querySelectorAll('[data-test=picture-chosen]').length === 2";
    window.wait_until("the pictures to be there", kept, &[]).expect("nothing is lost");
    window.fill("note-title", "Rye on a Sunday").expect("a title");
    window.click("note-send").expect("published");
    window.wait_text("note-title", "Rye on a Sunday").expect("there it is");
    let path = window.script("return location.pathname", &[]).expect("read");
    path.as_str().and_then(|path| path.rsplit('/').next()).expect("its address").to_owned()
}
