//! The code that I show at a till, and what becomes of it.

mod asked;
mod card;
mod outcome;
mod screen;

pub(crate) use asked::AskedBanner;
pub(crate) use screen::PayCodeScreen;
