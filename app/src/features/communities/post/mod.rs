//! A post, and what is said to it.

mod comment;
mod composer;
mod removal;
mod rewording;
mod screen;
mod thread;
mod whole;

pub(crate) use screen::PostScreen;
