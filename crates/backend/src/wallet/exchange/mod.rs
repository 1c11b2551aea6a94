//! Exchange: rates, offers, and the two legs of money that changes its currency.
//!
//! The service stands between: what people give goes to its account in that currency, what they
//! get comes from its account in the other. How far such an account may go below nothing is the
//! operators' choice, and the ledger holds to it.

mod board;
mod offer;
mod swap;

pub(super) use board::{check as check_rates, endpoint as rates_endpoint, set as set_rates};
pub(super) use offer::endpoint as quote_endpoint;
#[cfg(test)]
pub(super) use offer::{Desk, offer};
pub(super) use swap::apply;

/// What the service's accounts for exchange are for.
const PURPOSE: &str = "exchange";

use sampan_protocol::{Currency, Error, Money};

/// That the service has no more of a currency to give.
fn exhausted(left: i64, currency: Currency) -> Error {
    Error::refused("error.wallet.exchange_exhausted")
        .with("left", Money::new(left.max(0), currency))
}
