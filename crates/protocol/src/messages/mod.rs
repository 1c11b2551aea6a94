//! Messages: chats of two and of groups, what is said in them, who read it, and who may not write.

mod ask;
mod check;
mod commands;
pub mod ops;
pub mod overlay;
pub mod rows;
pub mod rule;
pub mod text;

pub use ask::*;
pub use check::*;
pub use commands::*;
pub use rows::{Block, Chat, Message, Quote, Read};

use crate::ids::{ChatId, PersonId};
use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The word of the scope in which a person's chats stand: `messages:<person>`.
pub const SCOPE: &str = "messages";
/// The most members of a group.
pub const MEMBERS: usize = 200;
/// The most members of a group in which it is told who has read what.
pub const TELLING_READERS: usize = 50;
/// For how many seconds a message can be recalled, by the service's clock.
pub const RECALL_SECONDS: i64 = 120;
/// The most pictures of a message.
pub const PICTURES: usize = 9;
/// The longest text of a message, in characters.
pub const TEXT_LIMIT: usize = 5_000;
/// The longest name of a group, in characters.
pub const NAME_LIMIT: usize = 40;
/// The longest voice note, in milliseconds.
pub const VOICE_MILLIS: i64 = 60_000;
/// The largest voice note, in bytes.
pub const VOICE_BYTES: usize = 1 << 20;

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// To one person.
    Person(PersonId),
    /// Into a group.
    Group(ChatId),
}

impl Place {
    /// The chat, as `me` has it.
    #[must_use]
    pub fn chat(self, me: PersonId) -> ChatId {
        match self {
            Self::Person(other) => of_two(me, other),
            Self::Group(chat) => chat,
        }
    }
}

/// As it stands in addresses: `person.<id>` or `group.<id>`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person.{id}"),
            Self::Group(id) => write!(f, "group.{id}"),
        }
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once('.') {
            Some(("person", id)) => id.parse().map(Self::Person).map_err(drop),
            Some(("group", id)) => id.parse().map(Self::Group).map_err(drop),
            _ => Err(()),
        }
    }
}

/// The chat of two people: the same whoever of them writes first, so that both may do so offline.
#[must_use]
pub fn of_two(one: PersonId, other: PersonId) -> ChatId {
    use sha2::{Digest, Sha256};
    let (low, high) = if one <= other { (one, other) } else { (other, one) };
    let digest = Sha256::new()
        .chain_update("sampan chat of two")
        .chain_update(low.0.as_bytes())
        .chain_update(high.0.as_bytes())
        .finalize();
    let mut bytes = [0u8; 16];
    bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    ChatId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// What kind of chat it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Of two people.
    #[default]
    Two,
    /// Of a group.
    Group,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Words.
    Text(String),
    /// SHA-256 of pictures that were handed in before, in order.
    Pictures(Vec<String>),
    /// Something that was said aloud.
    Voice(Voice),
    /// Something of a feature, which opens in the app.
    Card(Card),
    /// What happened in the group; nobody says it.
    Line(Line),
    /// It was taken back.
    Recalled,
}

/// Something that was said aloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Voice {
    /// SHA-256 of the recording, handed in before.
    pub media: String,
    /// How long it is, in milliseconds.
    pub millis: i64,
}

/// Something of a feature: what it is called, and where in the app it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Card {
    /// What it is, `<feature>.<thing>`: the UI has icon and word for those that it knows.
    pub kind: String,
    /// Its identifier in the feature.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What more there is to say; may be empty.
    pub text: String,
    /// SHA-256 of its picture, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// How much, where it is about money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// A path of the app.
    pub link: String,
    /// Whether the feature itself put it there, in the transaction of what it tells of; what people
    /// share never says so.
    #[serde(default)]
    pub posted: bool,
}

/// What happened in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// It was made.
    Made {
        /// By whom.
        by: String,
    },
    /// People were added.
    Invited {
        /// By whom.
        by: String,
        /// Who.
        who: Vec<String>,
    },
    /// Somebody left.
    Left {
        /// Who.
        who: String,
    },
    /// Somebody was taken out.
    Removed {
        /// By whom.
        by: String,
        /// Who.
        who: String,
    },
    /// It is called otherwise.
    Renamed {
        /// By whom.
        by: String,
        /// How.
        name: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn two_people_have_one_chat_whoever_begins() {
        let id = |n| PersonId(Uuid::from_u128(n));
        assert_eq!(of_two(id(1), id(2)), of_two(id(2), id(1)), "the same from both sides");
        assert_ne!(of_two(id(1), id(2)), of_two(id(1), id(3)), "another with somebody else");
    }

    #[test]
    fn a_place_is_read_as_it_is_written() {
        let id = Uuid::from_u128(7);
        for place in [Place::Person(PersonId(id)), Place::Group(ChatId(id))] {
            assert_eq!(place.to_string().parse(), Ok(place), "there and back");
        }
        assert_eq!("group.x".parse::<Place>(), Err(()), "no chat is called that");
    }
}
