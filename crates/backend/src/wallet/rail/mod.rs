//! Rails: the ways by which money comes in from outside and goes out again.

mod sandbox;

pub use sandbox::Sandbox;

use super::ledger::table;
use crate::module::{Context, Refusal};
use sampan_protocol::ids::AccountId;
use sampan_protocol::{Currency, Error, Money};

/// A way by which money comes in from outside and goes out again.
///
/// The ledger has an account for each rail and currency: what the service has there.
pub trait Rail: Send + Sync {
    /// Its one word, as it stands in operations and bills.
    fn name(&self) -> &'static str;

    /// Whether it moves play money only.
    fn is_play(&self) -> bool;

    /// The most that one account may take in, and the most that it may pay out, in 24 hours.
    fn most_a_day(&self, currency: Currency) -> Money;
}

/// The rail with this name.
///
/// # Errors
/// `NotFound` if there is none.
pub(super) fn find<'a>(rails: &'a [Box<dyn Rail>], name: &str) -> Result<&'a dyn Rail, Refusal> {
    rails
        .iter()
        .map(AsRef::as_ref)
        .find(|rail| rail.name() == name)
        .ok_or_else(|| Error::not_found("error.wallet.unknown_rail").with("rail", name).into())
}

/// Refuses what would be more than the rail moves between two accounts in 24 hours, one of them mine.
///
/// # Errors
/// `Refused` with what it moves in a day, and what is left of it.
pub(super) fn check_daily(
    cx: &mut Context<'_>,
    rail: &dyn Rail,
    mine: AccountId,
    debit: AccountId,
    credit: AccountId,
    amount: Money,
) -> Result<(), Refusal> {
    let most = rail.most_a_day(amount.currency);
    let since = cx.now.plus_seconds(-24 * 60 * 60);
    let moved = table::transfer::moved_since(cx.sql, mine, debit, credit, since)?;
    if moved.saturating_add(amount.minor) <= most.minor {
        return Ok(());
    }
    let left = Money::new(most.minor.saturating_sub(moved).max(0), most.currency);
    Err(Error::refused("error.wallet.over_day").with("limit", most).with("left", left).into())
}
