//! Short videos, one after the other: which come, how each plays, and what one does with it.

mod captions;
mod hls;
mod item;
mod keys;
mod list;
mod menu;
mod player;
mod rail;
mod screen;
mod scrubber;
mod sheets;
mod source;
mod stage;
mod talk;
mod touch;
mod watch;
mod way;
mod why;
mod words;

pub(crate) use screen::VideosScreen;
