//! The tables of moderation.

pub(crate) mod decision;
pub(crate) mod log;
pub(crate) mod picture;
pub(crate) mod queue;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod restraint;
pub(crate) mod rule;
