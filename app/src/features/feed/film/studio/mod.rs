//! What one posts and how far that is, and how the videos of one's accounts go.

mod films;
mod postings;
mod screen;

pub(crate) use screen::StudioScreen;
