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

apart! {
    /// The screens.
    PART = moderation {
        "/moderation" => queue::QueueScreen(),
        "/moderation/log" => log::LogScreen(),
        "/moderation/decided" => decided::DecidedScreen(),
        "/moderation/decided/:decision" => decided::DecisionScreen(),
        "/moderation/rules/:kind?/:id?" => rules::RulesScreen(),
        "/settings/mutes" => mutes::MutesScreen(),
    }
}
