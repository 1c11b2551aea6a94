//! The tables of notices.

pub(super) mod choice;
pub(super) mod notice;
