//! Keeping it decent: reports, decisions with their reasons, appeals, and what one does not want to see.

mod act;
mod ask;
mod commands;
mod force;
mod log;
pub mod ops;
mod reason;
pub mod rows;
pub mod rule;
mod statement;
mod target;
pub mod trust;
pub mod weight;

pub use act::{Act, Action, Basis, check_act, check_words, state};
pub use ask::*;
pub use commands::*;
pub use force::{InForce, Slow};
pub use log::{Line, Step};
pub use reason::Reason;
pub use rows::{Decided, Hidden, Mute, State, Veil};
pub use rule::{Effect, Rule, What};
pub use statement::{
    AccountDecision, Automated, Category, ContentType, EEA, Ground, ProvisionDecision, Source,
    Statement, VisibilityDecision, YesNo,
};
pub use target::Target;

/// The word of what a person has here.
pub const SCOPE: &str = "moderation";

/// What people are told of as it happens.
pub const NOTICES: &[&str] = &[
    "moderation.decided",
    "moderation.judged",
    "moderation.lifted",
    "moderation.case",
    "moderation.appeal",
    "moderation.acted",
    "moderation.kept",
];

/// The longest text that somebody writes here, in characters.
pub const WORDS_LIMIT: usize = 2_000;
/// The longest label of what is hidden or muted, in characters.
pub const LABEL_LIMIT: usize = 120;
/// The most mutes of one person.
pub const MUTES: usize = 500;
