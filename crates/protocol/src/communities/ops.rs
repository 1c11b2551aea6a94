//! Operations in scope `communities:<me>`; the name of each stands in [`NAMES`].

use super::{Ballot, Joining, Opinion, Reaction, Role, Tag, Target, Topic};
use crate::ids::{CommentId, CommunityId, PersonId, PostId, TagId};
use serde::{Deserialize, Serialize};

/// Makes a community, which is mine then. `communities.create`
pub const CREATE: &str = "communities.create";
/// Changes how a community presents itself. `communities.update`
pub const UPDATE: &str = "communities.update";
/// Joins a community, or asks to be let in. `communities.join`
pub const JOIN: &str = "communities.join";
/// Leaves a community, or takes back that one asked. `communities.leave`
pub const LEAVE: &str = "communities.leave";
/// Lets somebody in who asked, or does not. `communities.decide`
pub const DECIDE: &str = "communities.decide";
/// Invites somebody. `communities.invite`
pub const INVITE: &str = "communities.invite";
/// Makes somebody a moderator, a member again, or the owner in my place. `communities.set_role`
pub const SET_ROLE: &str = "communities.set_role";
/// Posts. `communities.post`
pub const POST: &str = "communities.post";
/// Comments. `communities.comment`
pub const COMMENT: &str = "communities.comment";
/// Changes what I wrote. `communities.edit`
pub const EDIT: &str = "communities.edit";
/// Takes away what I wrote, or what somebody wrote where I moderate. `communities.remove`
pub const REMOVE: &str = "communities.remove";
/// Says what I think of something. `communities.vote`
pub const VOTE: &str = "communities.vote";
/// Says what I feel about something. `communities.react`
pub const REACT: &str = "communities.react";
/// Chooses in a poll, instead of what I chose before. `communities.choose`
pub const CHOOSE: &str = "communities.choose";
/// Makes a tag where I moderate, or changes it. `communities.tag`
pub const TAG: &str = "communities.tag";
/// Takes a tag away, from every post, too. `communities.untag`
pub const UNTAG: &str = "communities.untag";
/// Keeps a post, or keeps it no longer. `communities.save`
pub const SAVE: &str = "communities.save";

/// The names of these operations.
pub const NAMES: &[&str] = &[
    CREATE, UPDATE, JOIN, LEAVE, DECIDE, INVITE, SET_ROLE, POST, COMMENT, EDIT, REMOVE, VOTE,
    REACT, CHOOSE, TAG, UNTAG, SAVE,
];

/// How a community presents itself; see [`super::check_face`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Face {
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// What its members keep to, one rule a line.
    pub rules: String,
    /// Which interest.
    pub topic: Topic,
    /// Which branch of it; empty for the topic as such.
    #[serde(default)]
    pub branch: String,
    /// Where its people meet, in words.
    pub place: String,
    /// The coarse cell of that place; empty for none.
    #[serde(default)]
    pub spot: String,
    /// How somebody becomes a member.
    pub joining: Joining,
    /// SHA-256 of its picture, uploaded before, if it has one.
    pub picture: Option<String>,
}

/// [`CREATE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Create {
    /// Its identifier, new.
    pub community: CommunityId,
    /// How it presents itself.
    pub face: Face,
}

/// [`UPDATE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Which.
    pub community: CommunityId,
    /// How it presents itself from now on.
    pub face: Face,
}

/// [`JOIN`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// Which.
    pub community: CommunityId,
}

/// [`LEAVE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// Which.
    pub community: CommunityId,
}

/// [`DECIDE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    /// Which.
    pub community: CommunityId,
    /// Who asked.
    pub person: PersonId,
    /// Whether they are let in.
    pub let_in: bool,
}

/// [`INVITE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// Which.
    pub community: CommunityId,
    /// Whom.
    pub person: PersonId,
}

/// [`SET_ROLE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRole {
    /// Which.
    pub community: CommunityId,
    /// Who.
    pub person: PersonId,
    /// What they are from now on: member, moderator or owner.
    pub role: Role,
}

/// What a post says; see [`super::check_post`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Said {
    /// Its title.
    pub title: String,
    /// Its text, in Markdown.
    pub body: String,
    /// SHA-256 of each picture, uploaded before, in order.
    pub pictures: Vec<String>,
    /// What it is marked with; a tag that is gone meanwhile is left out.
    #[serde(default)]
    pub tags: Vec<TagId>,
    /// What it asks, if it asks something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poll: Option<Ballot>,
}

/// [`POST`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPost {
    /// Its identifier, new.
    pub post: PostId,
    /// Where.
    pub community: CommunityId,
    /// What it says.
    pub said: Said,
}

/// [`COMMENT`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewComment {
    /// Its identifier, new.
    pub comment: CommentId,
    /// On which post.
    pub post: PostId,
    /// On which comment, if on one.
    pub parent: Option<CommentId>,
    /// Its text, in Markdown; see [`super::check_comment`].
    pub body: String,
}

/// [`EDIT`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// A post.
    Post {
        /// Which.
        post: PostId,
        /// What it says from now on.
        said: Said,
    },
    /// A comment.
    Comment {
        /// Which.
        comment: CommentId,
        /// Its text from now on.
        body: String,
    },
}

/// [`REMOVE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remove {
    /// What.
    pub target: Target,
}

/// [`VOTE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Of what.
    pub target: Target,
    /// What I think of it; none takes back what I said.
    pub opinion: Opinion,
}

/// [`REACT`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct React {
    /// About what.
    pub target: Target,
    /// What I feel about it, instead of what I felt before; nothing takes that back.
    pub reaction: Option<Reaction>,
}

/// [`CHOOSE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choose {
    /// The post that has the poll.
    pub post: PostId,
    /// What I choose, by its words: so a poll that was changed meanwhile is not taken for another
    /// one. Nothing takes back what I chose.
    pub chosen: Vec<String>,
}

/// [`TAG`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutTag {
    /// Where.
    pub community: CommunityId,
    /// The tag from now on; a new one goes to the end.
    pub tag: Tag,
}

/// [`UNTAG`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropTag {
    /// Where.
    pub community: CommunityId,
    /// Which.
    pub tag: TagId,
}

/// [`SAVE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Save {
    /// Which post.
    pub post: PostId,
    /// Whether it is kept.
    pub kept: bool,
}

/// Says whether an operation of this name needs the payment PIN.
#[must_use]
pub fn needs_pin(name: &str) -> bool {
    name == super::gatherings::ops::BOOK
}
