//! One life account: what it says of itself, its notes, who manages it, and changing it.

mod follow;
mod form;
mod head;
mod hours;
mod keepers;
mod screen;
mod services;
mod typed;

pub(crate) use form::{EditScreen, NewScreen};
pub(crate) use keepers::KeepersScreen;
pub(crate) use screen::LifeScreen;

pub(super) use follow::FollowButton;
