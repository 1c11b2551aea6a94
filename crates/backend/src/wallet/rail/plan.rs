//! What an event of a rail does to an order and to the ledger, as a pure rule.
//!
//! What is known of an order only grows: how much has succeeded, and how much came back, all in
//! all. So an event that is told twice, late or in another order ends in the same balances, and no
//! transfer's identifier is made twice.

use super::{Happened, Kind, Order, Phase, RailEvent, Reason};
use crate::wallet::ledger::transfer::{Step, TransferId};
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::wallet::rail_desk::Odd;
use sampan_protocol::{Currency, Money};
use uuid::Uuid;

/// What becomes of an order, and what the ledger is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The order afterwards.
    pub next: Order,
    /// Linked transfers, in order.
    pub moves: Vec<Move>,
    /// What an operator has to look at.
    pub line: Option<Odd>,
}

/// Whose account of this rail and currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The person's.
    Person,
    /// What the service has at the rail.
    Rail,
    /// What the service keeps.
    Fees,
    /// What nobody can be given before somebody has looked at it.
    Suspense,
    /// What the service gains and loses by what did not fit.
    Charges,
}

/// A transfer of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Its identifier, made from the order and from what is known of it then.
    pub id: TransferId,
    /// How far it goes.
    pub step: Step,
    /// Where the money leaves.
    pub from: Place,
    /// Where it arrives.
    pub to: Place,
    /// How much; positive.
    pub amount: Money,
}

/// Why an event says nothing about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is about another currency.
    #[error("another currency than the order's")]
    Currency(Currency),
    /// Its amount is below zero.
    #[error("an amount below zero")]
    Negative,
}

/// The identifier of the transfer by which an order holds a person's money: the order's own.
#[must_use]
pub const fn hold(order: &Order) -> TransferId {
    order.id.0
}

/// The transfer that holds the money of an order that takes it out.
#[must_use]
pub fn hold_move(order: &Order) -> Move {
    let (from, to) = (Place::Person, Place::Rail);
    Move { id: hold(order), step: Step::Pending, from, to, amount: order.amount }
}

/// What an event does to an order; `available` is what the person can spend, minor units.
///
/// # Errors
/// Why it says nothing about this order.
pub fn plan(order: &Order, event: &RailEvent, available: i64) -> Result<Plan, Fault> {
    if let Happened::Authorized(money) | Happened::Succeeded(money) | Happened::Returned(money) =
        &event.what
    {
        if money.currency != order.amount.currency {
            return Err(Fault::Currency(money.currency));
        }
        if money.minor < 0 {
            return Err(Fault::Negative);
        }
    }
    let mut work = Work { next: order.clone(), moves: Vec::new(), line: None, available };
    if work.next.reference.is_none() && !event.reference.is_empty() {
        work.next.reference = Some(event.reference.clone());
    }
    match &event.what {
        Happened::Waits(act) => work.wait(act.clone()),
        Happened::Underway => work.wait(None),
        Happened::Authorized(money) => {
            work.wait(None);
            work.next.authorized = work.next.authorized.max(money.minor);
        }
        Happened::Succeeded(money) if order.kind.is_out() => work.left(money.minor),
        Happened::Succeeded(money) => work.arrived(money.minor),
        Happened::Failed(reason) => work.failed(Phase::Failed, *reason),
        Happened::Cancelled => work.failed(Phase::Cancelled, Reason::Expired),
        Happened::Returned(money) => work.returned(money.minor),
    }
    Ok(Plan { next: work.next, moves: work.moves, line: work.line })
}

/// A plan that is being made.
struct Work {
    next: Order,
    moves: Vec<Move>,
    line: Option<Odd>,
    available: i64,
}

impl Work {
    /// It waits, for the person or the rail; what is over stays so.
    fn wait(&mut self, act: Option<String>) {
        if !self.next.phase.is_open() {
            return;
        }
        if self.next.phase == Phase::Created {
            self.next.phase = Phase::Sent;
        }
        self.next.act = act;
    }

    /// So much of a top-up is there, all in all.
    fn arrived(&mut self, paid: i64) {
        let before = self.next.paid;
        if paid <= before {
            return;
        }
        self.next.paid = paid;
        if self.next.phase == Phase::Cancelled {
            self.line = Some(Odd::AfterEnd);
            self.post("suspense", paid, Place::Rail, Place::Suspense, paid - before);
            return self.book();
        }
        let (whole, fee) = (self.next.amount.minor, self.next.fee);
        let within = |sum: i64| sum.min(whole);
        // The fee comes off what arrives first.
        let net = |sum: i64| within(sum).saturating_sub(fee).max(0);
        let (mine, kept) =
            (net(paid) - net(before), within(paid).min(fee) - within(before).min(fee));
        let beyond = (paid - within(paid)) - (before - within(before));
        let first = net(before) == 0;
        self.post(if first { "" } else { "more" }, paid, Place::Rail, Place::Person, mine);
        self.post("fee", paid, Place::Rail, Place::Fees, kept);
        self.post("suspense", paid, Place::Rail, Place::Suspense, beyond);
        self.available = self.available.saturating_add(mine);
        self.line = match paid.cmp(&whole) {
            std::cmp::Ordering::Less => Some(Odd::TooLittle),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Odd::TooMuch),
        };
        self.end(Phase::Done, None);
        self.book();
    }

    /// So much of a payout has left, all in all.
    fn left(&mut self, sum: i64) {
        let at_rail = self.next.at_rail().minor;
        match self.next.phase {
            Phase::Created | Phase::Sent | Phase::Ending => {
                let (from, to, amount) = (Place::Person, Place::Rail, self.next.amount);
                let (id, step) = (self.id("settle", 0), Step::Post(hold(&self.next)));
                self.moves.push(Move { id, step, from, to, amount });
                self.post("fee", 0, Place::Rail, Place::Fees, self.next.fee);
                self.next.paid = at_rail;
                if sum != at_rail {
                    self.line = Some(if sum < at_rail { Odd::TooLittle } else { Odd::TooMuch });
                }
                self.end(Phase::Done, None);
            }
            Phase::Failed | Phase::Cancelled if self.next.paid == 0 => {
                self.next.paid = at_rail;
                self.line = Some(Odd::LeftAfterFailure);
                self.post("suspense", at_rail, Place::Suspense, Place::Rail, at_rail);
            }
            Phase::Done | Phase::Failed | Phase::Cancelled => {}
        }
        self.book();
    }

    /// It did not happen.
    fn failed(&mut self, phase: Phase, reason: Reason) {
        match (self.next.kind, self.next.phase) {
            (_, Phase::Created | Phase::Sent | Phase::Ending) => {
                if self.next.kind.is_out() {
                    let (from, to, amount) = (Place::Person, Place::Rail, self.next.amount);
                    let (id, step) = (self.id("release", 0), Step::Void(hold(&self.next)));
                    self.moves.push(Move { id, step, from, to, amount });
                }
                self.end(phase, Some(reason));
            }
            (Kind::TopUp, Phase::Failed) => self.end(phase, Some(reason)),
            // What failed first may be paid at the second try; told late, that is no contradiction.
            (Kind::Payout | Kind::Refund, Phase::Done) => self.line = Some(Odd::FailedAfterSuccess),
            _ => {}
        }
    }

    /// So much came back, all in all.
    fn returned(&mut self, sum: i64) {
        if sum <= self.next.returned {
            return;
        }
        self.next.returned = sum;
        if self.next.kind.is_out() && self.next.phase.is_open() {
            // What came back had left: that was not told yet.
            return self.left(self.next.at_rail().minor);
        }
        self.book();
    }

    /// Books what came back at the rail and is not in the ledger yet.
    fn book(&mut self) {
        let due = self.next.returned.min(self.next.paid);
        let due = due - self.next.booked - self.next.given_back;
        if due <= 0 {
            return;
        }
        let booked = self.next.booked + due;
        if self.next.kind.is_out() {
            let to = match self.next.phase {
                Phase::Done => Place::Person,
                _ => Place::Suspense,
            };
            self.next.reason = Some(Reason::SentBack);
            self.post("back", booked, Place::Rail, to, due);
            if self.next.aside > 0 {
                self.line = Some(Odd::TooMuch);
            }
        } else {
            // What comes back is first what lies aside; of what was called off, the person has nothing.
            let parked = match self.next.phase {
                Phase::Cancelled => due,
                _ => due.min(self.next.aside.max(0)),
            };
            let mine = (due - parked).min(self.available.max(0));
            let short = due - parked - mine;
            self.post("back", booked, Place::Person, Place::Rail, mine);
            self.post("back-suspense", booked, Place::Suspense, Place::Rail, parked + short);
            if short > 0 || self.next.aside < 0 {
                self.line = Some(Odd::Short);
            }
        }
        self.next.booked = booked;
    }

    fn end(&mut self, phase: Phase, reason: Option<Reason>) {
        (self.next.phase, self.next.reason, self.next.act) = (phase, reason, None);
    }

    /// Moves an amount at once, if there is any; without a tag, under the order's identifier.
    fn post(&mut self, tag: &str, sum: i64, from: Place, to: Place, minor: i64) {
        if minor <= 0 {
            return;
        }
        match (from, to) {
            (Place::Suspense, _) => self.next.aside = self.next.aside.saturating_sub(minor),
            (_, Place::Suspense) => self.next.aside = self.next.aside.saturating_add(minor),
            _ => {}
        }
        let id = if tag.is_empty() { self.next.id.0 } else { self.id(tag, sum) };
        let amount = Money::new(minor, self.next.amount.currency);
        self.moves.push(Move { id, step: Step::Posted, from, to, amount });
    }

    fn id(&self, tag: &str, sum: i64) -> TransferId {
        derived(&format!("sampan-rail-v1\n{}\n{tag}\n{sum}", self.next.id))
    }
}

/// An identifier made from a text: the same each time (UUID version 8, RFC 9562).
fn derived(text: &str) -> Uuid {
    let digest = sha256_hex(text.as_bytes());
    let half = digest.get(..32).and_then(|half| u128::from_str_radix(half, 16).ok());
    uuid::Builder::from_custom_bytes(half.unwrap_or(0).to_be_bytes()).into_uuid()
}

mod aside;

pub use aside::{sent_back, set_aside, settle};

#[cfg(test)]
mod tests;
