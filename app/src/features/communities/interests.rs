//! Interests and places, in words.

use crate::t;
use sampan_protocol::communities::gatherings::spot;
use sampan_protocol::communities::{Community, Topic};

/// A topic in words.
pub(super) fn topic_word(topic: Topic) -> String {
    t!(&format!("communities.topic.{}", topic.word()))
}

/// A branch in words.
pub(super) fn branch_word(branch: &str) -> String {
    t!(&format!("communities.branch.{branch}"))
}

/// What a community is about: its topic, and the branch on which it grows.
pub(super) fn path(community: &Community) -> String {
    let topic = topic_word(community.topic);
    match community.branch.is_empty() {
        true => topic,
        false => format!("{topic} › {}", branch_word(&community.branch)),
    }
}

/// The same where there is little room: the branch alone, if it grows on one.
pub(super) fn leaf(community: &Community) -> String {
    match community.branch.is_empty() {
        true => topic_word(community.topic),
        false => branch_word(&community.branch),
    }
}

/// The coarse cell of what is typed: a cell, or a latitude and a longitude; what is neither, as it is.
pub(super) fn cell_of(typed: &str) -> String {
    let read = spot::read(typed).unwrap_or_else(|| typed.trim().to_owned());
    spot::coarse(&read).to_owned()
}
