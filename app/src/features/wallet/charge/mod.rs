//! Taking money by the code that a payer shows.

mod form;
mod state;
mod told;

pub(crate) use form::ChargeScreen;
pub(crate) use state::ChargeStateScreen;
pub(crate) use told::{time_left, told};
