//! The tables of gatherings.

pub(crate) mod gathering;
pub(crate) mod memory;
pub(crate) mod seat;
