//! The tables of the service.

pub(crate) mod invitation;
pub(crate) mod setting;
