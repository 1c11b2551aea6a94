//! What several screens of messages read.

use crate::answer::{Answer, read};
use crate::prelude::*;
use crate::router::use_params_map;
pub(super) use crate::session::my_id;
use sampan_protocol::ids::{MessageId, uuid_v7};
use sampan_protocol::messages::{ChatOpen, Chats, GetChat, ListChats, Place, rows};
use sampan_protocol::people;

/// Rows that change what is shown of messages.
pub(super) const KINDS: &[&str] =
    &[rows::CHAT, rows::MESSAGE, rows::READ, rows::BLOCK, rows::PAGE, people::rows::CONTACT];

/// Reads my chats.
pub(super) fn read_chats() -> Answer<Chats> {
    read(&[rows::CHAT, people::rows::CONTACT], || ListChats {})
}

/// Reads one chat.
pub(super) fn read_chat(place: Place, parts: RwSignal<u32>) -> Answer<ChatOpen> {
    read(KINDS, move || GetChat { place, parts: parts.get() })
}

/// The chat in the address; none where the address names none.
pub(super) fn place_in_path() -> Memo<Option<Place>> {
    let params = use_params_map();
    Memo::new(move || params.with(|params| params.get("place")).and_then(|text| text.parse().ok()))
}

/// A new message's identifier.
pub(super) fn new_message() -> MessageId {
    MessageId(uuid_v7(&crate::clock::BrowserClock, &crate::clock::BrowserRandom))
}
