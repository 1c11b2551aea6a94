//! What a device asks the service of short videos.

use super::super::blur::Count;
use super::super::rows::Note;
use super::Source;
use crate::ids::{LifeId, NoteId};
use crate::page::{Page, Part};
use crate::request::requests;
use serde::{Deserialize, Serialize};

/// Which videos are offered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// Whatever may be of interest.
    #[default]
    ForYou,
    /// Those of accounts that whoever asks follows, the latest first.
    Following,
    /// Those of this place, in words as they stand at notes, the latest first.
    Nearby(String),
}

/// Asks for videos that may be of interest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskOffered {
    /// Which.
    pub tab: Tab,
}

/// How much liking another video speaks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Neighbour {
    /// The other one.
    pub note: NoteId,
    /// In millionths; below 0 if it speaks against it.
    pub weight: i32,
}

/// A video that is offered, with what the device needs in order to rank it. What is counted is counted of
/// everybody, with noise, and only where enough people are behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offered {
    /// Its note; there is a film that is made.
    pub note: Note,
    /// Why it is offered.
    pub sources: Vec<Source>,
    /// Likes of the last days, each counting less the older it is; in thousandths.
    pub recent: i64,
    /// How often it was watched, by whomever.
    pub shown: u32,
    /// Videos whose likers tend to like it: at most [`NEIGHBOURS`].
    pub neighbours: Vec<Neighbour>,
}

/// The most neighbours that are told of one video.
pub const NEIGHBOURS: usize = 32;

/// Asks how much what is popular counts against what one likes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskRanking {}

/// What the service learned of the likes that it knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ranking {
    /// JSON of the ranking's `Balance`.
    pub balance: String,
}

/// Asks for the captions of a video.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskCaptions {
    /// Of which note.
    pub note: NoteId,
}

/// Captions of a video.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Captions {
    /// Of which note.
    pub note: NoteId,
    /// The file (WebVTT).
    pub vtt: String,
}

/// Asks how the videos of an account go; for its owner and its analysts. The latest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskFilms {
    /// Which account.
    pub account: LifeId,
}

/// How one video goes; small numbers are blurred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FilmNumbers {
    /// Its note.
    pub note: Note,
    /// How often it was watched.
    pub watched: Count,
    /// How much of it was watched on the average, in thousandths and steps of a hundred; none where few
    /// watched.
    pub average: Option<u16>,
    /// How often it was watched at least to each tenth: from the first to the tenth.
    pub reached: Vec<Count>,
    /// From where it was come to; none for straight, as by a link.
    pub sources: Vec<(Option<Source>, Count)>,
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
    /// A part of [`AskOffered`].
    OfferedPart of AskOffered,
    /// The only part of [`AskRanking`].
    RankingPart of AskRanking,
    /// The only part of [`AskCaptions`].
    CaptionsPart of AskCaptions,
    /// A part of [`AskFilms`].
    FilmsPart of AskFilms,
}

requests! {
    OfferedPart => "/v1/feed/offered" -> Page<Offered>,
    RankingPart => "/v1/feed/ranking" -> Page<Ranking>,
    CaptionsPart => "/v1/feed/captions" -> Page<Captions>,
    FilmsPart => "/v1/feed/films" -> Page<FilmNumbers>,
}
