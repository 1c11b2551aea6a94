//! What a person does with an item, as far as the ranking learns from it.

use crate::Key;
use serde::{Deserialize, Serialize};

/// What somebody does not want to see more of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// This item.
    Item,
    /// All of its author.
    Author,
    /// All about this topic.
    Topic(Key),
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// It was on the screen.
    Shown,
    /// It was watched; of its length 0 (nothing) to 1 (all).
    Watched {
        /// Watched length ÷ length.
        completion: f32,
    },
    /// It was watched again right away.
    Rewatched,
    /// It was left within two seconds or so.
    Skipped,
    /// It was liked.
    Liked,
    /// The like was taken back.
    Unliked,
    /// It was put into a collection.
    Collected,
    /// It was passed on.
    Shared,
    /// Its author was followed.
    Followed,
    /// Its author is followed no longer.
    Unfollowed,
    /// No more of it, of its author, or of a topic.
    NotInterested(Refusal),
}

/// A signal with what it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The item.
    pub item: Key,
    /// Who made it.
    #[serde(default)]
    pub author: Option<Key>,
    /// What it is about.
    #[serde(default)]
    pub topics: Vec<Key>,
    /// When (Unix seconds).
    pub at: i64,
    /// What was done.
    pub signal: Signal,
}

impl Signal {
    /// How much it speaks for the item: from -1 (against) to 1 (for). A like counts 1; what is only
    /// watched counts by how much of it was (from -0.3 for nothing to 0.5 for all).
    pub(crate) fn strength(self) -> f64 {
        match self {
            Self::Shown | Self::Followed | Self::Unfollowed => 0.0,
            Self::Watched { completion } if completion.is_finite() => {
                f64::from(completion.clamp(0.0, 1.0)).mul_add(0.8, -0.3)
            }
            Self::Watched { .. } => 0.0,
            Self::Rewatched => 0.6,
            Self::Skipped => -0.5,
            Self::Liked | Self::Collected | Self::Shared => 1.0,
            Self::Unliked | Self::NotInterested(_) => -1.0,
        }
    }
}
