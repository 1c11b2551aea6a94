//! The first screen: my communities, and the feed.

mod mine;
mod screen;

pub(crate) use screen::FeedScreen;
