//! Rows of scope `communities:<me>`, and what pages are made of.

use super::{Joining, Opinion, Poll, Preview, Reaction, Reactions, Role, Tag, Target, Topic};
use crate::ids::{CommentId, CommunityId, PostId};
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// [`Membership`], key: community.
pub const MEMBERSHIP: &str = "communities.membership";
/// [`Vote`], key: what it is about.
pub const VOTE: &str = "communities.vote";
/// [`React`], key: what it is about.
pub const REACTION: &str = "communities.reaction";
/// [`Choice`], key: post.
pub const CHOICE: &str = "communities.choice";
/// [`Saved`], key: post.
pub const SAVED: &str = "communities.saved";
/// [`Mine`], key: what one wrote.
pub const MINE: &str = "communities.mine";
/// No row: a page of what is everybody's changed on this device.
pub const PAGE: &str = "communities.page";

/// A community, as everybody sees it who may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Community {
    /// Identifier.
    pub id: CommunityId,
    /// What it is called.
    pub name: String,
    /// What it is about, in a few sentences.
    pub about: String,
    /// What its members keep to, one rule a line; shown before somebody joins. May be empty.
    pub rules: String,
    /// Which interest.
    pub topic: Topic,
    /// Which branch of it ([`super::interests`]); empty for the topic as such.
    #[serde(default)]
    pub branch: String,
    /// Where its people meet, in words; may be empty.
    pub place: String,
    /// The coarse cell of that place ([`super::gatherings::spot`]); empty for none. Nothing finer is known.
    #[serde(default)]
    pub spot: String,
    /// How somebody becomes a member.
    pub joining: Joining,
    /// SHA-256 of its picture, if it has one.
    pub picture: Option<String>,
    /// How many belong to it.
    pub members: i64,
    /// How many posts it has.
    pub posts: i64,
    /// When it was made.
    pub created: Timestamp,
    /// What its posts can be marked with, in order.
    #[serde(default)]
    pub tags: Vec<Tag>,
}

/// What I am in a community. Row `communities.membership`, key: community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Membership {
    /// The community, as it was when something about the membership changed last.
    pub community: Community,
    /// What I am.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
}

/// What I think of something. Row `communities.vote`, key: [`Target::key`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Vote {
    /// Of what.
    pub target: Target,
    /// What.
    pub opinion: Opinion,
}

/// What I feel about something. Row `communities.reaction`, key: [`Target::key`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct React {
    /// About what.
    pub target: Target,
    /// What.
    pub reaction: Reaction,
}

/// What I chose in a poll. Row `communities.choice`, key: post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// The post that has the poll.
    pub post: PostId,
    /// The options, by their words.
    pub chosen: Vec<String>,
}

/// A post that I keep. Row `communities.saved`, key: post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Saved {
    /// The post, as it was when it was kept.
    pub post: Post,
    /// When.
    pub at: Timestamp,
}

/// Something that I wrote. Row `communities.mine`, key: its identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "a row is one of them, and there are few at a time")]
pub enum Mine {
    /// A post.
    Post(Post),
    /// A comment.
    Comment(Comment),
}

/// The community that a post is in, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InCommunity {
    /// Identifier.
    pub id: CommunityId,
    /// What it is called.
    pub name: String,
    /// SHA-256 of its picture, if it has one.
    pub picture: Option<String>,
}

/// A post: the beginning of a discussion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Post {
    /// Identifier.
    pub id: PostId,
    /// Where it was posted.
    pub community: InCommunity,
    /// Who wrote it.
    pub author: Person,
    /// Its title.
    pub title: String,
    /// Its text, in Markdown; may be empty.
    pub body: String,
    /// SHA-256 of each of its pictures, in order.
    pub pictures: Vec<String>,
    /// When it was written.
    pub created: Timestamp,
    /// When it was last changed, if it was.
    pub edited: Option<Timestamp>,
    /// How many like it.
    pub up: i64,
    /// How many think that it does not belong there.
    pub down: i64,
    /// How many comments it has.
    pub comments: i64,
    /// What whoever reads it thinks of it.
    pub opinion: Opinion,
    /// Whether it was taken away; title and text are empty then.
    pub removed: bool,
    /// Whether it waits for a moderator, and nobody but its author sees it.
    #[serde(default)]
    pub held: bool,
    /// Whether nobody may comment on it any more.
    #[serde(default)]
    pub locked: bool,
    /// What it is marked with, in its community's order.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// What it asks, if it asks something.
    #[serde(default)]
    pub poll: Option<Poll>,
    /// What is at the other end of its first link, as far as the service has seen it.
    #[serde(default)]
    pub preview: Option<Preview>,
    /// What people feel about it.
    #[serde(default)]
    pub reactions: Reactions,
}

/// A comment on a post or on another comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comment {
    /// Identifier.
    pub id: CommentId,
    /// On which post.
    pub post: PostId,
    /// On which comment, if on one.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub author: Person,
    /// Its text, in Markdown.
    pub body: String,
    /// When it was written.
    pub created: Timestamp,
    /// When it was last changed, if it was.
    pub edited: Option<Timestamp>,
    /// How many like it.
    pub up: i64,
    /// How many think that it does not belong there.
    pub down: i64,
    /// What whoever reads it thinks of it.
    pub opinion: Opinion,
    /// Whether it was taken away; its text is empty then, what was said to it stays.
    pub removed: bool,
    /// Whether it waits for a moderator, and nobody but its author sees it.
    #[serde(default)]
    pub held: bool,
    /// What people feel about it.
    #[serde(default)]
    pub reactions: Reactions,
}
