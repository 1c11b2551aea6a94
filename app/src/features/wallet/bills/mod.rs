//! Bills: all that was paid and received, by month, searched, filtered, and one by one.

mod days;
mod detail;
mod filter_sheet;
mod linked;
mod list;
mod month_head;
mod month_sheet;
mod order;
mod pages;
mod places;
mod proof;
pub(crate) mod query;
mod screen;
mod source;
mod spending;

pub(crate) use month_head::{donut_parts, legend};
pub(crate) use screen::BillsScreen;
