//! Keeping it decent: reports, the moderators' queue, decisions with their reasons, appeals, a public
//! log, rules of words and links, blocked pictures, and how far people are trusted.

mod act;
mod appeal;
mod audit;
mod check;
mod lift;
mod log;
mod look;
mod picture;
mod report;
mod rules;
mod shows;
mod state;
mod subject;
pub(crate) mod table;
mod telling;
mod veil;

pub use audit::{ModerationAudit, audit};
pub(crate) use check::{Doing, hold, is_locked, may, sift, weigh};
pub(crate) use picture::{is_any_blocked, is_blocked, look_of};
pub(crate) use shows::is_pending;
pub(crate) use state::State;
pub use subject::{Moderated, Place, Subject};
pub(crate) use veil::is_muted;

use crate::db::Migration;
use crate::endpoint::Endpoint;
use crate::media::Shows;
use crate::module::{Context, Module, Refusal, arguments, unknown_operation};
use sampan_protocol::ids::PersonId;
use sampan_protocol::moderation::{SCOPE, ops};
use sampan_protocol::sync::{Operation, Scope};

/// The module.
pub(crate) struct Moderation;

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: table::report::CREATE },
    Migration { version: 2, sql: table::queue::CREATE },
    Migration { version: 3, sql: table::decision::CREATE },
    Migration { version: 4, sql: table::restraint::CREATE },
    Migration { version: 5, sql: table::record::CREATE },
    Migration { version: 6, sql: table::rule::CREATE },
    Migration { version: 7, sql: table::picture::CREATE },
    Migration { version: 8, sql: table::log::CREATE },
    Migration { version: 9, sql: table::restraint::SECOND },
];

impl Module for Moderation {
    fn name(&self) -> &'static str {
        SCOPE
    }

    fn scope_word(&self) -> &'static str {
        SCOPE
    }

    fn migrations(&self) -> &'static [Migration] {
        MIGRATIONS
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        look::endpoints()
    }

    fn halts(&self) -> bool {
        false
    }

    fn needs_approval(&self, _: &str) -> bool {
        false
    }

    fn shows(&self) -> Option<&dyn Shows> {
        Some(self)
    }

    fn apply(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        match op.name.as_str() {
            ops::REPORT => report::apply(cx, &arguments(op)?),
            ops::HIDE => veil::hide(cx, &arguments(op)?),
            ops::MUTE => veil::mute(cx, &arguments(op)?),
            ops::ACT => act::apply(cx, &arguments::<ops::Act>(op)?.act),
            ops::APPEAL => appeal::apply(cx, &arguments(op)?),
            ops::JUDGE => appeal::judge(cx, &arguments(op)?),
            ops::LIFT => lift::apply(cx, &arguments(op)?),
            ops::SET_RULES => rules::set(cx, &arguments(op)?),
            ops::BLOCK_PICTURE => rules::block(cx, &arguments(op)?),
            _ => Err(unknown_operation(op)),
        }
    }
}

/// The scope of what a person has of moderation.
fn scope(person: PersonId) -> Scope {
    Scope::of(SCOPE, person)
}
