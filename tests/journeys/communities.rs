//! A community is made, found and joined; what is said there is read, answered and liked, with and
//! without a connection.

use crate::line::Line;
use crate::pair::Pair;
use crate::person::{ask, wait_synced};
use crate::server::Engine;
use sampan_window::Window;
use serde_json::json;

#[test]
fn people_meet_in_a_community_sqlite() {
    people_meet_in_a_community(Engine::Sqlite);
}

#[test]
fn people_meet_in_a_community_postgres() {
    people_meet_in_a_community(Engine::Postgres);
}

fn people_meet_in_a_community(engine: Engine) {
    let Some(pair) = Pair::on(engine) else {
        return;
    };
    let Pair { ada, ben, other_line, .. } = &pair;

    let community = make(ada);
    let post = write(ada, &community);
    wait_synced(ada);

    // Ben finds it by himself, reads the rules, and joins.
    ben.navigate("/communities/discover").expect("looking around");
    ben.wait_text("community", "Bread Club").expect("it is there");
    ben.navigate(&format!("/communities/in/{community}")).expect("closer");
    ben.click("join").expect("wanted");
    ben.wait_text("join-sheet", "Say what flour it was").expect("the rules come first");
    ben.click("join-confirm").expect("joined");
    wait_synced(ben);
    ben.navigate(&format!("/communities/post/{post}")).expect("the post");
    ben.wait_text("post-whole", "Two days").expect("its text");
    let bold = "return document.querySelector('[data-test=post-whole] strong').textContent";
    assert_eq!(ben.script(bold, &[]).expect("read"), json!("Two days"), "as it was meant");
    let scripts = ben.count("[data-test=post-whole] script, [data-test=post-whole] img[onerror]");
    assert_eq!(scripts.expect("counted"), 0, "nothing of another's text runs");

    talk_offline(ben, other_line, &post);
    hear(ada, &post);
    answer(ada, &post);
    name(&pair, &post);
}

/// Without a connection everything seen before is there, and what is said waits.
fn talk_offline(ben: &Window, line: &Line, post: &str) {
    line.cut();
    ben.wait_for("[data-sync=offline]").expect("offline");
    ben.click("vote-up").expect("he likes it");
    ben.fill("comment-body", "How warm was the kitchen?").expect("a question");
    ben.click("comment-send").expect("asked");
    ben.wait_text("thread", "How warm was the kitchen?").expect("shown at once");
    let waits = ask(ben, "plugin:device|list_waiting", &json!({}));
    assert_eq!(waits.as_array().map(Vec::len), Some(2), "and plainly waits");
    ben.navigate("/communities").expect("back to the list");
    ben.wait_screen("communities", "ready").expect("it is readable");
    ben.navigate(&format!("/communities/post/{post}")).expect("and the post");
    ben.wait_text("thread", "How warm was the kitchen?").expect("with what waits");
    line.mend();
    wait_synced(ben);
}

/// Ada is told that she was answered: the bell counts it, it leads there, and it is not new any more.
fn hear(ada: &Window, post: &str) {
    ada.navigate("/").expect("home");
    ada.wait_text("unseen", "1").expect("the bell counts what is new");
    ada.click("bell").expect("she looks");
    ada.wait_text("notices", "Ben Okri answered you in Bread Club").expect("in plain words");
    ada.click("notice").expect("she follows it");
    let there = "return location.pathname === arguments[0]";
    let path = json!(format!("/communities/post/{post}"));
    ada.wait_until("the post", there, &[path]).expect("it leads to the post");
    wait_synced(ada);
    ada.navigate("/").expect("home again");
    ada.wait_screen("home", "ready").expect("home");
    let seen = "return !document.querySelector('[data-test=unseen]')";
    ada.wait_until("nothing to be new", seen, &[]).expect("what was looked at is not new");
}

/// Ada reads it, and answers under it.
fn answer(ada: &Window, post: &str) {
    ada.navigate(&format!("/communities/post/{post}")).expect("her post");
    ada.wait_text("thread", "How warm was the kitchen?").expect("she reads the question");
    ada.click("reply").expect("she answers");
    ada.fill("comment-body", "26 degrees, by the oven.").expect("an answer");
    ada.click("comment-send").expect("said");
    wait_synced(ada);
    let request = json!({
        "post": post, "sort": "hot", "parts": 1, "folded": [], "from": 0, "many": 20, "reach": null,
    });
    ask(ada, "plugin:device|refresh", &json!({}));
    ada.wait_text("thread", "26 degrees").expect("it stands there");
    let depths = || {
        let thread = ask(ada, "plugin:communities|get_thread", &request);
        let comments = thread["rows"].as_array().cloned().unwrap_or_default();
        let depths = comments.iter().map(|one| one["placed"]["depth"].as_u64().unwrap_or(99));
        (thread["post"]["post"]["up"].as_i64(), depths.collect::<Vec<_>>())
    };
    let found = (0..100).map(|_| depths()).find(|(up, depths)| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        *up == Some(2) && *depths == [0, 1]
    });
    assert!(
        found.is_some(),
        "two like it, and the answer stands under the question: {:?}",
        depths()
    );
}

/// Ben says what he feels without a connection; Ada sees it, and names him; he is told, and the name leads to
/// his page.
fn name(pair: &Pair, post: &str) {
    let Pair { ada, ben, other_line, .. } = pair;
    other_line.cut();
    ben.wait_for("[data-sync=offline]").expect("offline");
    ben.click("react").expect("what he can feel");
    ben.click("react-clap").expect("he applauds");
    ben.wait_text("felt-clap", "1").expect("it counts at once");
    other_line.mend();
    wait_synced(ben);
    ask(ada, "plugin:device|refresh", &json!({}));
    ada.wait_text("felt-clap", "1").expect("she sees it");
    ada.click("felt-clap").expect("she joins in");
    ada.wait_text("felt-clap", "2").expect("two");
    ada.fill("comment-body", "Thank you, @be").expect("she begins to name him");
    ada.click("name-ben").expect("he is offered");
    let named =
        "return document.querySelector('[data-test=comment-body]').value === 'Thank you, @ben '";
    ada.wait_until("his handle to be written out", named, &[]).expect("it is");
    ada.click("comment-send").expect("said");
    wait_synced(ada);
    ben.navigate("/notices").expect("what is new");
    ask(ben, "plugin:device|refresh", &json!({}));
    ben.wait_text("notices", "Ada Lovelace mentioned you in Bread Club").expect("in plain words");
    ben.navigate(&format!("/communities/post/{post}")).expect("there");
    ben.wait_text("thread", "Thank you, @ben").expect("what she said");
    let press = "document.querySelector('.written a[href=\"sampan://person/ben\"]').click()";
    ben.script(press, &[]).expect("his name is a link");
    ben.wait_screen("person", "ready").expect("it leads to his page");
}

/// Makes a community; answers its identifier.
pub(crate) fn make(window: &Window) -> String {
    window.navigate("/communities/new").expect("a new one");
    window.fill("community-name", "Bread Club").expect("a name");
    window.fill("community-rules", "Say what flour it was").expect("a rule");
    // What was begun is there again after a look elsewhere.
    window.navigate("/").expect("away");
    window.wait_screen("home", "ready").expect("home");
    window.navigate("/communities/new").expect("back");
    let kept =
        "return document.querySelector('[data-test=community-name]')?.value === 'Bread Club'";
    window.wait_until("the draft to be there", kept, &[]).expect("nothing is lost");
    window.click("community-make").expect("made");
    window.wait_text("community-head", "Bread Club").expect("there it is");
    let mine = ask(window, "plugin:communities|list_memberships", &json!({}));
    mine[0]["community"]["id"].as_str().expect("it is mine").to_owned()
}

/// Posts; answers the post's identifier.
pub(crate) fn write(window: &Window, community: &str) -> String {
    window.navigate(&format!("/communities/write/{community}")).expect("the form");
    window.fill("post-title", "My first sourdough").expect("a title");
    window.fill("post-body", "**Two days** of work. <script>alert(1)</script>").expect("a text");
    window.click("post-send").expect("posted");
    let feed = json!({ "list": { "feed": { "community": community }, "sort": "new", "span": "all" }, "parts": 1 });
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    loop {
        let posts = ask(window, "plugin:communities|list_posts", &feed);
        if let Some(id) = posts["items"][0]["post"]["id"].as_str() {
            return id.to_owned();
        }
        assert!(std::time::Instant::now() < until, "the post is listed: {posts}");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}
