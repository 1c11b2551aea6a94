//! What the UI asks of the shell about short videos.

use super::super::ask::Crop;
use super::super::commands::NoteSeen;
use super::super::ops::Said;
use super::{AskFilms, Source, Tab};
use crate::error::Error;
use crate::ids::{LifeId, NoteId, OpId, VideoId};
use crate::page::Standing;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Row kind that is told when a video is on its way, or is no longer.
pub const POSTING: &str = "feed.posting";
/// Row kind that is told when what one watched, or how one wants to watch, changed.
pub const WATCHING: &str = "feed.watching";

/// Takes the next videos from what is offered, the best first. Whatever waits offline is ranked the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextVideos {
    /// From where.
    pub tab: Tab,
    /// What is on the screen already: not again.
    pub seen: Vec<NoteId>,
    /// How many, at most [`MOST_NEXT`].
    pub count: u32,
    /// A note that comes first, whatever its rank, if it is known.
    #[serde(default)]
    pub first: Option<NoteId>,
}

/// The most videos that are taken at once.
pub const MOST_NEXT: u32 = 20;

/// Videos that come next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideosNext {
    /// In order.
    pub videos: Vec<VideoSeen>,
    /// How it stands with what is offered.
    pub state: Standing,
}

/// A video on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoSeen {
    /// Its note, with what waits; there is a film that is made.
    pub seen: NoteSeen,
    /// Whether I follow its account.
    pub follows: bool,
    /// Whether I publish for its account.
    pub mine: bool,
    /// Why the service offers it; none where I came straight to it.
    pub source: Option<Source>,
    /// Whether the whole file is on this device.
    pub here: bool,
    /// Why it stands where it does, what counts most first.
    pub reasons: Vec<Reason>,
}

/// Why a video stands where it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// A word under `feed.why`: `taste trend author topic followed near new_item new_author fatigue
    /// refused variety newest`.
    pub why: String,
    /// Its share of all that speaks for it, or, below 0, of all that speaks against it; in thousandths.
    pub share: i16,
    /// The title, account or topic it is about, if that is known on this device.
    pub about: Option<String>,
}

/// Reads one video as [`NextVideos`] would tell it; none where it is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetVideo {
    /// Its note.
    pub note: NoteId,
}

/// Asks why a video does not play that should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyNot {
    /// Its note.
    pub note: NoteId,
}

/// Why a video does not play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    /// It is not on this device as a whole, and the service is not reached.
    Offline,
    /// It was deleted, or taken down.
    Gone,
    /// All of it can be had, and cannot be played.
    Broken,
}

/// Tells how a video was watched, as it leaves the screen. It is kept on this device; only how far it was
/// watched is told, without by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchVideo {
    /// Which.
    pub note: NoteId,
    /// How much of it was watched, in thousandths.
    pub reached: u16,
    /// How often it began anew.
    pub replays: u16,
    /// Whether it was left within two seconds.
    pub skipped: bool,
    /// From where it was come to.
    pub source: Option<Source>,
}

/// What one does not want more of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unwanted {
    /// This video.
    Item,
    /// Any of its account.
    Author,
    /// Any of this topic, in small letters.
    Topic(String),
}

/// Wants no more of something; it counts from the next video on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotInterested {
    /// At which video.
    pub note: NoteId,
    /// Of what.
    pub what: Unwanted,
}

/// Takes back that one wants no more of something, as if it had never been said; what was learned since stays.
/// It can be done for a minute, with what was refused last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WantAgain {
    /// What was said.
    pub refused: NotInterested,
}

/// Has these files at hand next, in this order, and stops fetching any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchAhead {
    /// Notes of videos.
    pub notes: Vec<NoteId>,
}

/// Reads the captions of a video; empty for none, or where they are not at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetCaptions {
    /// Of which.
    pub note: NoteId,
}

/// Reads how I watch, and what was learned of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetWatching {}

/// How I want to watch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watching {
    /// Whether the latest come first, whatever I like.
    pub chronological: bool,
    /// The place whose videos are near, in words; empty for none.
    pub place: String,
    /// How many mebibytes are kept for when there is no connection; 0 for none.
    pub offline_mib: u32,
    /// Whether they are only fetched over connections that cost nothing.
    pub unmetered_only: bool,
    /// Whether how far I watch is told, without by whom.
    pub tells: bool,
}

impl Default for Watching {
    fn default() -> Self {
        Self {
            chronological: false,
            place: String::new(),
            offline_mib: 200,
            unmetered_only: true,
            tells: true,
        }
    }
}

/// How I watch, and what was learned of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchingShown {
    /// How I want it.
    pub wishes: Watching,
    /// How many videos I watched, as far as that counts.
    pub watched: u32,
    /// Topics and accounts, and how I took to them: from -1,000 to 1,000, what counts most first; at most
    /// twenty.
    pub interests: Vec<(String, i16)>,
    /// How many videos are here for when there is no connection.
    pub here: u32,
}

/// Changes how I want to watch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetWatching {
    /// From now on.
    pub wishes: Watching,
}

/// Forgets all that was learned of what I watched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetWatching {}

/// Writes all that was learned into a file; answers where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportWatching {}

/// Takes a part of a file that is to be posted: parts come in order, from 0 on. Answers how much is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageVideo {
    /// Identifier of the video, new.
    pub video: VideoId,
    /// Where this part begins; 0 begins anew.
    pub offset: u64,
    /// Base64 (RFC 4648) of the part, at most [`STAGE_BYTES`].
    pub base64: String,
}

/// The most bytes of a part of [`StageVideo`].
pub const STAGE_BYTES: usize = 1 << 20;

/// Posts a staged video: it is uploaded in the background, also after the app was closed and opened, and
/// the note is published when all of it is there. Works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostVideo {
    /// Idempotency key of the note.
    pub op: OpId,
    /// Identifier of the note, new.
    pub note: NoteId,
    /// In whose name; none for my own account, which is opened if there is none.
    pub account: Option<LifeId>,
    /// What the note says; its film is the staged video.
    pub said: Said,
    /// Which moment is the cover, in milliseconds.
    pub cover_ms: Option<u64>,
    /// The cover as the device draws it, for a service that takes none itself: base64 (RFC 4648) of an image
    /// file.
    #[serde(default)]
    pub cover: Option<String>,
    /// From when until when, in milliseconds; none for all.
    pub trim: Option<(u64, u64)>,
    /// What of the picture; none for all.
    pub crop: Option<Crop>,
    /// When it comes out; none for as soon as it can.
    pub publish: Option<Timestamp>,
}

/// What becomes of a video that one posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostingState {
    /// It is being uploaded, or waits for a connection.
    Sending {
        /// How many bytes are there.
        sent: u64,
        /// Whether the service was not reached lately.
        offline: bool,
    },
    /// It is there; the service works on it.
    Making {
        /// How much of the work is done, in thousandths.
        progress: u16,
    },
    /// It is out, or will be when its time comes.
    Done,
    /// It will not be.
    Failed {
        /// Why.
        error: Error,
    },
}

/// A video that one posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// The video.
    pub video: VideoId,
    /// Its note.
    pub note: NoteId,
    /// The note's title.
    pub title: String,
    /// The bytes of the file.
    pub bytes: u64,
    /// What becomes of it.
    pub state: PostingState,
    /// What I should know, though it did not fail.
    pub remark: Option<Error>,
    /// When it was posted.
    pub created: Timestamp,
}

/// Reads what I post, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPostings {}

/// Tries a posting again that failed, or at once one that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetryPosting {
    /// Which.
    pub video: VideoId,
}

/// Gives a posting up that is not done, or takes one that is off the list; the note stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropPosting {
    /// Which.
    pub video: VideoId,
}

/// Reads how the videos of an account go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListFilms {
    /// Of which.
    pub list: AskFilms,
    /// How many parts, from the first on.
    pub parts: u32,
}
