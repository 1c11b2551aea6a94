//! Moderation: reporting, the moderators' queue, decisions about me, the public log, rules and mutes.

mod cases;
mod decide;
mod decided;
mod log;
mod mutes;
mod parts;
mod queue;
mod report;
mod rules;

pub(crate) use decide::{DecideSheet, Deciding};
pub(crate) use report::{MuteItem, ReportItem, ReportSheet, Reporting};

use crate::router::apart;
use decided::{DecidedScreen, DecisionScreen};
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
        "/settings/mutes" => MutesScreen(),
    }
}
