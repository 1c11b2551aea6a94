//! Rows of scope `moderation:<me>`.

use super::{Action, Reason, Statement, Target};
use crate::ids::OpId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// [`Hidden`], key: what is hidden.
pub const HIDDEN: &str = "moderation.hidden";
/// [`Mute`], key: [`Mute::key`].
pub const MUTE: &str = "moderation.mute";
/// [`Decided`], key: decision.
pub const DECIDED: &str = "moderation.decided";
/// No row: a list of what is everybody's changed on this device.
pub const PAGE: &str = "moderation.page";

/// Something that I do not see any more. Row `moderation.hidden`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// What.
    pub target: Target,
    /// Its beginning, so that I know it again.
    pub label: String,
    /// Why I reported it; none where I only hid it.
    pub reason: Option<Reason>,
    /// Since when.
    pub at: Timestamp,
}

/// What I do not want to see. Row `moderation.mute`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mute {
    /// What it is.
    pub veil: Veil,
    /// The word itself, or whom or what it names as it was called then.
    pub label: String,
}

/// What a mute is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Veil {
    /// Whatever has this word in it.
    Word(String),
    /// Whatever this is, is in, or wrote: a person, a community.
    Target(Target),
}

impl Mute {
    /// Its key among rows.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.veil {
            Veil::Word(word) => format!("word/{}", word.to_lowercase()),
            Veil::Target(target) => target.key(),
        }
    }
}

/// How it stands with a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It stands.
    #[default]
    Stands,
    /// Somebody else is asked to look at it.
    Appealed,
    /// Somebody else found it right.
    Upheld,
    /// Somebody else took it back.
    Reversed,
    /// A moderator ended what it imposed, before its time.
    Lifted,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Stands, Self::Appealed, Self::Upheld, Self::Reversed, Self::Lifted];

    /// Its word, in the database and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Appealed => "appealed",
            Self::Upheld => "upheld",
            Self::Reversed => "reversed",
            Self::Lifted => "lifted",
        }
    }

    /// Whether whoever it is about may ask somebody else to look at it: what was lifted is over, and
    /// stays on their record.
    #[must_use]
    pub const fn may_be_appealed(self) -> bool {
        matches!(self, Self::Stands | Self::Lifted)
    }

    /// The state with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A decision about me. Row `moderation.decided`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decided {
    /// Which.
    pub decision: OpId,
    /// What was done.
    pub action: Action,
    /// About what.
    pub target: Target,
    /// The beginning of what it is about, as it was.
    pub label: String,
    /// Where, by name; empty for the whole service.
    pub place: String,
    /// Why.
    pub statement: Statement,
    /// How it stands.
    pub state: State,
    /// What I said against it.
    pub appeal: String,
    /// What was said when my appeal was decided.
    pub judgement: String,
    /// What was said when it was lifted.
    #[serde(default)]
    pub lifted: String,
}
