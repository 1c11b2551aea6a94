//! The tables of life accounts and notes.

pub(crate) mod account;
pub(crate) mod captions;
pub(crate) mod comment;
pub(crate) mod day;
pub(crate) mod film;
pub(crate) mod folder;
pub(crate) mod follow;
pub(crate) mod keeper;
pub(crate) mod kept;
pub(crate) mod learned;
pub(crate) mod like;
pub(crate) mod note;
pub(crate) mod topic;
pub(crate) mod view;
pub(crate) mod watched;
