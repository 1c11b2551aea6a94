//! A post, and what is said to it.

mod comment;
mod composer;
mod quote;
mod removal;
mod rewording;
mod rows;
mod screen;
mod sight;
mod thread;
mod whole;

pub(crate) use screen::PostScreen;
