//! One community: what is discussed, what it is about, who belongs to it.

mod about;
mod asking;
mod head;
mod invite;
mod members;
mod roles;
mod screen;
mod tags;

pub(super) use about::about;
pub(crate) use screen::CommunityScreen;
pub(crate) use tags::TagsScreen;
