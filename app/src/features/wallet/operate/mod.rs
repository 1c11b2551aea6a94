//! What operators do about money.

pub(crate) mod bank;
mod proposal;

pub(crate) use proposal::Proposal;
