//! The welcome: becoming somebody here, or coming back.

mod account;
mod create;
mod handle;
mod link;
mod phrase;
mod phrase_check;
mod pin_step;
mod recover;
mod server;
mod start;
mod terms;
mod waiting;

pub(crate) use account::AccountScreen;
pub(crate) use create::CreateScreen;
pub(crate) use link::LinkScreen;
pub(crate) use pin_step::PinStep;
pub(crate) use recover::{RecoverScreen, WORDS, regular};
pub(crate) use server::ServerScreen;
pub(crate) use start::StartScreen;
pub(crate) use waiting::WaitingScreen;
