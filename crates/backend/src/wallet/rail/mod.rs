//! Rails: the ways by which money comes in from outside and goes out again. They never touch the
//! ledger: they tell what happened, and the pure [`plan`] says what that moves.

pub(super) mod bank;
mod begin;
mod book;
mod carry;
pub(super) mod desk;
mod event;
mod hear;
mod order;
pub mod plan;
#[cfg(test)]
mod properties;
mod sandbox;
pub(super) mod see_to;
mod settings;
pub mod sim;
#[cfg(feature = "stripe")]
pub mod stripe;
mod take;

pub(super) use begin::{back, come, end, go};
pub(super) use carry::round;
pub use event::{BadEvent, Happened, RailEvent, Said, StatementLine, Trouble};
pub(super) use hear::{hear, page};
pub use order::{Kind, Order, Phase, Reason};
pub use sandbox::Sandbox;
pub use settings::{RailSettings, Secret, StripeSettings};
pub use sim::SimSettings;
pub use take::Heard;
#[cfg(test)]
pub(super) use take::order_of;

use super::ledger::table;
use crate::module::{Context, Refusal};
use axum::http::HeaderMap;
use sampan_protocol::ids::AccountId;
use sampan_protocol::rails::{Quote, RailInfo, Way};
use sampan_protocol::sync::BoxFuture;
use sampan_protocol::{Currency, Error, Money, Timestamp};

/// What a rail answers, once it does.
pub type Told<'a, T> = BoxFuture<'a, Result<T, Trouble>>;

/// A way by which money comes in from outside and goes out again.
///
/// The ledger has an account for each rail and currency: what the service has there. Whatever asks
/// the rail does so outside of any transaction, and as often as it takes: an order's identifier is
/// its idempotency key.
pub trait PaymentRail: Send + Sync {
    /// Its one word, as it stands in operations and bills.
    fn name(&self) -> &'static str;

    /// What it can do, and at what price.
    fn capabilities(&self) -> RailInfo;

    /// The most that one account may take in, and the most that it may pay out, in 24 hours.
    fn most_a_day(&self, currency: Currency) -> Money;

    /// What the rail takes for moving an amount, and when it would be there.
    ///
    /// # Errors
    /// `Refused` for what it cannot do.
    fn quote(&self, way: Way, amount: Money, now: Timestamp) -> Result<Quote, Error> {
        self.capabilities().quote(way, amount, now)
    }

    /// Hands it a new top-up or payout; says what it makes of it.
    fn initiate<'a>(&'a self, order: &'a Order) -> Told<'a, RailEvent>;

    /// How an order stands there; what was never told, or got lost, is told now.
    fn status<'a>(&'a self, order: &'a Order) -> Told<'a, Vec<RailEvent>>;

    /// Takes what it holds for an order.
    fn capture<'a>(&'a self, order: &'a Order, amount: Money) -> Told<'a, RailEvent> {
        let _ = (order, amount);
        Box::pin(async { Err(Trouble::Cannot) })
    }

    /// Calls an order off, if that is still possible; says how it stands then.
    fn cancel<'a>(&'a self, order: &'a Order) -> Told<'a, RailEvent> {
        let _ = order;
        Box::pin(async { Err(Trouble::Cannot) })
    }

    /// Sends a top-up back, in full or in part.
    fn refund<'a>(&'a self, refund: &'a Order, of: &'a Order) -> Told<'a, RailEvent> {
        let _ = (refund, of);
        Box::pin(async { Err(Trouble::Cannot) })
    }

    /// What somebody who says to be the rail tells; nothing where it is of no interest.
    ///
    /// # Errors
    /// Why it is not believed.
    fn verify_event(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Vec<RailEvent>, BadEvent> {
        let _ = (headers, body, now);
        Err(BadEvent::Signature)
    }

    /// Refuses where money cannot go, as soon as it is ordered.
    ///
    /// # Errors
    /// `Invalid` with what is wrong.
    fn check_detail(&self, detail: &str) -> Result<(), Error> {
        let _ = detail;
        Ok(())
    }

    /// A page on which a person pays an order; none where the rail has its own.
    fn page<'a>(&'a self, order: &'a Order) -> Told<'a, Option<String>> {
        let _ = order;
        Box::pin(async { Ok(None) })
    }

    /// What it says by itself by now, where it runs in this very process.
    fn speak(&self, now: Timestamp) -> Vec<Said> {
        let _ = now;
        Vec::new()
    }

    /// When it says something next, where it runs in this very process.
    fn next_word(&self) -> Option<Timestamp> {
        None
    }

    /// Its own account of what it did in a time: from, and before.
    fn statements(&self, from: Timestamp, before: Timestamp) -> Told<'_, Vec<StatementLine>> {
        let _ = (from, before);
        Box::pin(async { Err(Trouble::Cannot) })
    }
}

/// The rail with this name.
///
/// # Errors
/// `NotFound` if there is none.
pub(super) fn find<'a>(
    rails: &'a [Box<dyn PaymentRail>],
    name: &str,
) -> Result<&'a dyn PaymentRail, Refusal> {
    rails
        .iter()
        .map(AsRef::as_ref)
        .find(|rail| rail.name() == name)
        .ok_or_else(|| Error::not_found("error.wallet.unknown_rail").with("rail", name).into())
}

/// The most that one account may take in, and the most that it may pay out, in 24 hours, where a rail
/// has no rule of its own.
pub(super) fn plain_most(currency: Currency) -> Money {
    let major = if currency.exponent() == 0 { 2_000_000 } else { 100_000 };
    Money::new(major * currency.scale(), currency)
}

/// Refuses what would be more than the rail moves between two accounts in 24 hours, one of them mine.
///
/// # Errors
/// `Refused` with what it moves in a day, and what is left of it.
pub(super) fn check_daily(
    cx: &mut Context<'_>,
    rail: &dyn PaymentRail,
    mine: AccountId,
    debit: AccountId,
    credit: AccountId,
    amount: Money,
) -> Result<(), Refusal> {
    let most = rail.most_a_day(amount.currency);
    within_day(cx, most, mine, (debit, credit), amount)
}

/// The same, where the most is known: `from` one account to another, one of them mine.
///
/// # Errors
/// As [`check_daily`].
pub(super) fn within_day(
    cx: &mut Context<'_>,
    most: Money,
    mine: AccountId,
    (debit, credit): (AccountId, AccountId),
    amount: Money,
) -> Result<(), Refusal> {
    let since = cx.now.plus_seconds(-24 * 60 * 60);
    let moved = table::transfer::moved_since(cx.sql, mine, debit, credit, since)?;
    if moved.saturating_add(amount.minor) <= most.minor {
        return Ok(());
    }
    let left = Money::new(most.minor.saturating_sub(moved).max(0), most.currency);
    Err(Error::refused("error.wallet.over_day").with("limit", most).with("left", left).into())
}
