//! Statements of an account, and receipts of bills: looked at, and saved to files.

mod period;
mod saved;
mod screen;
mod share;

pub(crate) use screen::StatementScreen;
pub(crate) use share::ShareReceipt;
