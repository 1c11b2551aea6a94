//! Tables of messages.

pub(crate) mod block;
pub(crate) mod chat;
pub(crate) mod member;
pub(crate) mod message;
