//! Messages: one's chats, what is said in them, and who may not write.

mod chats;
mod files;
mod found;
mod group;
mod hand_in;
mod lists;
mod mark;
mod open;
mod own;
mod say;
mod table;

pub(crate) use files::Handing;
pub(crate) use found::found;
pub(crate) use hand_in::keep_handing_in;

use crate::db::{Fault, Transaction};
use crate::table::person;
use sampan_protocol::messages::{Chat, rows};
use sampan_protocol::sync::Scope;
use table::word;

/// The word of a person's chats.
pub(crate) use sampan_protocol::messages::SCOPE;

/// Kinds of rows of that scope, and the kind that is told when a list changed.
pub(crate) const KINDS: &[&str] = &[rows::CHAT, rows::MESSAGE, rows::READ, rows::BLOCK, rows::PAGE];

/// Schema of the tables in the cache.
pub(crate) const SCHEMA: &str = word::SCHEMA;

/// Remembers the people whom rows tell of, and the words of messages.
pub(crate) fn project(
    tx: &Transaction<'_>,
    kind: &str,
    key: &str,
    value: Option<&str>,
) -> Result<(), Fault> {
    match (kind, value) {
        (rows::MESSAGE, value) => found::project(tx, key, value),
        (rows::CHAT, Some(value)) => {
            let chat = serde_json::from_str::<Chat>(value).ok();
            let other = chat.and_then(|chat| chat.other);
            other.map_or(Ok(()), |other| person::remember(tx, &other))
        }
        (rows::CHAT, None) => word::forget_chat(tx, key),
        _ => Ok(()),
    }
}

/// Forgets the words of a scope's messages.
pub(crate) fn clear(tx: &Transaction<'_>, scope: &Scope) -> Result<(), Fault> {
    match scope.word() {
        SCOPE => word::clear(tx),
        _ => Ok(()),
    }
}
