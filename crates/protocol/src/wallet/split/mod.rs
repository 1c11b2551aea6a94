//! Bills that are split: one request for money for each of the others, made together.

pub mod divide;
mod overlay;

pub use divide::parts;
pub use overlay::{with_requests, with_waiting};

use super::RequestState;
use crate::error::Error;
use crate::ids::{BillId, OpId, PersonId, RequestId, SplitId};
use crate::money::Money;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of [`Split`] rows of the scope `wallet:<person>`, key: split.
pub const ROW: &str = "wallet.split";
/// The most people among whom a bill is split.
pub const MOST_PEOPLE: usize = 50;
/// The most items of a bill.
pub const MOST_ITEMS: usize = 100;
/// The greatest weight of one person.
pub const MOST_WEIGHT: u32 = 1_000;
/// How long to wait between two reminders, in seconds.
pub const REMIND_SECONDS: i64 = 86_400;

/// How a bill is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Everybody pays the same.
    Equal,
    /// Everybody pays by their weight.
    Shares,
    /// Everybody pays for what they had.
    Items,
}

/// Somebody among whom a bill is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sharer {
    /// Who.
    pub person: PersonId,
    /// By how much they count, where it is split by shares.
    pub weight: u32,
}

/// Something on the bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is called; may be empty.
    pub name: String,
    /// What it costs, minor units; positive.
    pub minor: i64,
    /// Who had it.
    pub who: Vec<PersonId>,
}

/// Splits a bill that I paid: everybody else among the people is asked for their part. `wallet.split`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitBill {
    /// What it was; may be empty.
    pub title: String,
    /// How much in all; positive.
    pub amount: Money,
    /// How it is split.
    pub way: Way,
    /// Among whom; I may be one of them.
    pub people: Vec<Sharer>,
    /// What is on it, where it is split by items.
    pub items: Vec<Item>,
    /// The bill that it is about.
    pub bill: Option<BillId>,
}

/// Asks again for what was asked for. `wallet.remind`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remind {
    /// Which request.
    pub request: RequestId,
}

/// Name of [`SplitBill`].
pub const SPLIT: &str = "wallet.split";
/// Name of [`Remind`].
pub const REMIND: &str = "wallet.remind";

/// What one person pays of a split bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Who.
    pub person: Person,
    /// How much.
    pub amount: Money,
    /// The request by which they are asked; none for my own part, and where nothing is to be paid.
    pub request: Option<RequestId>,
    /// How the request stands, as far as this device knows; told by the device alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<RequestState>,
    /// When they were last reminded; told by the device alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded: Option<Timestamp>,
}

/// A bill that I split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Identifier: that of the operation which made it.
    pub id: SplitId,
    /// What it was; may be empty.
    pub title: String,
    /// How much in all.
    pub amount: Money,
    /// How it is split.
    pub way: Way,
    /// Who pays what.
    pub parts: Vec<Part>,
    /// What is on it.
    pub items: Vec<Item>,
    /// The bill that it is about.
    pub bill: Option<BillId>,
    /// When it was split.
    pub at: Timestamp,
    /// Whether it still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}

impl Split {
    /// What the others pay, and what of it is paid.
    #[must_use]
    pub fn progress(&self) -> (Money, Money) {
        let asked = |part: &&Part| part.request.is_some() || self.pending;
        let sum = |paid: bool| {
            let counts = |part: &&Part| !paid || part.state == Some(RequestState::Paid);
            let parts = self.parts.iter().filter(asked).filter(counts);
            let minor = parts.fold(0i64, |sum, part| sum.saturating_add(part.amount.minor));
            Money::new(minor, self.amount.currency)
        };
        (sum(false), sum(true))
    }
}

/// Refuses a title that is too long or not plain text.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_title(title: &str) -> Result<(), Error> {
    super::check_note(title)
}

/// Reads the bills that I split, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSplits {}

/// Reads one bill that I split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetSplit {
    /// Which.
    pub split: SplitId,
}

/// Splits a bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeSplit {
    /// Idempotency key.
    pub op: OpId,
    /// What it was; may be empty.
    pub title: String,
    /// How much in all.
    pub amount: Money,
    /// How it is split.
    pub way: Way,
    /// Among whom.
    pub people: Vec<Person>,
    /// By how much each of them counts, in their order; who has none counts once.
    pub weights: Vec<u32>,
    /// What is on it.
    pub items: Vec<Item>,
    /// The bill that it is about.
    pub bill: Option<BillId>,
}

/// Asks somebody again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemindPayer {
    /// Idempotency key.
    pub op: OpId,
    /// Which request.
    pub request: RequestId,
}
