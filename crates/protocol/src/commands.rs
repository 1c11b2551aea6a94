//! Every command of the app, by plugin: the shell's build script declares its permissions from it.

use crate::{communities, device, feed, moderation, notices, operate, people, wallet};

/// Every plugin with its commands.
pub const ALL: &[(&str, &[&str])] = &[
    ("communities", communities::COMMANDS),
    ("device", device::COMMANDS),
    ("feed", feed::COMMANDS),
    ("moderation", moderation::COMMANDS),
    ("notices", notices::COMMANDS),
    ("operate", operate::COMMANDS),
    ("people", people::COMMANDS),
    ("wallet", wallet::COMMANDS),
];
