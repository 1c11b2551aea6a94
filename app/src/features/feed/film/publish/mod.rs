//! Posting a video: picked or recorded, cut, written into, and said something about.

mod captions;
mod cut;
mod details;
mod frames;
mod pick;
mod preview;
mod record;
mod screen;
mod staging;
mod tags;
mod texts;
mod times;
mod typed;

pub(crate) use screen::PublishScreen;
pub(super) use typed::DRAFT;
