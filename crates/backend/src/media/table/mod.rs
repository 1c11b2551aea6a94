//! The table of media.

pub(crate) mod item;
