//! What the service offers: items, with all that the device needs in order to score them.

use crate::{Key, Popularity};
use serde::{Deserialize, Serialize};

/// Says why the service offers an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// It came out lately.
    Recent,
    /// Many like it.
    Popular,
    /// Its author is followed.
    Followed,
    /// It was made near.
    Near,
    /// It is a neighbour of something watched.
    Similar,
    /// It is offered so that something new is tried.
    Explored,
}

/// Says how much liking `item` speaks for the candidate that carries this.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    /// The item that was liked.
    pub item: Key,
    /// Weight of the ridge regression: about the chance that its liker likes the candidate, less what
    /// its other neighbours already explain; may be below 0.
    pub weight: f32,
}

/// One item that may be shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The item.
    pub item: Key,
    /// Who made it.
    #[serde(default)]
    pub author: Option<Key>,
    /// What it is about.
    #[serde(default)]
    pub topics: Vec<Key>,
    /// When it came out (Unix seconds).
    #[serde(default)]
    pub created: i64,
    /// Why it is offered.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// How often it was liked, in all and lately.
    #[serde(default)]
    pub popularity: Popularity,
    /// How often it was shown to anybody; `None` where nobody counted: then it is not taken for new.
    #[serde(default)]
    pub shown: Option<u32>,
    /// The items whose likers tend to like it.
    #[serde(default)]
    pub neighbours: Vec<Neighbour>,
}
