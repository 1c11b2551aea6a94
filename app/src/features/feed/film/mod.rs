//! Short videos: watching them one after the other, posting them, and how one's own go.

mod choice;
mod ground;
mod home;
mod publish;
mod reel;
mod studio;
mod watching;

pub(super) use home::section;
pub(crate) use publish::PublishScreen;
pub(crate) use reel::VideosScreen;
pub(crate) use studio::StudioScreen;
pub(crate) use watching::WatchingScreen;
