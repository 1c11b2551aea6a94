//! What the UI asks of the shell about life accounts. Lists are answered at once from what the device
//! has; when the service has told something new, rows of kind [`super::rows::PAGE`] have changed.

use super::ask::{AskInsights, AskNotes, Crop, Insights, Keeper, OwnedFolder};
use super::film::captions::Cue;
use super::film::{
    DropPosting, ExportWatching, FetchAhead, FilmNumbers, ForgetWatching, GetCaptions, GetVideo,
    GetWatching, Hindrance, ListFilms, ListPostings, NextVideos, NotInterested, PostVideo, Posting,
    RetryPosting, SetWatching, StageVideo, VideoSeen, VideosNext, WantAgain, WatchVideo,
    WatchingShown, WhyNot,
};
use super::hours::Openness;
use super::ops::{Face, Said};
use super::rows::{Account, Comment, Folder, Followed, Managed, Note};
use super::text::Piece;
use super::{Liked, Role};
use crate::command::commands;
use crate::ids::{CommentId, FolderId, LifeId, NoteId, OpId};
use crate::page::{Listed, Standing};
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Reads the accounts that I manage, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListManaged {}

/// Reads the accounts that I follow, the last one first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListFollowed {}

/// Reads notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListNotes {
    /// Which.
    pub list: AskNotes,
    /// How many parts, from the first on.
    pub parts: u32,
}

/// A note in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteSeen {
    /// The note, with what waits.
    pub note: Note,
    /// Whether it waits in this device's outbox.
    pub waits: bool,
}

/// Reads a note with what is said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetNote {
    /// Which.
    pub note: NoteId,
    /// How many parts of the comments, from the first on.
    pub parts: u32,
}

/// A note with what is said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteShown {
    /// The note; none where this device has not seen it and the service was not reached.
    pub note: Option<NoteSeen>,
    /// Its text, taken apart.
    pub pieces: Vec<Piece>,
    /// What I may do with its account; none for nothing.
    pub role: Option<Role>,
    /// Whether I follow its account.
    pub follows: bool,
    /// In which folder I keep it.
    pub folder: Option<FolderId>,
    /// What is said, each before its answers, and whether it waits.
    pub comments: Vec<(Comment, bool)>,
    /// Whether there are older comments.
    pub more: bool,
    /// How it stands with it.
    pub state: Standing,
}

/// Reads a life account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetLife {
    /// Which.
    pub account: LifeId,
}

/// A life account, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeShown {
    /// The account; none where this device has not seen it and the service was not reached.
    pub account: Option<Account>,
    /// Whether it is open now.
    pub open: Openness,
    /// What I may do with it; none for nothing.
    pub role: Option<Role>,
    /// How it stands with it.
    pub state: Standing,
}

/// Reads who manages an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListKeepers {
    /// Which account.
    pub account: LifeId,
}

/// Reads how an account goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetInsights {
    /// Of which, and of how many days.
    pub list: AskInsights,
}

/// Reads my folders, and what is in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListFolders {}

/// A folder of mine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderSeen {
    /// The folder; none for what is in none.
    pub folder: Option<Folder>,
    /// How many notes are in it.
    pub notes: u32,
    /// SHA-256 of the first picture of up to three of them.
    pub covers: Vec<String>,
}

/// Reads what is in a folder: mine as a whole, somebody else's in parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetFolder {
    /// Which; none for what I keep in none.
    pub folder: Option<FolderId>,
    /// How many parts, from the first on.
    pub parts: u32,
}

/// A folder with what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderShown {
    /// The folder, and whose it is; none for what I keep in none.
    pub folder: Option<OwnedFolder>,
    /// Whether it is mine.
    pub mine: bool,
    /// What is in it.
    pub notes: Listed<NoteSeen>,
}

/// Opens a life account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLife {
    /// Idempotency key.
    pub op: OpId,
    /// Its identifier, new.
    pub account: LifeId,
    /// How it presents itself; its picture is in `picture`.
    pub face: Face,
    /// Its picture: base64 (RFC 4648) of an image file as picked; none for none.
    pub picture: Option<String>,
}

/// Changes how an account presents itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateLife {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub account: LifeId,
    /// How it presents itself from now on.
    pub face: Face,
    /// Another picture, as in [`OpenLife`]; none leaves the one in `face`.
    pub picture: Option<String>,
}

/// Gives somebody a role in an account, takes it, or leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetKeeper {
    /// Idempotency key.
    pub op: OpId,
    /// Which account.
    pub account: LifeId,
    /// Who.
    pub person: Person,
    /// What they are from now on; none for nobody.
    pub role: Option<Role>,
}

/// Follows an account, or does no longer; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowLife {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub account: LifeId,
    /// Whether it is followed.
    pub follows: bool,
}

/// Hands a picture in, cropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandInShot {
    /// What of it is kept; none for all.
    pub crop: Option<Crop>,
    /// Base64 (RFC 4648) of an image file as picked.
    pub base64: String,
}

/// Hands a short video in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandInClip {
    /// Base64 (RFC 4648) of the file as picked.
    pub base64: String,
}

/// Publishes a note, now or later; its pictures are handed in already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishNote {
    /// Idempotency key.
    pub op: OpId,
    /// Its identifier, new.
    pub note: NoteId,
    /// In whose name.
    pub account: LifeId,
    /// What it says.
    pub said: Said,
    /// When it comes out; none for now.
    pub publish: Option<Timestamp>,
}

/// Changes a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditNote {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub note: NoteId,
    /// What it says from now on.
    pub said: Said,
    /// When it comes out, where it has not yet; none for now.
    pub publish: Option<Timestamp>,
}

/// Takes a note or a comment away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveSaid {
    /// Idempotency key.
    pub op: OpId,
    /// What.
    pub target: Liked,
}

/// Likes something, or does no longer; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LikeIt {
    /// Idempotency key.
    pub op: OpId,
    /// What.
    pub target: Liked,
    /// Whether it is liked.
    pub likes: bool,
}

/// Keeps a note in a folder, or keeps it no longer; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepNote {
    /// Idempotency key.
    pub op: OpId,
    /// Which note, as it is seen.
    pub note: NoteId,
    /// Whether it is kept.
    pub kept: bool,
    /// In which folder; none for in none.
    pub folder: Option<FolderId>,
}

/// Makes a folder, or changes it; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFolder {
    /// Idempotency key.
    pub op: OpId,
    /// Which; a new one is made.
    pub folder: FolderId,
    /// What it is called.
    pub name: String,
    /// Whether everybody may read it.
    pub public: bool,
}

/// Takes a folder away; what is in it stays kept. Works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropFolder {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub folder: FolderId,
}

/// Comments; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SayIt {
    /// Idempotency key.
    pub op: OpId,
    /// Its identifier, new.
    pub comment: CommentId,
    /// On which note.
    pub note: NoteId,
    /// Which comment it answers, if one.
    pub answers: Option<CommentId>,
    /// Its text.
    pub body: String,
}

/// Tells that I looked at a note; it counts once a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeeNote {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub note: NoteId,
}

/// Draws a card of a note, with a code that leads to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawCard {
    /// Which.
    pub note: NoteId,
    /// Whether it is written into a file, too.
    #[serde(default)]
    pub keep: bool,
}

/// A card of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What the code says, to share as a link.
    pub link: String,
    /// Base64 (RFC 4648) of the picture, PNG.
    pub png: String,
    /// Where the file lies; empty where none was asked for.
    #[serde(default)]
    pub path: String,
}

commands! { "feed";
    ListManaged => "list_managed" -> Vec<Managed>,
    ListFollowed => "list_followed" -> Vec<Followed>,
    ListNotes => "list_notes" -> Listed<NoteSeen>,
    GetNote => "get_note" -> NoteShown,
    GetLife => "get_life" -> LifeShown,
    ListKeepers => "list_keepers" -> Listed<Keeper>,
    GetInsights => "get_insights" -> Listed<Insights>,
    ListFolders => "list_folders" -> Vec<FolderSeen>,
    GetFolder => "get_folder" -> FolderShown,
    OpenLife => "open_life" -> (),
    UpdateLife => "update_life" -> (),
    SetKeeper => "set_keeper" -> (),
    FollowLife => "follow_life" -> (),
    HandInShot => "hand_in_shot" -> super::ask::KeptShot,
    HandInClip => "hand_in_clip" -> super::ask::KeptClip,
    PublishNote => "publish_note" -> (),
    EditNote => "edit_note" -> (),
    RemoveSaid => "remove_said" -> (),
    LikeIt => "like_it" -> (),
    KeepNote => "keep_note" -> (),
    SetFolder => "set_folder" -> (),
    DropFolder => "drop_folder" -> (),
    SayIt => "say_it" -> (),
    SeeNote => "see_note" -> (),
    DrawCard => "draw_card" -> Card,
    NextVideos => "next_videos" -> VideosNext,
    GetVideo => "get_video" -> Option<VideoSeen>,
    WhyNot => "why_not" -> Hindrance,
    WatchVideo => "watch_video" -> (),
    NotInterested => "not_interested" -> (),
    WantAgain => "want_again" -> (),
    FetchAhead => "fetch_ahead" -> (),
    GetCaptions => "get_captions" -> Vec<Cue>,
    GetWatching => "get_watching" -> WatchingShown,
    SetWatching => "set_watching" -> (),
    ForgetWatching => "forget_watching" -> (),
    ExportWatching => "export_watching" -> String,
    StageVideo => "stage_video" -> u64,
    PostVideo => "post_video" -> (),
    ListPostings => "list_postings" -> Vec<Posting>,
    RetryPosting => "retry_posting" -> (),
    DropPosting => "drop_posting" -> (),
    ListFilms => "list_films" -> Listed<FilmNumbers>,
}
