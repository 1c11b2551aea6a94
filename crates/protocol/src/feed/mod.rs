//! Life accounts of creators and merchants, the notes and clips that they publish, and what people
//! make of them.

mod ask;
pub mod blur;
mod check;
mod commands;
pub mod film;
mod hit;
pub mod hours;
pub mod ops;
pub mod overlay;
pub mod rank;
pub mod rows;
pub mod text;

pub use ask::*;
pub use check::*;
pub use commands::*;
pub use rows::*;

use crate::ids::{CommentId, NoteId};
use serde::{Deserialize, Serialize};

/// What people are told of; the words are under `notice.<kind>`.
pub const NOTICES: &[&str] = &[
    "feed.comment",
    "feed.reply",
    "feed.like",
    "feed.follow",
    "feed.role",
    "feed.published",
    "feed.verified",
    "feed.film_done",
    "feed.film_failed",
];

/// Verifies the name of a life account, or takes that back; arguments are [`Verify`].
pub const VERIFY: &str = "feed.verify";

/// Arguments of [`VERIFY`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verify {
    /// Which account.
    pub account: crate::ids::LifeId,
    /// The name that was looked at: another one is not verified by it.
    pub name: String,
    /// Whether it is theirs.
    pub verified: bool,
}

/// The most life accounts that one person owns.
pub const MOST_ACCOUNTS: usize = 5;
/// The most people who manage one account.
pub const MOST_KEEPERS: usize = 20;
/// The most folders of one person.
pub const MOST_FOLDERS: usize = 50;

/// Gives an enumeration its words: in the database, in addresses and in message keys.
macro_rules! words {
    ($name:ident { $($one:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// Every one, in the order in which people choose.
            pub const ALL: &'static [Self] = &[$(Self::$one),+];

            /// Its word, in the database, in addresses and in message keys.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$one => $word),+ }
            }

            /// The one with this word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$one),)+ _ => None }
            }
        }
    };
}
use words;

/// Who keeps a life account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LifeKind {
    /// Somebody who tells of what they like.
    #[default]
    Creator,
    /// A shop, a stall, a service.
    Merchant,
}
words!(LifeKind { Creator = "creator", Merchant = "merchant" });

/// What a life account is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Eating and drinking.
    Food,
    /// Travelling.
    Travel,
    /// Clothes and looks.
    Style,
    /// Living.
    Home,
    /// Animals that live with people.
    Pets,
    /// Moving.
    Sports,
    /// Pictures, music, books.
    Arts,
    /// Devices and science.
    Technology,
    /// Children and school.
    Family,
    /// A neighbourhood.
    Local,
    /// Anything else.
    #[default]
    Other,
}
words!(Category {
    Food = "food",
    Travel = "travel",
    Style = "style",
    Home = "home",
    Pets = "pets",
    Sports = "sports",
    Arts = "arts",
    Technology = "technology",
    Family = "family",
    Local = "local",
    Other = "other",
});

/// What somebody may do with a life account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Looks at how it goes.
    Analyst,
    /// Publishes.
    Editor,
    /// Made it, or was given it: does everything, and gives roles.
    Owner,
}
words!(Role { Owner = "owner", Editor = "editor", Analyst = "analyst" });

impl Role {
    /// Whether who has it publishes, and answers in the account's name.
    #[must_use]
    pub fn publishes(self) -> bool {
        self >= Self::Editor
    }

    /// Whether who has it sees how the account goes.
    #[must_use]
    pub fn sees_insights(self) -> bool {
        matches!(self, Self::Owner | Self::Analyst)
    }
}

/// What a note shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Pictures.
    #[default]
    Pictures,
    /// A short video, whose first picture is its cover.
    Clip,
}
words!(NoteKind { Pictures = "pictures", Clip = "clip" });

/// What is pointed at in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TagKind {
    /// Something that can be bought.
    #[default]
    Product,
    /// Where it is.
    Place,
    /// A life account.
    Account,
}
words!(TagKind { Product = "product", Place = "place", Account = "account" });

/// What can be liked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Liked {
    /// A note.
    Note(NoteId),
    /// A comment.
    Comment(CommentId),
}

impl Liked {
    /// Its key among rows.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Note(id) => id.to_string(),
            Self::Comment(id) => id.to_string(),
        }
    }
}
