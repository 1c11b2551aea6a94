//! Making a community, and changing how one presents itself.

mod change;
mod form;
mod new;

pub(crate) use change::EditScreen;
pub(crate) use new::NewScreen;
