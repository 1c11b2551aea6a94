//! Rows of scope `feed:<me>`, and what pages are made of.

use super::film::{Audience, Film};
use super::hours::Hours;
use super::{Category, LifeKind, Liked, NoteKind, Role, TagKind};
use crate::ids::{CommentId, FolderId, LifeId, NoteId};
use crate::money::Money;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// [`Managed`], key: account.
pub const MANAGED: &str = "feed.managed";
/// [`Followed`], key: account.
pub const FOLLOWED: &str = "feed.followed";
/// [`Like`], key: what is liked.
pub const LIKED: &str = "feed.liked";
/// [`Kept`], key: note.
pub const KEPT: &str = "feed.kept";
/// [`Folder`], key: its identifier.
pub const FOLDER: &str = "feed.folder";
/// [`Mine`], key: what one wrote.
pub const MINE: &str = "feed.mine";
/// No row: a page of what is everybody's changed on this device.
pub const PAGE: &str = "feed.page";

/// What an account offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Service {
    /// What it is called.
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
    /// What it costs, if it says so.
    pub price: Option<Money>,
}

/// A life account, as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Account {
    /// Identifier.
    pub id: LifeId,
    /// What it is called.
    pub name: String,
    /// Who keeps it.
    pub kind: LifeKind,
    /// What it says of itself; may be empty.
    pub about: String,
    /// What it is about.
    pub category: Category,
    /// When it is open.
    pub hours: Hours,
    /// Where it is, in words; may be empty.
    pub place: String,
    /// What it offers.
    pub services: Vec<Service>,
    /// SHA-256 of its picture, if it has one.
    pub picture: Option<String>,
    /// Whether operators verified its name.
    pub verified: bool,
    /// How many follow it.
    pub followers: i64,
    /// How many notes it has published.
    pub notes: i64,
    /// How often its notes are liked.
    pub likes: i64,
    /// When it was opened.
    pub created: Timestamp,
    /// Whether whoever reads it follows it.
    pub follows: bool,
}

/// A life account in short, at its notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InLife {
    /// Identifier.
    pub id: LifeId,
    /// What it is called.
    pub name: String,
    /// Who keeps it.
    pub kind: LifeKind,
    /// SHA-256 of its picture, if it has one.
    pub picture: Option<String>,
    /// Whether operators verified its name.
    pub verified: bool,
}

impl From<&Account> for InLife {
    fn from(account: &Account) -> Self {
        Self {
            id: account.id,
            name: account.name.clone(),
            kind: account.kind,
            picture: account.picture.clone(),
            verified: account.verified,
        }
    }
}

/// An account that I manage. Row `feed.managed`, key: account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Managed {
    /// The account, as it was when something about my role changed last.
    pub account: Account,
    /// What I may do.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
}

/// An account that I follow. Row `feed.followed`, key: account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Followed {
    /// Which, as it was then.
    pub account: InLife,
    /// Since when.
    pub since: Timestamp,
}

/// Something that I like. Row `feed.liked`, key: [`Liked::key`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Like {
    /// What.
    pub target: Liked,
}

/// A folder of notes that somebody keeps. Row `feed.folder`, key: its identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Folder {
    /// Identifier.
    pub id: FolderId,
    /// What it is called.
    pub name: String,
    /// Whether everybody may read it.
    pub public: bool,
    /// When it was made.
    pub created: Timestamp,
}

/// A note that I keep. Row `feed.kept`, key: note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Kept {
    /// The note, as it was when it was kept.
    pub note: Note,
    /// In which folder; one that is not there any more is none.
    pub folder: Option<FolderId>,
    /// When.
    pub at: Timestamp,
}

/// Something that I wrote. Row `feed.mine`, key: its identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "a row is one of them, and there are few at a time")]
pub enum Mine {
    /// A note.
    Note(Note),
    /// A comment.
    Comment(Comment),
}

/// A picture of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shot {
    /// SHA-256 of the picture.
    pub sha256: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What is pointed at in it.
    pub tags: Vec<Tag>,
}

/// Something that is pointed at in a picture; see [`super::check_tag`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tag {
    /// How far from the left, in thousandths of the width.
    pub x: u16,
    /// How far from the top, in thousandths of the height.
    pub y: u16,
    /// What it is.
    pub kind: TagKind,
    /// Its name.
    pub text: String,
    /// Where it leads: `https://…`, a path of the app, or nowhere if it is empty.
    pub link: String,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// Identifier.
    pub id: NoteId,
    /// In whose name it was published.
    pub account: InLife,
    /// What it shows.
    pub kind: NoteKind,
    /// Its title.
    pub title: String,
    /// Its text, with `#topics`; may be empty.
    pub text: String,
    /// Its pictures, in order; of a clip, its cover.
    pub pictures: Vec<Shot>,
    /// SHA-256 of one file that plays, if it is a clip.
    pub clip: Option<String>,
    /// Its short video, if it went through [`crate::media`].
    #[serde(default)]
    pub film: Option<Film>,
    /// Who may see it.
    #[serde(default)]
    pub audience: Audience,
    /// Where it was, in words; may be empty.
    pub place: String,
    /// When it came out, or will.
    pub published: Timestamp,
    /// Whether it has not come out yet.
    pub waiting: bool,
    /// When it was last changed, if it was after it had come out.
    pub edited: Option<Timestamp>,
    /// How many like it.
    pub likes: i64,
    /// How many keep it.
    pub saves: i64,
    /// How many comments it has.
    pub comments: i64,
    /// Whether whoever reads it likes it.
    pub liked: bool,
    /// Whether whoever reads it keeps it.
    pub kept: bool,
    /// Whether it was taken away; nothing that it said is left then.
    pub removed: bool,
    /// Whether it waits for a moderator: only who publishes for the account sees it.
    #[serde(default)]
    pub held: bool,
}

/// A comment on a note, or an answer to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comment {
    /// Identifier.
    pub id: CommentId,
    /// On which note.
    pub note: NoteId,
    /// The comment under which it stands, if it is an answer.
    pub root: Option<CommentId>,
    /// Whom it answers, where that is not who wrote the comment under which it stands.
    pub answers: Option<Person>,
    /// Who wrote it.
    pub author: Person,
    /// Whether they publish for the note's account.
    pub official: bool,
    /// Its text.
    pub body: String,
    /// When it was written.
    pub created: Timestamp,
    /// How many like it.
    pub likes: i64,
    /// Whether whoever reads it likes it.
    pub liked: bool,
    /// Whether it was taken away; its text is empty then.
    pub removed: bool,
    /// Whether it waits for a moderator: only its author sees it.
    #[serde(default)]
    pub held: bool,
}
