//! Paying somebody: whom, how much, the PIN, the receipt.

mod amount;
mod form;
mod less;
mod payee;
mod price_part;
pub(crate) mod receipt;
mod screen;
mod whom;

pub(crate) use payee::PayeeHead;
pub(crate) use price_part::PricePart;
pub(crate) use receipt::ReceiptScreen;
pub(crate) use screen::PayScreen;
pub(crate) use whom::PeoplePicker;
