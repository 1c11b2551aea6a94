//! What a device asks the service of moderation.

use super::{Action, Decided, InForce, Reason, Rule, Slow, Statement, Target};
use crate::operate::Sealed;
use crate::page::{Page, Part};
use crate::people::Person;
use crate::request::requests;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A list, and a part of it.
macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident { $($(#[$of:meta])* $field:ident: $kind:ty)? }, $part:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $list {
            $($(#[$of])* pub $field: $kind,)?
        }

        /// A part of it.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $part {
            /// Which list.
            pub list: $list,
            /// Which part of it.
            pub part: Part,
        }
    )+};
}

lists! {
    /// Asks for what waits for me as a moderator, the latest first.
    AskQueue {}, QueuePart;
    /// Asks for appeals that I may decide, the latest first.
    AskAppeals {}, AppealsPart;
    /// Asks for the public log, the latest line first.
    AskLog {}, LogPart;
    /// Asks for the rules of a place: a list of one.
    AskRules {
        /// Its kind and identifier; empty for the whole service.
        place: String
    }, RulesPart;
    /// Asks for what is in force in a place that I moderate, the latest first.
    AskInForce {
        /// Its kind and identifier; empty for the whole service.
        place: String
    }, InForcePart;
    /// Asks whether everybody is slowed in a place that I may read: a list of one, or of none.
    AskSlow {
        /// Its kind and identifier; empty for the whole service.
        place: String
    }, SlowPart;
}

/// The rules of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RulesOf {
    /// What the place is called; empty for the whole service.
    pub name: String,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// How many seconds have to lie between two posts of one person; 0 for none.
    pub slow: i64,
    /// Whether whoever asks may change them.
    pub mine: bool,
}

/// What a report or a decision is about, as a moderator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Context {
    /// What.
    pub target: Target,
    /// Where it stands: kind and identifier; empty for the whole service.
    pub place: String,
    /// What the place is called.
    pub place_name: String,
    /// The place's rules in words, one each.
    pub place_rules: Vec<String>,
    /// Who wrote it, or who it is; none where it is nobody's.
    pub about: Option<Person>,
    /// Its title, or its name.
    pub title: String,
    /// Its text, in Markdown.
    pub body: String,
    /// What it answers, in short.
    pub above: String,
    /// SHA-256 of each of its pictures.
    pub pictures: Vec<String>,
    /// When it was written.
    pub written: Option<Timestamp>,
    /// Where it is shown in the app.
    pub link: String,
    /// Whether it is shown to nobody now.
    pub gone: bool,
    /// Whether nobody may comment on it.
    pub locked: bool,
    /// How many decisions about whoever wrote it stand.
    pub before: i64,
}

/// Something that waits for a moderator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Case {
    /// What it is about.
    pub context: Context,
    /// How many people reported it.
    pub reports: i64,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What they wrote.
    pub said: Vec<String>,
    /// The word or link that a rule of the place holds back; empty where none does.
    pub held_for: String,
    /// When it was last reported.
    pub latest: Timestamp,
    /// Whether whoever asks runs the service.
    pub operator: bool,
}

/// An appeal that waits to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Appealed {
    /// What it is about.
    pub context: Context,
    /// The decision, with what was said against it.
    pub decided: Decided,
    /// Who decided.
    pub by: Person,
    /// When it was appealed.
    pub at: Timestamp,
}

/// What a line of the log says, for a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// Its number.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub action: Action,
    /// What became of it.
    pub step: super::Step,
    /// About what, by its pseudonym.
    pub about: String,
    /// Which rule or law.
    pub ground: String,
    /// What happened, or why an appeal was decided so, or why it was lifted.
    pub facts: String,
    /// The statement of reasons, where the line has one.
    pub statement: Option<Statement>,
    /// Whether a line that this device has follows the one before it by its hash.
    pub whole: bool,
}

requests! {
    QueuePart => "/v1/moderation/queue" -> Page<Case>,
    AppealsPart => "/v1/moderation/appeals" -> Page<Appealed>,
    LogPart => "/v1/moderation/log" -> Page<Sealed>,
    RulesPart => "/v1/moderation/rules" -> Page<RulesOf>,
    InForcePart => "/v1/moderation/in-force" -> Page<InForce>,
    SlowPart => "/v1/moderation/slow" -> Page<Slow>,
}
