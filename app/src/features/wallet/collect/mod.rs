//! My own payment code, with or without an amount.

mod amount_sheet;
mod code;
mod screen;

pub(crate) use screen::CollectScreen;
