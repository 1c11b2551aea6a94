//! The tables of life accounts and notes.

pub(crate) mod account;
pub(crate) mod comment;
pub(crate) mod day;
pub(crate) mod folder;
pub(crate) mod follow;
pub(crate) mod kept;
pub(crate) mod like;
pub(crate) mod manager;
pub(crate) mod note;
pub(crate) mod topic;
pub(crate) mod view;
