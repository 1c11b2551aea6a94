//! Every command of the app, by plugin: the shell's build script declares its permissions from it.

use crate::{
    communities, device, drafts, feed, messages, moderation, notices, operate, people, search,
    wallet,
};

/// Every plugin with its commands.
pub const ALL: &[(&str, &[&str])] = &[
    ("communities", communities::COMMANDS),
    ("device", device::COMMANDS),
    ("feed", feed::COMMANDS),
    ("moderation", moderation::COMMANDS),
    ("drafts", drafts::COMMANDS),
    ("messages", messages::COMMANDS),
    ("notices", notices::COMMANDS),
    ("operate", operate::COMMANDS),
    ("people", people::COMMANDS),
    ("search", search::COMMANDS),
    ("wallet", wallet::COMMANDS),
];
