//! One chat: what is said in it, what can be done with it, and writing.

mod acts;
mod bubble;
mod composer;
mod more;
mod screen;
mod thread;

pub(super) use screen::ChatScreen;
