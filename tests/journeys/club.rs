//! A community that people meet in: how it comes about, and how one gets in.

use crate::person::{ask, wait_synced};
use sampan_window::Window;
use serde_json::json;

/// Founds the Bread Club, with one rule; answers its identifier.
pub(crate) fn found(window: &Window, rule: &str) -> String {
    window.navigate("/communities/new").expect("a new one");
    window.fill("community-name", "Bread Club").expect("a name");
    window.fill("community-rules", rule).expect("a rule");
    window.click("community-make").expect("made");
    window.wait_text("community-head", "Bread Club").expect("there it is");
    wait_synced(window);
    let mine = ask(window, "plugin:communities|list_memberships", &json!({}));
    mine[0]["community"]["id"].as_str().expect("it is mine").to_owned()
}

/// Joins a community, having been shown its rules.
pub(crate) fn join(window: &Window, community: &str) {
    window.navigate(&format!("/communities/in/{community}")).expect("the community");
    window.click("join").expect("wanted");
    window.click("join-confirm").expect("joined");
    wait_synced(window);
}
