//! The wallet's first screen, and the parts of it that the home screen shows too.

mod actions;
mod balance_card;
mod open_account;
mod open_requests;
mod recent_bills;
mod screen;

pub(crate) use balance_card::{Balances, hidden_balances};
pub(crate) use open_account::open_now;
pub(crate) use open_requests::{OpenRequests, my_person, open, request_row};
pub(crate) use recent_bills::RecentBills;
pub(crate) use screen::WalletScreen;
