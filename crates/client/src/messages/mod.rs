//! Messages: one's chats, what is said in them, and who may not write.

mod chats;
mod files;
mod group;
mod hand_in;
mod lists;
mod mark;
mod open;
mod own;
mod say;

pub(crate) use files::Handing;
pub(crate) use hand_in::keep_handing_in;

use sampan_protocol::messages::rows;

/// The word of a person's chats.
pub(crate) use sampan_protocol::messages::SCOPE;

/// Kinds of rows of that scope, and the kind that is told when a list changed.
pub(crate) const KINDS: &[&str] = &[rows::CHAT, rows::MESSAGE, rows::READ, rows::BLOCK, rows::PAGE];

/// Remembers the people whom rows tell of.
pub(crate) fn project(
    tx: &crate::db::Transaction<'_>,
    kind: &str,
    value: Option<&str>,
) -> Result<(), crate::db::Fault> {
    let Some(value) = value.filter(|_| kind == rows::CHAT) else { return Ok(()) };
    let chat = serde_json::from_str::<sampan_protocol::messages::Chat>(value).ok();
    let other = chat.and_then(|chat| chat.other);
    other.map_or(Ok(()), |other| crate::table::person::remember(tx, &other))
}
