//! Refunds: what was received goes back to who paid it, in full or in part, and never more.

use super::overlay::{Waiting, WaitingState};
use super::rail::{RAIL_BACK, RailBack};
use crate::ids::{BillId, OpId};
use crate::money::Money;
use crate::people::Person;
use serde::{Deserialize, Serialize};

/// Gives back what a bill brought; needs the PIN. Its bill's id is the operation's. `wallet.refund`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// The bill by which it came.
    pub bill: BillId,
    /// How much; positive, and no more than is left of it.
    pub amount: Money,
    /// Why.
    pub note: String,
}

/// Name of [`Refund`].
pub const REFUND: &str = "wallet.refund";

/// Kind of [`GivenBack`] rows, key: the bill by which the money came.
pub const GIVEN_BACK: &str = "wallet.given_back";

/// How much of a payment went back; the same row stands in both wallets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenBack {
    /// The bill by which the money came.
    pub bill: BillId,
    /// How much it was.
    pub paid: Money,
    /// How much of it went back.
    pub back: Money,
}

impl GivenBack {
    /// What is left to give back.
    #[must_use]
    pub const fn left(&self) -> Money {
        Money::new(self.paid.minor.saturating_sub(self.back.minor), self.paid.currency)
    }
}

/// Gives money back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiveBack {
    /// Idempotency key.
    pub op: OpId,
    /// The bill by which it came.
    pub bill: BillId,
    /// Who paid it.
    pub to: Person,
    /// How much; positive.
    pub amount: Money,
    /// Why.
    pub note: String,
    /// The PIN; without it, it waits on the device until the PIN is given.
    pub pin: Option<String>,
}

/// Reads how much of a bill went back, what waits on this device included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetGivenBack {
    /// The bill by which the money came.
    pub bill: BillId,
}

/// Lays what waits over what is known.
#[must_use]
pub fn with_waiting(known: GivenBack, waiting: &[Waiting]) -> GivenBack {
    let open = |w: &&Waiting| w.name == REFUND && !matches!(w.state, WaitingState::Rejected(_));
    let more = waiting
        .iter()
        .filter(open)
        .filter_map(Waiting::args::<Refund>)
        .filter(|refund| refund.bill == known.bill)
        .fold(known.back.minor, |back, refund| back.saturating_add(refund.amount.minor));
    let by_rail = waiting
        .iter()
        .filter(|w| w.name == RAIL_BACK && !matches!(w.state, WaitingState::Rejected(_)))
        .filter_map(Waiting::args::<RailBack>)
        .filter(|back| back.bill == known.bill)
        .fold(more, |sum, back| sum.saturating_add(back.amount.minor));
    GivenBack { back: Money::new(by_rail, known.back.currency), ..known }
}
