//! One life account: what it says of itself, its notes, who manages it, and changing it.

mod follow;
mod form;
mod head;
mod hours;
mod managers;
mod screen;
mod services;
mod typed;

pub(crate) use form::{EditScreen, NewScreen};
pub(crate) use managers::ManagersScreen;
pub(crate) use screen::LifeScreen;

pub(super) use follow::FollowButton;
