//! What the UI asks of the shell about communities. Lists are answered at once from what the device
//! has; when the service has told something new, rows of kind [`super::rows::PAGE`] have changed.

use super::ask::{AskCommunities, AskFeed, AskMembers, Member};
use super::gatherings::{
    Ahead, CallOffGathering, Gathering, GatheringSeen, GetCalendar, GetGathering, GetTicket, Guest,
    KeepGathering, KeepMemory, LetIn, ListGatherings, ListGuests, ListMemories, ListSeats,
    ListZones, LookAhead, Memory, MyCalendar, RenewCalendar, SaveCalendar, Seat, SignOffFrom,
    SignUpFor, Ticket,
};
use super::ops::{Face, Said};
use super::rows::{Community, Membership, Post, Saved};
use super::thread::Placed;
use super::{Opinion, Reaction, Role, Sort, Tag, Target};
use crate::command::commands;
use crate::ids::{CommentId, CommunityId, OpId, PersonId, PostId, TagId};
use crate::page::{Listed, Standing};
use crate::people::Person;
use serde::{Deserialize, Serialize};

/// Reads the communities that I belong to, asked to join or am invited to; by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMemberships {}

/// Looks for communities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCommunities {
    /// Which.
    pub list: AskCommunities,
    /// How many parts, from the first on.
    pub parts: u32,
}

/// Reads one community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetCommunity {
    /// Which.
    pub community: CommunityId,
}

/// A community, and what I am in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunitySeen {
    /// The community; none where this device has not seen it and the service was not reached.
    pub community: Option<Community>,
    /// What I am there; none for nobody.
    pub role: Option<Role>,
    /// How it stands with it.
    pub state: Standing,
}

/// Reads posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPosts {
    /// Which.
    pub list: AskFeed,
    /// How many parts, from the first on.
    pub parts: u32,
}

/// A post, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostSeen {
    /// The post, with what waits.
    pub post: Post,
    /// Its text as HTML that is safe to show.
    pub html: String,
    /// The beginning of its text, without marks.
    pub excerpt: String,
    /// Whether it waits in this device's outbox.
    pub waits: bool,
    /// Whether I keep it.
    pub saved: bool,
    /// Whether I wrote it.
    pub mine: bool,
}

/// Reads a post with what is said to it, of which only a stretch is told: a screen shows no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetThread {
    /// Which.
    pub post: PostId,
    /// In which order comments stand.
    pub sort: Sort,
    /// How many parts of the comments are to be here; what is here already is shown anyway.
    pub parts: u32,
    /// Comments that are folded: what stands under them is not shown.
    pub folded: Vec<CommentId>,
    /// From which of the comments that are shown on.
    pub from: u32,
    /// How many comments.
    pub many: u32,
    /// A comment that is to be among them, whatever `from` says.
    pub reach: Option<CommentId>,
}

/// A post with what is said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// The post; none where this device has not seen it and the service was not reached.
    pub post: Option<PostSeen>,
    /// What I am in its community; none for nobody.
    pub role: Option<Role>,
    /// A stretch of what is said, each before its answers.
    pub rows: Vec<ThreadRow>,
    /// Where the stretch begins.
    pub from: u32,
    /// How many comments are shown in all.
    pub count: u32,
    /// Where the comment stands that was to be among them; none where it is not here.
    pub reached: Option<u32>,
    /// Whether there are comments that are not here.
    pub more: bool,
    /// How it stands with it.
    pub state: Standing,
}

/// A comment as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadRow {
    /// The comment in its place.
    pub placed: Placed,
    /// Its text as HTML that is safe to show.
    pub html: String,
    /// Whether what stands under it is hidden.
    pub folded: bool,
    /// The name of whom it answers, where the indentation does not show it.
    pub answers: Option<String>,
}

/// Reads the posts that I keep, the last one first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSaved {}

/// Reads who belongs to a community, or wants to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMembers {
    /// Which.
    pub list: AskMembers,
    /// How many parts, from the first on.
    pub parts: u32,
}

/// Makes somebody a moderator, a member again, or the owner in my place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRole {
    /// Idempotency key.
    pub op: OpId,
    /// Where.
    pub community: CommunityId,
    /// Who.
    pub person: PersonId,
    /// What they are from now on.
    pub role: Role,
}

/// Makes a community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateCommunity {
    /// Idempotency key.
    pub op: OpId,
    /// Its identifier, new.
    pub community: CommunityId,
    /// How it presents itself; its picture is in `picture`.
    pub face: Face,
    /// Its picture: base64 (RFC 4648) of an image file as picked; none for none.
    pub picture: Option<String>,
}

/// Changes how a community presents itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateCommunity {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub community: CommunityId,
    /// How it presents itself from now on.
    pub face: Face,
    /// Another picture, as in [`CreateCommunity`]; none leaves the one in `face`.
    pub picture: Option<String>,
}

/// Joins a community, or asks to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinCommunity {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub community: Community,
}

/// Leaves a community, or takes back that one asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveCommunity {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub community: CommunityId,
}

/// Lets somebody in who asked, or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideAsking {
    /// Idempotency key.
    pub op: OpId,
    /// Where.
    pub community: CommunityId,
    /// Who asked.
    pub person: PersonId,
    /// Whether they are let in.
    pub let_in: bool,
}

/// Invites somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitePerson {
    /// Idempotency key.
    pub op: OpId,
    /// Where.
    pub community: CommunityId,
    /// Whom.
    pub person: Person,
}

/// Posts; works offline, but for pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WritePost {
    /// Idempotency key.
    pub op: OpId,
    /// Its identifier, new.
    pub post: PostId,
    /// Where.
    pub community: CommunityId,
    /// What it says; pictures that are uploaded already.
    pub said: Said,
    /// Further pictures: base64 (RFC 4648) of image files as picked.
    pub pictures: Vec<String>,
}

/// Comments; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteComment {
    /// Idempotency key.
    pub op: OpId,
    /// Its identifier, new.
    pub comment: CommentId,
    /// On which post.
    pub post: PostId,
    /// On which comment, if on one.
    pub parent: Option<CommentId>,
    /// Its text, in Markdown.
    pub body: String,
}

/// Changes what I wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditWritten {
    /// Idempotency key.
    pub op: OpId,
    /// What, and what it says from now on.
    pub edit: super::ops::Edit,
}

/// Takes away what I wrote, or what somebody wrote where I moderate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveWritten {
    /// Idempotency key.
    pub op: OpId,
    /// What.
    pub target: Target,
}

/// Says what I think of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CastVote {
    /// Idempotency key.
    pub op: OpId,
    /// Of what.
    pub target: Target,
    /// What.
    pub opinion: Opinion,
}

/// Says what I feel about something, instead of what I felt before; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReactTo {
    /// Idempotency key.
    pub op: OpId,
    /// About what.
    pub target: Target,
    /// What; nothing takes back what I felt.
    pub reaction: Option<Reaction>,
}

/// Chooses in a poll, instead of what I chose before; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChooseInPoll {
    /// Idempotency key.
    pub op: OpId,
    /// The post that has the poll.
    pub post: PostId,
    /// What I choose, by its words; nothing takes back what I chose.
    pub chosen: Vec<String>,
}

/// Makes a tag where I moderate, or changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepTag {
    /// Idempotency key.
    pub op: OpId,
    /// Where.
    pub community: CommunityId,
    /// The tag from now on.
    pub tag: Tag,
}

/// Takes a tag away, from every post, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveTag {
    /// Idempotency key.
    pub op: OpId,
    /// Where.
    pub community: CommunityId,
    /// Which.
    pub tag: TagId,
}

/// Keeps a post, or keeps it no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavePost {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub post: PostId,
    /// Whether it is kept.
    pub kept: bool,
}

commands! { "communities";
    ListMemberships => "list_memberships" -> Vec<Membership>,
    ListCommunities => "list_communities" -> Listed<Community>,
    GetCommunity => "get_community" -> CommunitySeen,
    ListPosts => "list_posts" -> Listed<PostSeen>,
    GetThread => "get_thread" -> Thread,
    ListSaved => "list_saved" -> Vec<Saved>,
    ListMembers => "list_members" -> Listed<Member>,
    CreateCommunity => "create_community" -> (),
    UpdateCommunity => "update_community" -> (),
    JoinCommunity => "join_community" -> (),
    LeaveCommunity => "leave_community" -> (),
    DecideAsking => "decide_asking" -> (),
    InvitePerson => "invite_person" -> (),
    SetRole => "set_role" -> (),
    WritePost => "write_post" -> (),
    WriteComment => "write_comment" -> (),
    EditWritten => "edit_written" -> (),
    RemoveWritten => "remove_written" -> (),
    CastVote => "cast_vote" -> (),
    ReactTo => "react_to" -> (),
    ChooseInPoll => "choose_in_poll" -> (),
    KeepTag => "keep_tag" -> (),
    RemoveTag => "remove_tag" -> (),
    SavePost => "save_post" -> (),
    ListGatherings => "list_gatherings" -> Listed<Gathering>,
    ListSeats => "list_seats" -> Vec<Seat>,
    GetGathering => "get_gathering" -> GatheringSeen,
    ListGuests => "list_guests" -> Listed<Guest>,
    ListMemories => "list_memories" -> Listed<Memory>,
    LookAhead => "look_ahead" -> Ahead,
    ListZones => "list_zones" -> Vec<String>,
    KeepGathering => "keep_gathering" -> (),
    CallOffGathering => "call_off_gathering" -> (),
    SignUpFor => "sign_up_for" -> (),
    SignOffFrom => "sign_off_from" -> (),
    LetIn => "let_in" -> (),
    GetTicket => "get_ticket" -> Ticket,
    KeepMemory => "keep_memory" -> (),
    SaveCalendar => "save_calendar" -> String,
    GetCalendar => "get_calendar" -> MyCalendar,
    RenewCalendar => "renew_calendar" -> (),
}
