//! Operations in scope `messages:<me>`; the name of each stands in [`NAMES`].

use super::{Content, Place};
use crate::ids::{ChatId, MessageId, PersonId};
use serde::{Deserialize, Serialize};

/// Writes a message. `messages.send`
pub const SEND: &str = "messages.send";
/// Takes a message of mine back. `messages.recall`
pub const RECALL: &str = "messages.recall";
/// Takes a message away for me alone. `messages.hide`
pub const HIDE: &str = "messages.hide";
/// Takes a chat off my list, with what was said so far. `messages.clear`
pub const CLEAR: &str = "messages.clear";
/// Says how far I have read. `messages.read`
pub const READ: &str = "messages.read";
/// Mutes or pins a chat, or ends that. `messages.set`
pub const SET: &str = "messages.set";
/// Lets somebody write to me whom I do not know. `messages.accept`
pub const ACCEPT: &str = "messages.accept";
/// Makes a group. `messages.create`
pub const CREATE: &str = "messages.create";
/// Changes name and picture of a group. `messages.update`
pub const UPDATE: &str = "messages.update";
/// Adds people to a group. `messages.invite`
pub const INVITE: &str = "messages.invite";
/// Takes somebody out of a group. `messages.remove`
pub const REMOVE: &str = "messages.remove";
/// Leaves a group. `messages.leave`
pub const LEAVE: &str = "messages.leave";
/// Lets somebody decide about a group, or no longer. `messages.set_admin`
pub const SET_ADMIN: &str = "messages.set_admin";
/// Lets somebody write to me no longer. `messages.block`
pub const BLOCK: &str = "messages.block";
/// Lets them write to me again. `messages.unblock`
pub const UNBLOCK: &str = "messages.unblock";

/// The names of these operations.
pub const NAMES: &[&str] = &[
    SEND, RECALL, HIDE, CLEAR, READ, SET, ACCEPT, CREATE, UPDATE, INVITE, REMOVE, LEAVE, SET_ADMIN,
    BLOCK, UNBLOCK,
];

/// [`SEND`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Send {
    /// Where.
    pub place: Place,
    /// Its identifier, new.
    pub message: MessageId,
    /// What it says; see [`super::check_content`].
    pub content: Content,
    /// Which message of the same chat it answers.
    pub answers: Option<MessageId>,
}

/// [`RECALL`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// Which.
    pub message: MessageId,
}

/// [`HIDE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hide {
    /// Which.
    pub message: MessageId,
}

/// [`CLEAR`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clear {
    /// Which.
    pub chat: ChatId,
}

/// [`READ`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Which chat.
    pub chat: ChatId,
    /// Up to which message.
    pub seq: i64,
}

/// [`SET`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set {
    /// Which chat.
    pub chat: ChatId,
    /// Whether I am not told of new messages.
    pub muted: bool,
    /// Whether it stands above the others.
    pub pinned: bool,
}

/// [`ACCEPT`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accept {
    /// Which chat.
    pub chat: ChatId,
}

/// How a group presents itself; see [`super::check_face`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Face {
    /// What it is called.
    pub name: String,
    /// SHA-256 of its picture, uploaded before, if it has one.
    pub picture: Option<String>,
}

/// [`CREATE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Create {
    /// Its identifier, new.
    pub chat: ChatId,
    /// How it presents itself.
    pub face: Face,
    /// Who belongs to it besides me.
    pub people: Vec<PersonId>,
}

/// [`UPDATE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Which.
    pub chat: ChatId,
    /// How it presents itself from now on.
    pub face: Face,
}

/// [`INVITE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// Which.
    pub chat: ChatId,
    /// Who is added.
    pub people: Vec<PersonId>,
}

/// [`REMOVE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remove {
    /// Which.
    pub chat: ChatId,
    /// Who.
    pub person: PersonId,
}

/// [`LEAVE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// Which.
    pub chat: ChatId,
}

/// [`SET_ADMIN`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAdmin {
    /// Which.
    pub chat: ChatId,
    /// Who.
    pub person: PersonId,
    /// Whether they decide about it from now on.
    pub admin: bool,
}

/// [`BLOCK`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Who.
    pub person: PersonId,
}

/// [`UNBLOCK`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unblock {
    /// Who.
    pub person: PersonId,
}
