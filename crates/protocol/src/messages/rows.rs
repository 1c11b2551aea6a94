//! Rows of scope `messages:<me>`.

use super::{Content, Kind};
use crate::ids::{ChatId, MessageId, PersonId};
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// [`Chat`], key: chat.
pub const CHAT: &str = "messages.chat";
/// [`Message`], key: [`super::rule::key`].
pub const MESSAGE: &str = "messages.message";
/// [`Read`], key: `<chat>/<person>`.
pub const READ: &str = "messages.read";
/// [`Block`], key: person.
pub const BLOCK: &str = "messages.block";
/// No row: older messages, or who is in a group, changed on this device.
pub const PAGE: &str = "messages.page";

/// A chat as one of its members has it. Row `messages.chat`, key: chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chat {
    /// Identifier.
    pub id: ChatId,
    /// Of two, or of a group.
    pub kind: Kind,
    /// The other one of two.
    pub other: Option<Person>,
    /// What the group is called; empty for two.
    pub name: String,
    /// SHA-256 of the group's picture, if it has one.
    pub picture: Option<String>,
    /// How many belong to it.
    pub members: i64,
    /// Whether I decide about the group.
    pub admin: bool,
    /// The number of its last message.
    pub last: i64,
    /// The last message that I have read.
    pub read: i64,
    /// The last message that I took off my list, with all before it.
    pub cleared: i64,
    /// Whether I am not told of new messages.
    pub muted: bool,
    /// Whether it stands above the others.
    pub pinned: bool,
    /// Whether somebody whom I do not know began it, and I have not answered.
    pub request: bool,
    /// The last message that I can see, its text cut short; none where there is none.
    pub latest: Option<Message>,
}

/// A message. Row `messages.message`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// Identifier.
    pub id: MessageId,
    /// In which chat.
    pub chat: ChatId,
    /// Its number there, from 1.
    pub seq: i64,
    /// Who wrote it; none for what happened.
    pub sender: Option<Person>,
    /// What it says.
    pub content: Content,
    /// When the service took it.
    pub sent: Timestamp,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Quote>,
}

/// What a message answers, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// Which.
    pub id: MessageId,
    /// Who wrote it.
    pub who: String,
    /// How it begins.
    pub content: Content,
}

/// Up to where somebody else has read a chat. Row `messages.read`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Read {
    /// Which chat.
    pub chat: ChatId,
    /// Who.
    pub person: PersonId,
    /// Up to which message.
    pub seq: i64,
}

/// Somebody who cannot write to me. Row `messages.block`, key: person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Block {
    /// Who.
    pub person: Person,
    /// Since when.
    pub at: Timestamp,
}
