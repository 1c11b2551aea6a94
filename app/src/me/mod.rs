//! Me: how others see me, my code, and the way to everything that is set up.

mod code;
mod edit;
mod profile;

pub(crate) use code::MyCodeScreen;
pub(crate) use edit::EditScreen;
pub(crate) use profile::{MeScreen, tile};
