//! Interest communities: who belongs to them, what is discussed in them, and what people think of it.

mod ask;
pub mod blocks;
mod check;
mod commands;
pub mod gatherings;
mod hit;
pub mod interests;
pub mod mention;
pub mod ops;
pub mod overlay;
pub mod poll;
pub mod preview;
pub mod rank;
mod reactions;
pub mod rows;
pub mod tags;
pub mod thread;

/// The kinds of notices of communities.
pub const NOTICES: &[&str] = &[
    "communities.reply",
    "communities.mention",
    "communities.asks",
    "communities.let_in",
    "communities.invited",
    "communities.gathering_place",
    "communities.gathering_changed",
    "communities.gathering_off",
];

pub use ask::*;
pub use check::*;
pub use commands::*;
pub use poll::{Ballot, Poll};
pub use preview::Preview;
pub use reactions::{Reaction, Reactions};
pub use rows::{
    Choice, Comment, Community, InCommunity, Membership, Mine, Post, React, Saved, Vote,
};
pub use tags::Tag;

use crate::ids::{CommentId, PostId};
use serde::{Deserialize, Serialize};

/// The interest that a community is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Cooking and eating.
    Food,
    /// Hiking, camping, gardening.
    Outdoors,
    /// Playing and watching sports.
    Sports,
    /// Board games and video games.
    Games,
    /// Making and hearing music.
    Music,
    /// Drawing, crafts, photography.
    Arts,
    /// Books and films.
    Reading,
    /// Animals that live with people.
    Pets,
    /// Children, school, family.
    Family,
    /// Technology and science.
    Technology,
    /// Travelling.
    Travel,
    /// A neighbourhood, a campus, a company.
    Local,
    /// Anything else.
    #[default]
    Other,
}

impl Topic {
    /// Every topic, in the order in which people choose.
    pub const ALL: [Self; 13] = [
        Self::Food,
        Self::Outdoors,
        Self::Sports,
        Self::Games,
        Self::Music,
        Self::Arts,
        Self::Reading,
        Self::Pets,
        Self::Family,
        Self::Technology,
        Self::Travel,
        Self::Local,
        Self::Other,
    ];

    /// Its word, in the database and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Food => "food",
            Self::Outdoors => "outdoors",
            Self::Sports => "sports",
            Self::Games => "games",
            Self::Music => "music",
            Self::Arts => "arts",
            Self::Reading => "reading",
            Self::Pets => "pets",
            Self::Family => "family",
            Self::Technology => "technology",
            Self::Travel => "travel",
            Self::Local => "local",
            Self::Other => "other",
        }
    }

    /// The topic with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.word() == word)
    }
}

/// How somebody becomes a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Joining {
    /// By joining; everybody may read.
    #[default]
    Open,
    /// By asking, and being let in; everybody may read.
    Request,
    /// By being invited; only members may read.
    Invitation,
}

impl Joining {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Open, Self::Request, Self::Invitation];

    /// Its word, in the database and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Request => "request",
            Self::Invitation => "invitation",
        }
    }

    /// The way with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|joining| joining.word() == word)
    }
}

/// What somebody is in a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Asked to be let in.
    Asking,
    /// Was invited, and has not answered.
    Invited,
    /// Belongs to it.
    Member,
    /// Keeps it decent.
    Moderator,
    /// Made it, or was given it.
    Owner,
}

impl Role {
    /// Every role, from the least on.
    pub const ALL: [Self; 5] =
        [Self::Asking, Self::Invited, Self::Member, Self::Moderator, Self::Owner];

    /// Its word, in the database and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asking => "asking",
            Self::Invited => "invited",
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Owner => "owner",
        }
    }

    /// The role with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether who has it belongs to the community.
    #[must_use]
    pub fn belongs(self) -> bool {
        self >= Self::Member
    }

    /// Whether who has it decides about others and what they wrote.
    #[must_use]
    pub fn moderates(self) -> bool {
        self >= Self::Moderator
    }
}

/// In which order posts and comments stand; [`rank`] has the formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// What is liked and young first.
    #[default]
    Hot,
    /// The latest first.
    New,
    /// What is liked most first.
    Top,
    /// What is liked and disliked alike first.
    Controversial,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Hot, Self::New, Self::Top, Self::Controversial];

    /// Its word, in addresses and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hot => "hot",
            Self::New => "new",
            Self::Top => "top",
            Self::Controversial => "controversial",
        }
    }

    /// The order with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// What can be liked and disliked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A post.
    Post(PostId),
    /// A comment.
    Comment(CommentId),
}

impl Target {
    /// Its key among rows.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Post(id) => id.to_string(),
            Self::Comment(id) => id.to_string(),
        }
    }
}

/// What somebody thinks of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// Likes it.
    Up,
    /// Says nothing.
    #[default]
    None,
    /// Thinks that it does not belong there.
    Down,
}

impl Opinion {
    /// 1, 0 or -1.
    #[must_use]
    pub const fn value(self) -> i64 {
        match self {
            Self::Up => 1,
            Self::None => 0,
            Self::Down => -1,
        }
    }

    /// The opinion with this value.
    #[must_use]
    pub const fn from_value(value: i64) -> Self {
        match value {
            1.. => Self::Up,
            0 => Self::None,
            _ => Self::Down,
        }
    }
}
