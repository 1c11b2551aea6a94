//! The tables of media.

pub(crate) mod gone;
pub(crate) mod hand;
pub(crate) mod item;
pub(crate) mod looked;
pub(crate) mod upload;
pub(crate) mod uses;
pub(crate) mod video;
pub(crate) mod walk;
