//! What may leave, what of it is used, and what goes without PIN.

mod screen;
mod small;

pub(crate) use screen::LimitsScreen;
