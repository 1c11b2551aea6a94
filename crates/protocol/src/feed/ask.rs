//! What a device asks the service of life accounts and notes.

use super::blur::Count;
use super::rows::{Account, Comment, Folder, Note};
use super::{Category, Role};
use crate::ids::{FolderId, LifeId, NoteId};
use crate::page::{Page, Part};
use crate::people::Person;
use crate::request::requests;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Which notes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Feed {
    /// Everybody's, those of most interest first: [`super::rank::discover`].
    #[default]
    Discover,
    /// Those of accounts of one category, likewise.
    Category(Category),
    /// Those of accounts that whoever asks follows, the latest first.
    Following,
    /// Those of one account, the latest first.
    Account(LifeId),
    /// Those of one topic, in small letters, the latest first.
    Topic(String),
    /// Those of a folder that everybody may read, or one's own; what was kept last first.
    Folder(FolderId),
    /// Those of one account that have not come out yet; for those who publish there.
    Waiting(LifeId),
}

/// Asks for notes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskNotes {
    /// Which.
    pub feed: Feed,
}

/// Asks for one note: a list of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskNote {
    /// Which.
    pub note: NoteId,
}

/// Asks for the comments on a note, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskReplies {
    /// Which.
    pub note: NoteId,
}

/// Asks for one life account: a list of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskAccount {
    /// Which.
    pub account: LifeId,
}

/// Asks who manages an account; for those who do. The latest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskManagers {
    /// Which account.
    pub account: LifeId,
}

/// Somebody who manages an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Manager {
    /// Who.
    pub person: Person,
    /// What they may do.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
}

/// Asks for one folder that everybody may read, or one's own: a list of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskFolder {
    /// Which.
    pub folder: FolderId,
}

/// A folder with whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnedFolder {
    /// The folder.
    pub folder: Folder,
    /// Whose.
    pub owner: Person,
    /// How many notes are in it.
    pub notes: i64,
}

/// Asks how an account goes: a list of one, for its owner and its analysts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskInsights {
    /// Which account.
    pub account: LifeId,
    /// Of how many days until today; at most [`MOST_DAYS`].
    pub days: u16,
}

/// The most days that [`AskInsights`] looks back.
pub const MOST_DAYS: u16 = 90;

/// What happened in some time; small numbers are blurred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Numbers {
    /// How often notes were looked at; each person counts once a day and note.
    pub views: Count,
    /// How many people looked.
    pub reach: Count,
    /// How many likes came.
    pub likes: Count,
    /// How many notes were kept.
    pub saves: Count,
    /// How many began to follow.
    pub follows: Count,
}

/// One day of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Day {
    /// When the day began (UTC).
    pub day: Timestamp,
    /// What happened on it.
    pub numbers: Numbers,
    /// How many followed at its end.
    pub followers: Count,
}

/// How one note goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoteNumbers {
    /// Which.
    pub note: NoteId,
    /// Its title.
    pub title: String,
    /// SHA-256 of its first picture.
    pub picture: String,
    /// How often it was looked at in that time.
    pub views: Count,
    /// How many like it.
    pub likes: Count,
    /// How many keep it.
    pub saves: Count,
}

/// How an account goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Insights {
    /// Of which account.
    pub account: LifeId,
    /// All of the time together; people who looked on several days are one.
    pub whole: Numbers,
    /// How many follow now.
    pub followers: Count,
    /// Each day, the oldest first.
    pub days: Vec<Day>,
    /// The notes that were looked at most, at most ten.
    pub notes: Vec<NoteNumbers>,
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
    /// A part of [`AskNotes`].
    NotesPart of AskNotes,
    /// The only part of [`AskNote`].
    NotePart of AskNote,
    /// A part of [`AskReplies`].
    RepliesPart of AskReplies,
    /// The only part of [`AskAccount`].
    AccountPart of AskAccount,
    /// A part of [`AskManagers`].
    ManagersPart of AskManagers,
    /// The only part of [`AskFolder`].
    FolderPart of AskFolder,
    /// The only part of [`AskInsights`].
    InsightsPart of AskInsights,
}

/// A part of a picture, in thousandths of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Crop {
    /// Where it begins from the left.
    pub x: u16,
    /// Where it begins from the top.
    pub y: u16,
    /// How wide it is.
    pub width: u16,
    /// How high it is.
    pub height: u16,
}

/// Keeps a picture of a note: cropped, re-encoded, made small, without metadata.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeepShot {
    /// What of it is kept; none for all.
    pub crop: Option<Crop>,
    /// Base64 (RFC 4648) of an image file.
    pub base64: String,
}

/// A picture that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeptShot {
    /// SHA-256 of what is served.
    pub sha256: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// The most bytes of a clip.
pub const CLIP_BYTES: usize = 24 << 20;

/// Keeps a short video as it is: H.264 and AAC in MP4, or WebM.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeepClip {
    /// Base64 (RFC 4648) of the file, of at most [`CLIP_BYTES`].
    pub base64: String,
}

/// A short video that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeptClip {
    /// SHA-256 of what is served.
    pub sha256: String,
}

requests! {
    NotesPart => "/v1/feed/notes" -> Page<Note>,
    NotePart => "/v1/feed/note" -> Page<Note>,
    RepliesPart => "/v1/feed/comments" -> Page<Comment>,
    AccountPart => "/v1/feed/account" -> Page<Account>,
    ManagersPart => "/v1/feed/managers" -> Page<Manager>,
    FolderPart => "/v1/feed/folder" -> Page<OwnedFolder>,
    InsightsPart => "/v1/feed/insights" -> Page<Insights>,
    KeepShot => "/v1/feed/keep-picture" -> KeptShot,
    KeepClip => "/v1/feed/keep-clip" -> KeptClip,
}
