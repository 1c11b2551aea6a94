//! What the UI asks of the shell about messages. Everything is answered from the device; works offline.

use super::ask::{AskGroup, Member};
use super::rows::{Block, Chat, Message};
use super::text::Piece;
use super::{Content, Place};
use crate::command::commands;
use crate::error::Error;
use crate::ids::{ChatId, MessageId, OpId, PersonId};
use crate::page::{Listed, Standing};
use crate::people::Person;
use serde::{Deserialize, Serialize};

/// Reads my chats: those above the others first, then the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListChats {}

/// My chats.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Chats {
    /// Those with people whom I know.
    pub chats: Vec<ChatSeen>,
    /// Those that somebody whom I do not know began.
    pub requests: Vec<ChatSeen>,
    /// How many messages I have not read, in chats that are not muted.
    pub unread: i64,
}

/// A chat as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatSeen {
    /// The chat, with what waits.
    pub chat: Chat,
    /// How many messages I have not read.
    pub unread: i64,
    /// Whether its last message waits on this device.
    pub waits: bool,
    /// Whether its last message was refused.
    pub failed: bool,
}

/// Reads one chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetChat {
    /// Which.
    pub place: Place,
    /// How many parts of what is older than the device keeps.
    pub parts: u32,
}

/// A chat with what is said in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatOpen {
    /// The chat; none for a group that I do not belong to, or a person whom nobody knows.
    pub chat: Option<Chat>,
    /// Its messages, the oldest first.
    pub messages: Vec<MessageSeen>,
    /// Whether there are older ones.
    pub more: bool,
    /// How it stands with the older ones.
    pub state: Standing,
    /// Whether I let the other one write no longer.
    pub blocked: bool,
}

/// A message as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageSeen {
    /// The message, with what waits.
    pub message: Message,
    /// Its text, taken apart; empty for what is no text.
    pub pieces: Vec<Piece>,
    /// Whether I wrote it.
    pub mine: bool,
    /// The operation by which it waits on this device, if it does.
    pub waits: Option<OpId>,
    /// Why it was refused, if it was.
    pub error: Option<Error>,
    /// How many others have read it; none where it is not told.
    pub readers: Option<i64>,
}

/// Writes a message; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendMessage {
    /// Idempotency key.
    pub op: OpId,
    /// Its identifier, new.
    pub message: MessageId,
    /// Where.
    pub place: Place,
    /// What it says; what is in `files` is put into it.
    pub content: Content,
    /// Which message it answers.
    pub answers: Option<MessageId>,
    /// Pictures, or one recording: base64 (RFC 4648) of files. They are kept on this device until the
    /// service has them; what is said in the same chat afterwards waits for that.
    pub files: Vec<String>,
}

/// Takes a message of mine back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallMessage {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub message: MessageId,
}

/// Takes a message away for me alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HideMessage {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub message: MessageId,
}

/// Takes a chat off my list, with what was said so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearChat {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub chat: ChatId,
}

/// Says that I have read a chat, as far as it is on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadChat {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub chat: ChatId,
}

/// Mutes or pins a chat, or ends that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetChat {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub chat: ChatId,
    /// Whether I am not told of new messages.
    pub muted: bool,
    /// Whether it stands above the others.
    pub pinned: bool,
}

/// Lets somebody write to me whom I do not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptChat {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub chat: ChatId,
}

/// Makes a group; works offline, but for a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateGroup {
    /// Idempotency key.
    pub op: OpId,
    /// Its identifier, new.
    pub chat: ChatId,
    /// What it is called.
    pub name: String,
    /// Who belongs to it besides me.
    pub people: Vec<Person>,
    /// Its picture: base64 (RFC 4648) of an image file as picked; none for none.
    pub picture: Option<String>,
}

/// Changes name and picture of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateGroup {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub chat: ChatId,
    /// What it is called from now on, and the picture that it keeps.
    pub face: super::ops::Face,
    /// Another picture, as in [`CreateGroup`].
    pub picture: Option<String>,
}

/// Adds people to a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteToGroup {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub chat: ChatId,
    /// Who.
    pub people: Vec<Person>,
}

/// Takes somebody out of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveFromGroup {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub chat: ChatId,
    /// Who.
    pub person: Person,
}

/// Leaves a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveGroup {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub chat: ChatId,
}

/// Lets somebody decide about a group, or no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetGroupAdmin {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub chat: ChatId,
    /// Who.
    pub person: Person,
    /// Whether they decide about it from now on.
    pub admin: bool,
}

/// Reads who belongs to a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListGroup {
    /// Which.
    pub list: AskGroup,
    /// How many parts, from the first on.
    pub parts: u32,
}

/// Reads who cannot write to me, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListBlocked {}

/// Lets somebody write to me no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockPerson {
    /// Idempotency key.
    pub op: OpId,
    /// Who.
    pub person: Person,
}

/// Lets somebody write to me again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnblockPerson {
    /// Idempotency key.
    pub op: OpId,
    /// Who.
    pub person: PersonId,
}

commands! { "messages";
    ListChats => "list_chats" -> Chats,
    GetChat => "get_chat" -> ChatOpen,
    SendMessage => "send_message" -> (),
    RecallMessage => "recall_message" -> (),
    HideMessage => "hide_message" -> (),
    ClearChat => "clear_chat" -> (),
    ReadChat => "read_chat" -> (),
    SetChat => "set_chat" -> (),
    AcceptChat => "accept_chat" -> (),
    CreateGroup => "create_group" -> (),
    UpdateGroup => "update_group" -> (),
    InviteToGroup => "invite_to_group" -> (),
    RemoveFromGroup => "remove_from_group" -> (),
    LeaveGroup => "leave_group" -> (),
    SetGroupAdmin => "set_group_admin" -> (),
    ListGroup => "list_group" -> Listed<Member>,
    ListBlocked => "list_blocked" -> Vec<Block>,
    BlockPerson => "block_person" -> (),
    UnblockPerson => "unblock_person" -> (),
}
