//! A community says what it is about, down to a branch, and roughly where it meets; somebody finds it
//! by both.

use crate::pair::Pair;
use crate::person::{ask, wait_synced};
use crate::server::Engine;
use sampan_window::Window;
use serde_json::json;

#[test]
fn a_club_is_found_by_interest_and_place_sqlite() {
    a_club_is_found_by_interest_and_place(Engine::Sqlite);
}

#[test]
fn a_club_is_found_by_interest_and_place_postgres() {
    a_club_is_found_by_interest_and_place(Engine::Postgres);
}

fn a_club_is_found_by_interest_and_place(engine: Engine) {
    let Some(pair) = Pair::on(engine) else {
        return;
    };
    let Pair { ada, ben, .. } = &pair;
    make(ada, "Bread Club", "food", "baking", "52.5013, 13.4183");
    make(ada, "Ridge Walkers", "outdoors", "hiking", "47.37, 8.54");
    let mine = ask(ada, "plugin:communities|list_memberships", &json!({}));
    let spot = mine[0]["community"]["spot"].as_str().unwrap_or_default();
    assert_eq!(spot, "u33d", "the device hands in nothing finer");

    // Ben goes down the tree of interests.
    ben.navigate("/communities/discover").expect("looking around");
    ben.wait_text("communities", "Ridge Walkers").expect("both are there");
    press(ben, "topic", "Food and drink", "Food");
    press(ben, "branch", "Baking", "Baking");
    wait_only(ben, "Bread Club");
    press(ben, "branch", "Cooking", "Cooking");
    ben.wait_screen("communities.discover", "empty").expect("nothing grows on that branch");
    press(ben, "topic", "All", "All");

    // And he looks around where he lives, which stays on his device.
    ben.click("near").expect("by place");
    ben.fill("near-typed", "52.45, 13.3").expect("the next cell");
    ben.click("near-take").expect("there");
    wait_only(ben, "Bread Club");
    ben.navigate("/").expect("away");
    ben.wait_screen("home", "ready").expect("home");
    ben.navigate("/communities/discover").expect("back");
    wait_only(ben, "Bread Club");
    ben.click("near-end").expect("anywhere");
    ben.wait_text("communities", "Ridge Walkers").expect("both again");
}

fn make(window: &Window, name: &str, topic: &str, branch: &str, spot: &str) {
    window.navigate("/communities/new").expect("a new one");
    window.fill("community-name", name).expect("a name");
    choose(window, "community-topic", topic);
    choose(window, "community-branch", branch);
    window.fill("community-spot", spot).expect("where, roughly");
    window.click("community-make").expect("made");
    window.wait_text("community-head", name).expect("there it is");
    wait_synced(window);
}

/// Chooses in a native list by the word of a topic or branch: its place among the options.
fn choose(window: &Window, test: &str, word: &str) {
    let place = match word {
        "food" => "1",
        "outdoors" => "2",
        "hiking" => "1",
        "baking" => "2",
        _ => panic!("{word} is not chosen here"),
    };
    let press = "const list = document.querySelector(`[data-test=${arguments[0]}]`);
        if (!list) return false;
        list.value = arguments[1];
        list.dispatchEvent(new Event('change', { bubbles: true }));
        return true";
    window.wait_until(test, press, &[json!(test), json!(place)]).expect("it can be chosen");
}

/// Presses the chip with these words; both are what it may be called.
fn press(window: &Window, test: &str, words: &str, other: &str) {
    let press = "const all = [...document.querySelectorAll(`[data-test=${arguments[0]}]`)];
        const one = all.find(chip => [arguments[1], arguments[2]].includes(chip.textContent.trim()));
        if (!one) return false;
        one.click();
        return true";
    window.wait_until(words, press, &[json!(test), json!(words), json!(other)]).expect("a chip");
}

/// Waits until one community alone is listed.
fn wait_only(window: &Window, name: &str) {
    let alone = "const all = [...document.querySelectorAll('[data-test=community]')];
        return all.length === 1 && all[0].textContent.includes(arguments[0])";
    window.wait_until(name, alone, &[json!(name)]).expect("it alone");
}
