//! What a device asks the service of communities.

use super::rows::{Comment, Community, Post};
use super::{Role, Sort, Topic};
use crate::ids::{CommunityId, PersonId, PostId, TagId};
use crate::page::{Page, Part};
use crate::people::Person;
use crate::request::requests;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Since when what stands in a list was written, for the order by votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Since a day ago.
    Day,
    /// Since a week ago.
    #[default]
    Week,
    /// Since thirty days ago.
    Month,
    /// Ever.
    All,
}

impl Span {
    /// Every span.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::All];

    /// Its word, in addresses and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::All => "all",
        }
    }

    /// How many seconds it goes back; none for all.
    #[must_use]
    pub const fn seconds(self) -> Option<i64> {
        match self {
            Self::Day => Some(86_400),
            Self::Week => Some(7 * 86_400),
            Self::Month => Some(30 * 86_400),
            Self::All => None,
        }
    }
}

/// Whose posts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Feed {
    /// Those of the communities that I belong to.
    #[default]
    Joined,
    /// Those of every community that everybody may read.
    Everything,
    /// Those of one community.
    Community(CommunityId),
    /// Those of one community that are marked with one of its tags.
    Tagged {
        /// Of which community.
        community: CommunityId,
        /// With which tag.
        tag: TagId,
    },
    /// Those of one person, where whoever asks may read.
    Person(PersonId),
}

/// Asks for communities that everybody may see, those with the most members first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskCommunities {
    /// Which interest; none for all.
    pub topic: Option<Topic>,
    /// Which branch of it; empty for all.
    #[serde(default)]
    pub branch: String,
    /// A coarse cell, in which or next to which they meet; empty for anywhere.
    #[serde(default)]
    pub near: String,
}

/// Asks for posts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskFeed {
    /// Whose.
    pub feed: Feed,
    /// In which order.
    pub sort: Sort,
    /// Since when, where votes make the order.
    pub span: Span,
}

/// Asks for the comments on a post, the latest first, in parts as [`super::blocks`] has them: what follows is
/// asked for by its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskComments {
    /// Which.
    pub post: PostId,
}

/// Asks who belongs to a community, or who wants to be let in (moderators only); the latest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskMembers {
    /// Where.
    pub community: CommunityId,
    /// Whether those who want to be let in are asked for, instead of those who belong to it.
    pub asking: bool,
}

/// Somebody in a community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// Who.
    pub person: Person,
    /// What they are there.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
}

/// Asks for one community: a list of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskCommunity {
    /// Which.
    pub community: CommunityId,
}

/// Asks for one post: a list of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskPost {
    /// Which.
    pub post: PostId,
}

/// A part of one of these lists.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident of $list:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name {
            /// Which list.
            pub list: $list,
            /// Which part of it.
            pub part: Part,
        }
    )+};
}

parts! {
    /// A part of [`AskCommunities`].
    CommunitiesPart of AskCommunities,
    /// A part of [`AskFeed`].
    FeedPart of AskFeed,
    /// A part of [`AskComments`].
    CommentsPart of AskComments,
    /// A part of [`AskMembers`].
    MembersPart of AskMembers,
    /// The only part of [`AskCommunity`].
    CommunityPart of AskCommunity,
    /// The only part of [`AskPost`].
    PostPart of AskPost,
}

requests! {
    CommunitiesPart => "/v1/communities/list" -> Page<Community>,
    FeedPart => "/v1/communities/feed" -> Page<Post>,
    CommentsPart => "/v1/communities/comments" -> Page<Comment>,
    MembersPart => "/v1/communities/members" -> Page<Member>,
    CommunityPart => "/v1/communities/one" -> Page<Community>,
    PostPart => "/v1/communities/post" -> Page<Post>,
}
