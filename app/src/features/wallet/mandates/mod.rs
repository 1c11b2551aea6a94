//! Mandates: what others may charge me, and what I may charge others.

mod ask;
mod caps;
mod detail;
mod list;

pub(crate) use ask::AskMandateScreen;
pub(crate) use detail::MandateScreen;
pub(crate) use list::MandatesScreen;
