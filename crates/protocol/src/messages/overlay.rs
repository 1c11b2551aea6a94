//! What waits on the device, as it will be: pure functions over rows.

use super::ops::{self, Face};
use super::rows::{Chat, Message, Quote};
use super::{Content, Kind, Place, text};
use crate::ids::ChatId;
use crate::people::Person;
use crate::time::Timestamp;

/// A message that waits, after the last one that the device has.
#[must_use]
pub fn sent(new: &ops::Send, me: &Person, known: &[Message], at: Timestamp) -> Message {
    let chat = new.place.chat(me.id);
    let answered = new.answers.and_then(|id| known.iter().find(|message| message.id == id));
    Message {
        id: new.message,
        chat,
        seq: known.last().map_or(1, |last| last.seq.saturating_add(1)),
        sender: Some(me.clone()),
        content: new.content.clone(),
        sent: at,
        answers: answered.map(quote),
    }
}

/// How a message is quoted by what answers it.
#[must_use]
pub fn quote(message: &Message) -> Quote {
    Quote {
        id: message.id,
        who: message.sender.as_ref().map(|who| who.name.clone()).unwrap_or_default(),
        content: text::brief(&message.content),
    }
}

/// A chat of two that has nothing in it yet.
#[must_use]
pub fn empty_two(id: ChatId, other: Person) -> Chat {
    Chat {
        id,
        kind: Kind::Two,
        other: Some(other),
        name: String::new(),
        picture: None,
        members: 2,
        admin: false,
        last: 0,
        read: 0,
        cleared: 0,
        muted: false,
        pinned: false,
        request: false,
        latest: None,
    }
}

/// A group that waits to be made.
#[must_use]
pub fn new_group(new: &ops::Create) -> Chat {
    let Face { name, picture } = new.face.clone();
    Chat {
        id: new.chat,
        kind: Kind::Group,
        other: None,
        name,
        picture,
        members: new.people.len() as i64 + 1,
        admin: true,
        last: 0,
        read: 0,
        cleared: 0,
        muted: false,
        pinned: false,
        request: false,
        latest: None,
    }
}

/// A chat in whose list a message stands last now.
#[must_use]
pub fn with_latest(mut chat: Chat, message: &Message) -> Chat {
    let latest = Message { content: text::brief(&message.content), ..message.clone() };
    // Who answers has read, and lets the other one write.
    chat.read = chat.last;
    chat.request = false;
    chat.latest = Some(latest);
    chat
}

/// A message that was taken back: what it said is gone.
#[must_use]
pub fn recalled(message: Message) -> Message {
    Message { content: Content::Recalled, answers: None, ..message }
}

/// Where a chat is written to.
#[must_use]
pub fn place(chat: &Chat) -> Place {
    match &chat.other {
        Some(other) => Place::Person(other.id),
        None => Place::Group(chat.id),
    }
}
