//! The tables of communities.

pub(crate) mod comment;
pub(crate) mod community;
pub(crate) mod few;
pub(crate) mod member;
pub(crate) mod poll;
pub(crate) mod post;
pub(crate) mod preview;
pub(crate) mod reaction;
pub(crate) mod tag;
pub(crate) mod vote;

pub(crate) use crate::moderation::State;
