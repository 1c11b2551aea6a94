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

use crate::router::Route;

/// The screens.
pub(crate) const ROUTES: &[Route] = &[
    Route { path: "/moderation", view: || queue::QueueScreen() },
    Route { path: "/moderation/log", view: || log::LogScreen() },
    Route { path: "/moderation/decided", view: || decided::DecidedScreen() },
    Route { path: "/moderation/decided/:decision", view: || decided::DecisionScreen() },
    Route { path: "/moderation/rules/:kind?/:id?", view: || rules::RulesScreen() },
    Route { path: "/settings/mutes", view: || mutes::MutesScreen() },
];
