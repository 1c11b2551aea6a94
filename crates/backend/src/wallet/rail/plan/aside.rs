//! What becomes of an order's money that lies aside, once operators have looked at it.

use super::{Place, Plan, Work};
use crate::wallet::rail::{Happened, Kind, Order, Phase};
use sampan_protocol::Money;

/// What lies aside is the person's, and what is missing there is taken from them; none where nothing
/// does. A refund's top-up says whose it is, and what came back of a payout that the person has
/// already got back is not theirs twice.
#[must_use]
pub fn settle(order: &Order) -> Option<Plan> {
    match order.kind {
        Kind::TopUp => {}
        Kind::Payout if order.aside < 0 => {}
        Kind::Payout | Kind::Refund => return None,
    }
    let mut plan = take(order, Place::Person, "settled")?;
    // From now on it counts as what was ordered: what comes back later is the person's matter.
    plan.next.phase = Phase::Done;
    if order.kind == Kind::TopUp {
        plan.next.amount.minor = order.amount.minor.max(order.paid);
    }
    Some(plan)
}

/// What lies aside becomes the service's, and what is missing there its cost; none where nothing
/// does.
#[must_use]
pub fn set_aside(order: &Order) -> Option<Plan> {
    take(order, Place::Charges, "written-off")
}

/// What a rail tells that has sent back what lies aside; none where nothing does.
#[must_use]
pub fn sent_back(order: &Order) -> Option<Happened> {
    let lies = order.kind == Kind::TopUp && order.aside > 0;
    let known = order.booked.saturating_add(order.given_back).saturating_add(order.aside);
    lies.then(|| Happened::Returned(Money::new(known, order.amount.currency)))
}

/// Moves what lies aside to another place, or what is missing from there. Money lies aside anew only
/// once more is known to be paid or booked, so both together name the move.
fn take(order: &Order, other: Place, tag: &str) -> Option<Plan> {
    let mut work = Work { next: order.clone(), moves: Vec::new(), line: None, available: 0 };
    let tag = format!("{tag}-{}", order.booked);
    match order.aside {
        0 => return None,
        lies if lies > 0 => work.post(&tag, order.paid, Place::Suspense, other, lies),
        missing => work.post(&tag, order.paid, other, Place::Suspense, missing.saturating_neg()),
    }
    Some(Plan { next: work.next, moves: work.moves, line: None })
}
