//! The tables of media.

pub(crate) mod item;
pub(crate) mod upload;
pub(crate) mod video;
