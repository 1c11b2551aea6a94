//! What is in force: whom or what decisions restrain now, until when, and why.

use super::{Action, State, Statement, Target};
use crate::ids::OpId;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that a decision imposed and that has not ended, as moderators of its place see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InForce {
    /// By which decision.
    pub decision: OpId,
    /// What was imposed.
    pub action: Action,
    /// What the decision is about.
    pub target: Target,
    /// The beginning of what it is about, as it was.
    pub label: String,
    /// Whom it restrains, or whose it is that is locked; none where it is everybody of the place.
    pub about: Option<Person>,
    /// Who decided.
    pub by: Option<Person>,
    /// Since when.
    pub since: Timestamp,
    /// Until when; none for no end.
    pub until: Option<Timestamp>,
    /// How many seconds have to lie between two posts of one person, where everybody is slowed; or 0.
    pub seconds: i64,
    /// How it stands with the decision.
    pub state: State,
    /// Why; none where no reasons were asked for when it was decided.
    pub statement: Option<Statement>,
    /// Whether whoever asks may lift it.
    pub mine: bool,
}

/// That everybody is slowed in a place, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Slow {
    /// How many seconds have to lie between two posts of one person.
    pub seconds: i64,
    /// Why, and since when; none where no reasons were asked for when it was decided.
    pub statement: Option<Statement>,
}
