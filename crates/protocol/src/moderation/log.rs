//! The public log of decisions: a line for each step, chained as the operators' log is.

use super::{Action, Statement};
use crate::ids::OpId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What a line tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// Which decision.
    pub decision: OpId,
    /// What became of it.
    pub step: Step,
    /// What was done.
    pub action: Action,
    /// About what: its kind, and a pseudonym that is the same each time.
    pub about: String,
    /// Where: its kind and identifier; empty for the whole service.
    pub place: String,
    /// The statement of reasons; none where none is due, or it was told before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
    /// What was said when an appeal was decided, or when it was lifted.
    pub why: String,
}

/// A step in the life of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// It was made.
    Decided,
    /// Whoever it is about asked somebody else to look at it.
    Appealed,
    /// Somebody else found it right.
    Upheld,
    /// Somebody else took it back.
    Reversed,
    /// A moderator ended what it imposed.
    Lifted,
}

impl Step {
    /// Its word, in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Appealed => "appealed",
            Self::Upheld => "upheld",
            Self::Reversed => "reversed",
            Self::Lifted => "lifted",
        }
    }
}
