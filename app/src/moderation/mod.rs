//! Moderation: reporting, the moderators' queue, decisions about me, the public log, rules and mutes.

mod cases;
mod decide;
mod decided;
mod force;
mod log;
mod mutes;
mod parts;
mod queue;
mod report;
mod rules;
mod slow;

pub(crate) use decide::{DecideSheet, Deciding};
pub(crate) use report::{MuteItem, ReportItem, ReportSheet, Reporting};
pub(crate) use slow::SlowNote;

use crate::router::apart;
use decided::{DecidedScreen, DecisionScreen};
use force::InForceScreen;
use log::LogScreen;
use mutes::MutesScreen;
use queue::QueueScreen;
use rules::RulesScreen;

apart! {
    /// The screens.
    PART = moderation {
        "/moderation" => QueueScreen(),
        "/moderation/log" => LogScreen(),
        "/moderation/decided" => DecidedScreen(),
        "/moderation/decided/:decision" => DecisionScreen(),
        "/moderation/rules/:kind?/:id?" => RulesScreen(),
        "/moderation/in-force/:kind?/:id?" => InForceScreen(),
        "/settings/mutes" => MutesScreen(),
    }
}
