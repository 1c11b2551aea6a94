//! Giving money back: what of a bill went back, and the form that gives the rest.

mod part;
mod screen;

pub(crate) use part::GivenBackPart;
pub(crate) use screen::RefundScreen;

use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::refund::GIVEN_BACK;
use sampan_protocol::wallet::rows::{ACCOUNT, BILL};

/// The kinds of rows that say what went back.
const KINDS: &[&str] = &[BILL, GIVEN_BACK, ACCOUNT];

/// Where what a bill brought is given back.
fn path(bill: BillId) -> String {
    format!("/wallet/refund/{bill}")
}
