//! A post asks: one votes, with and without a connection, and everybody counts the same; a tag finds
//! the post again.

use crate::club::{found, join};
use crate::pair::Pair;
use crate::person::{ask, wait_synced};
use crate::server::Engine;
use sampan_window::Window;
use serde_json::{Value, json};

#[test]
fn a_club_votes_sqlite() {
    a_club_votes(Engine::Sqlite);
}

#[test]
fn a_club_votes_postgres() {
    a_club_votes(Engine::Postgres);
}

fn a_club_votes(engine: Engine) {
    let Some(pair) = Pair::on(engine) else {
        return;
    };
    let Pair { ada, ben, other_line, .. } = &pair;

    let community = found(ada, "Say what flour it was");
    make_tag(ada, &community);
    join(ben, &community);
    let post = write(ada, &community);

    // Ben reads it, loses his connection, and votes: it is counted on his screen, once.
    ben.navigate(&format!("/communities/post/{post}")).expect("the post");
    ben.wait_text("poll", "Rye").expect("what can be chosen");
    ben.wait_text("poll-foot", "0 people voted").expect("nobody has voted");
    other_line.cut();
    ben.wait_for("[data-sync=offline]").expect("offline");
    choose(ben, "Rye");
    ben.wait_text("poll-foot", "1 person voted").expect("it counts at once");
    ben.click("poll-change").expect("he thinks again");
    choose(ben, "Wheat");
    wait_option(ben, "Wheat", "100 % · 1");
    wait_option(ben, "Rye", "0 % · 0");
    other_line.mend();
    wait_synced(ben);
    wait_option(ben, "Wheat", "100 % · 1");

    // Ada sees how many, and votes herself: half and half, on both screens.
    ada.navigate(&format!("/communities/post/{post}")).expect("her post");
    choose(ada, "Rye");
    wait_synced(ada);
    ask(ada, "plugin:device|refresh", &json!({}));
    for (who, name) in [(ada, "Ada"), (ben, "Ben")] {
        ask(who, "plugin:device|refresh", &json!({}));
        wait_option(who, "Rye", "50 % · 1");
        wait_option(who, "Wheat", "50 % · 1");
        who.wait_text("poll-foot", "2 people voted").expect(name);
    }
    let mine = "return document.querySelector('[data-test=poll-option].is-mine').textContent";
    let mine = ben.script(mine, &[]).expect("read");
    assert!(mine.as_str().is_some_and(|text| text.contains("Wheat")), "his own is marked: {mine}");

    // The tag finds it, and another post does not have it.
    ben.navigate(&format!("/communities/in/{community}")).expect("the club");
    ben.wait_text("posts", "Which flour?").expect("it is listed");
    ben.click("tag-chip").expect("those with the tag");
    let there = "return location.search.includes('tag=')";
    ben.wait_until("the address to say so", there, &[]).expect("one can come back to it");
    ben.wait_text("posts", "Which flour?").expect("it has the tag");
    let others = "return document.querySelectorAll('[data-test=post]').length === 1";
    ben.wait_until("the other one to be gone", others, &[]).expect("only those with the tag");
}

/// Chooses by the words of an option, and votes.
fn choose(window: &Window, words: &str) {
    let press = "const all = [...document.querySelectorAll('label[data-test=poll-option]')];
        const one = all.find(option => option.textContent.includes(arguments[0]));
        if (!one) return false;
        one.querySelector('input').click();
        return true";
    window.wait_until("the option", press, &[json!(words)]).expect("it can be chosen");
    window.click("poll-vote").expect("voted");
}

/// Waits until so many chose an option.
fn wait_option(window: &Window, words: &str, share: &str) {
    let told = "return [...document.querySelectorAll('[data-test=poll-option]')].some(option =>
        option.textContent.includes(arguments[0]) && option.textContent.includes(arguments[1]))";
    window
        .wait_until(&format!("{words}: {share}"), told, &[json!(words), json!(share)])
        .expect("it is counted");
}

/// Makes a tag by hand.
fn make_tag(window: &Window, community: &str) {
    window.navigate(&format!("/communities/in/{community}/tags")).expect("the tags");
    window.click("tag-add").expect("a new one");
    window.fill("tag-name", "Question").expect("its name");
    window.click("hue-2").expect("its colour");
    window.click("tag-keep").expect("made");
    window.wait_text("tag-row", "Question").expect("there it is");
    wait_synced(window);
}

/// Posts something plain, then a poll with the tag; answers the identifier of the poll's post.
fn write(window: &Window, community: &str) -> String {
    window.navigate(&format!("/communities/write/{community}")).expect("the form");
    window.fill("post-title", "Nothing to choose").expect("a title");
    window.click("post-send").expect("posted");
    window.wait_screen("communities.post", "ready").expect("there it is");
    window.navigate(&format!("/communities/write/{community}")).expect("the form");
    window.fill("post-title", "Which flour?").expect("a title");
    window.click("post-tag").expect("marked");
    window.click("poll-add").expect("a poll");
    let fill = "const field = document.querySelectorAll('[data-test=poll-words]')[arguments[0]];
        field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));
        return true";
    for (place, words) in ["Rye", "Wheat"].iter().enumerate() {
        window.script(fill, &[json!(place), json!(words)]).expect("typed");
    }
    // What was begun is there again after a look elsewhere.
    std::thread::sleep(std::time::Duration::from_millis(600));
    window.navigate("/").expect("away");
    window.wait_screen("home", "ready").expect("home");
    window.navigate(&format!("/communities/write/{community}")).expect("back");
    let kept = "return [...document.querySelectorAll('[data-test=poll-words]')].map(f => f.value).join() === 'Rye,Wheat'";
    window.wait_until("the poll to be there", kept, &[]).expect("nothing is lost");
    window.click("post-send").expect("posted");
    window.wait_text("poll", "Wheat").expect("it asks");
    wait_synced(window);
    let feed = json!({ "list": { "feed": { "community": community }, "sort": "new", "span": "all" }, "parts": 1 });
    let posts = ask(window, "plugin:communities|list_posts", &feed);
    let all = posts["items"].as_array().cloned().unwrap_or_default();
    let with = |one: &&Value| one["post"]["title"] == "Which flour?";
    let found = all.iter().find(with).unwrap_or_else(|| panic!("it is listed: {posts}"));
    assert_eq!(found["post"]["tags"][0]["name"], "Question", "with its tag");
    found["post"]["id"].as_str().expect("its identifier").to_owned()
}
