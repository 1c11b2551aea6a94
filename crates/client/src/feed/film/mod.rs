//! Short videos: those that one posts, and those that one watches.

pub(crate) mod post;
pub(crate) mod watch;
