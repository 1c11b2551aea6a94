//! Short videos: what a note with one says and shows, how they are offered, and what the device asks.
//!
//! A file is handed in by [`crate::media`]; a note names it by its [`VideoId`]. The service offers what
//! may be of interest ([`AskOffered`]); the device alone knows what its person watched, and ranks.

mod ask;
pub mod captions;
mod check;
mod commands;

pub use ask::*;
pub use check::*;
pub use commands::*;

use super::rows::Tag;
use crate::ids::VideoId;
use crate::media::Made;
use serde::{Deserialize, Serialize};

/// Who may see a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody.
    #[default]
    Everybody,
    /// Those who follow its account, and who publishes there.
    Followers,
    /// Who publishes there.
    Keepers,
}
super::words!(Audience { Everybody = "everybody", Followers = "followers", Keepers = "keepers" });

/// Words that stand in the picture for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Overlay {
    /// The words; see [`check_film`].
    pub text: String,
    /// How far their middle is from the left, in thousandths of the width.
    pub x: u16,
    /// How far it is from the top, in thousandths of the height.
    pub y: u16,
    /// From when on, in milliseconds.
    pub from_ms: u64,
    /// Until when.
    pub to_ms: u64,
}

/// What a note says with a video; see [`check_film`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Filmed {
    /// The video, whose upload is whole.
    pub id: VideoId,
    /// Words that stand in it.
    #[serde(default)]
    pub texts: Vec<Overlay>,
    /// Its captions (WebVTT); empty for none.
    #[serde(default)]
    pub captions: String,
    /// Whose sound it is; empty for its own.
    #[serde(default)]
    pub sound: String,
    /// What is pointed at: products, places, accounts. They stand in the first picture.
    #[serde(default)]
    pub tags: Vec<Tag>,
}

/// The video of a note, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Film {
    /// Which.
    pub id: VideoId,
    /// What was made of it; none while it is worked on, which only those who publish for the account see.
    pub made: Option<Made>,
    /// Words that stand in it.
    pub texts: Vec<Overlay>,
    /// Whether it has captions: [`AskCaptions`].
    pub captions: bool,
    /// Whose sound it is; empty for its own.
    pub sound: String,
    /// What is pointed at; it stands in the note's picture, too, once there is one.
    pub tags: Vec<Tag>,
}

/// Why a video is offered, and from where it was come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// It came out lately.
    Recent,
    /// Many like it.
    Popular,
    /// Its account is followed.
    Followed,
    /// It was made near.
    Near,
    /// Those who like something that I like, like it.
    Similar,
    /// So that something new is tried.
    Explored,
}
super::words!(Source {
    Recent = "recent",
    Popular = "popular",
    Followed = "followed",
    Near = "near",
    Similar = "similar",
    Explored = "explored",
});
