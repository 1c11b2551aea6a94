//! Operations in scope `feed:<me>`; the name of each stands in [`NAMES`].

use super::film::{Audience, Filmed, Source};
use super::hours::Hours;
use super::rows::{Service, Shot};
use super::{Category, LifeKind, Liked, Role};
use crate::ids::{CommentId, FolderId, LifeId, NoteId, PersonId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Opens a life account, which is mine then. `feed.open`
pub const OPEN: &str = "feed.open";
/// Changes how an account presents itself. `feed.update`
pub const UPDATE: &str = "feed.update";
/// Gives somebody a role, takes it, or leaves. `feed.set_role`
pub const SET_ROLE: &str = "feed.set_role";
/// Follows an account, or does no longer. `feed.follow`
pub const FOLLOW: &str = "feed.follow";
/// Publishes a note, now or later. `feed.write`
pub const WRITE: &str = "feed.write";
/// Changes a note. `feed.edit`
pub const EDIT: &str = "feed.edit";
/// Takes a note or a comment away. `feed.remove`
pub const REMOVE: &str = "feed.remove";
/// Likes something, or does no longer. `feed.like`
pub const LIKE: &str = "feed.like";
/// Keeps a note in a folder, or keeps it no longer. `feed.keep`
pub const KEEP: &str = "feed.keep";
/// Makes a folder, or changes it. `feed.set_folder`
pub const SET_FOLDER: &str = "feed.set_folder";
/// Takes a folder away; what is in it stays kept. `feed.drop_folder`
pub const DROP_FOLDER: &str = "feed.drop_folder";
/// Comments. `feed.comment`
pub const COMMENT: &str = "feed.comment";
/// Tells that I looked at notes: each counts once a day. `feed.view`
pub const VIEW: &str = "feed.view";

/// Tells how far I watched videos; it is counted without by whom. `feed.watch`
pub const WATCH: &str = "feed.watch";

/// The names of these operations.
pub const NAMES: &[&str] = &[
    OPEN,
    UPDATE,
    SET_ROLE,
    FOLLOW,
    WRITE,
    EDIT,
    REMOVE,
    LIKE,
    KEEP,
    SET_FOLDER,
    DROP_FOLDER,
    COMMENT,
    VIEW,
    WATCH,
];

/// How a life account presents itself; see [`super::check_face`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Face {
    /// What it is called.
    pub name: String,
    /// Who keeps it.
    pub kind: LifeKind,
    /// What it says of itself.
    pub about: String,
    /// What it is about.
    pub category: Category,
    /// When it is open.
    pub hours: Hours,
    /// Where it is, in words.
    pub place: String,
    /// What it offers.
    pub services: Vec<Service>,
    /// SHA-256 of its picture, uploaded before, if it has one.
    pub picture: Option<String>,
}

/// [`OPEN`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Its identifier, new.
    pub account: LifeId,
    /// How it presents itself.
    pub face: Face,
}

/// [`UPDATE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Which.
    pub account: LifeId,
    /// How it presents itself from now on.
    pub face: Face,
}

/// [`SET_ROLE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRole {
    /// Of which account.
    pub account: LifeId,
    /// Who.
    pub person: PersonId,
    /// What they are from now on; none for nobody. Whoever makes somebody else the owner is an editor
    /// from then on.
    pub role: Option<Role>,
}

/// [`FOLLOW`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    /// Which account.
    pub account: LifeId,
    /// Whether it is followed.
    pub follows: bool,
}

/// What a note says; see [`super::check_note`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Said {
    /// Its title.
    pub title: String,
    /// Its text, with `#topics`.
    pub text: String,
    /// Its pictures, uploaded before, in order; of a clip, its cover.
    pub pictures: Vec<Shot>,
    /// SHA-256 of its video, uploaded before, if it is a clip.
    #[serde(default)]
    pub clip: Option<String>,
    /// Its short video, which goes through [`crate::media`]; the only picture then is a cover that the device
    /// took, for a service that takes none itself.
    #[serde(default)]
    pub film: Option<Filmed>,
    /// Where it was, in words.
    #[serde(default)]
    pub place: String,
    /// Who may see it.
    #[serde(default)]
    pub audience: Audience,
}

/// [`WRITE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// Its identifier, new.
    pub note: NoteId,
    /// In whose name.
    pub account: LifeId,
    /// What it says.
    pub said: Said,
    /// When it comes out; none for now.
    pub publish: Option<Timestamp>,
}

/// [`EDIT`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Which.
    pub note: NoteId,
    /// What it says from now on.
    pub said: Said,
    /// When it comes out, where it has not yet; none for now.
    pub publish: Option<Timestamp>,
}

/// [`REMOVE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remove {
    /// What.
    pub target: Liked,
}

/// [`LIKE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Like {
    /// What.
    pub target: Liked,
    /// Whether it is liked.
    pub likes: bool,
}

/// [`KEEP`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keep {
    /// Which note.
    pub note: NoteId,
    /// Whether it is kept.
    pub kept: bool,
    /// In which folder of mine; none for in none.
    pub folder: Option<FolderId>,
}

/// [`SET_FOLDER`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFolder {
    /// Which; made if there is none.
    pub folder: FolderId,
    /// What it is called; see [`super::check_folder`].
    pub name: String,
    /// Whether everybody may read it.
    pub public: bool,
}

/// [`DROP_FOLDER`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropFolder {
    /// Which.
    pub folder: FolderId,
}

/// [`COMMENT`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its identifier, new.
    pub comment: CommentId,
    /// On which note.
    pub note: NoteId,
    /// Which comment it answers, if one.
    pub answers: Option<CommentId>,
    /// Its text; see [`super::check_comment`].
    pub body: String,
}

/// [`VIEW`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Which notes; those beyond [`MOST_VIEWS`] do not count.
    pub notes: Vec<NoteId>,
}

/// The most notes that one [`View`] counts.
pub const MOST_VIEWS: usize = 50;

/// [`WATCH`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Which; those beyond [`MOST_VIEWS`] do not count.
    pub watched: Vec<Watched>,
}

/// How far a video was watched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watched {
    /// Which.
    pub note: NoteId,
    /// How many tenths of it were watched: from 0 to 10.
    pub tenths: u8,
    /// From where it was come to; none for straight.
    pub source: Option<Source>,
}
