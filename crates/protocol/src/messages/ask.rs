//! What a device asks the service of chats.

use super::rows::Message;
use crate::ids::ChatId;
use crate::page::{Page, Part};
use crate::people::Person;
use crate::request::requests;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Asks for messages of a chat that are older than one, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskOlder {
    /// Which chat.
    pub chat: ChatId,
    /// Below which number; see [`super::rule::older_than`].
    pub before: i64,
}

/// Asks who belongs to a group, the first member last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskGroup {
    /// Which.
    pub chat: ChatId,
}

/// Somebody in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// Who.
    pub person: Person,
    /// Whether they decide about it.
    pub admin: bool,
    /// Since when.
    pub since: Timestamp,
}

/// A part of [`AskOlder`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OlderPart {
    /// Which list.
    pub list: AskOlder,
    /// Which part of it.
    pub part: Part,
}

/// A part of [`AskGroup`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupPart {
    /// Which list.
    pub list: AskGroup,
    /// Which part of it.
    pub part: Part,
}

/// Keeps a recording: Opus in WebM or Ogg, or AAC in MP4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeepVoice {
    /// The file, base64 (RFC 4648); at most [`super::VOICE_BYTES`].
    pub base64: String,
}

/// Where a recording is: `GET /media/<sha256>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeptVoice {
    /// SHA-256 of what is served, lower-case hexadecimal.
    pub sha256: String,
}

requests! {
    OlderPart => "/v1/messages/older" -> Page<Message>,
    GroupPart => "/v1/messages/group" -> Page<Member>,
    KeepVoice => "/v1/messages/keep-voice" -> KeptVoice,
}
