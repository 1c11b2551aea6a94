//! What rails tell: events, and why they could not be asked.

use super::order::Reason;
use axum::http::HeaderMap;
use sampan_protocol::ids::OpId;
use sampan_protocol::{Money, Timestamp};
use serde::{Deserialize, Serialize};

/// Something that happened at a rail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RailEvent {
    /// The rail's name for it: the same however often it is told.
    pub id: String,
    /// Our order, where the rail knows it.
    pub order: Option<OpId>,
    /// The rail's name for the payment, e.g. `pi_…`; empty where it has none.
    pub reference: String,
    /// What happened.
    pub what: Happened,
    /// When, by the rail's clock.
    pub at: Timestamp,
}

/// What happened to a payment. Amounts are whole sums so far, so that an event which is told twice,
/// late or not at all changes nothing in the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// It waits for the person; at this address, where there is one.
    Waits(Option<String>),
    /// The rail works on it.
    Underway,
    /// It was held at the rail, and can be captured.
    Authorized(Money),
    /// So much is there, all in all: in our account, or with whom it was paid out to.
    Succeeded(Money),
    /// It did not happen.
    Failed(Reason),
    /// It was called off, and cannot happen any more.
    Cancelled,
    /// So much came back, all in all, of what had succeeded.
    Returned(Money),
}

impl Happened {
    /// The amount that it names.
    #[must_use]
    pub const fn amount(&self) -> Option<Money> {
        match self {
            Self::Authorized(money) | Self::Succeeded(money) | Self::Returned(money) => {
                Some(*money)
            }
            Self::Waits(_) | Self::Underway | Self::Failed(_) | Self::Cancelled => None,
        }
    }
}

/// What a rail that runs in this process says by itself, as it would come over the network.
#[derive(Debug, Clone)]
pub struct Said {
    /// With which headers.
    pub headers: HeaderMap,
    /// What.
    pub body: Vec<u8>,
}

/// Why a rail could not be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It does not answer, or not as it should: it is asked again later, under the same name.
    #[error("the rail does not answer: {0}")]
    Later(String),
    /// It says no for good.
    #[error("the rail says no: {0:?}")]
    No(Reason),
    /// It cannot do this at all.
    #[error("the rail cannot do this")]
    Cannot,
}

/// Why what came as an event is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadEvent {
    /// It is not signed by the rail, or too long ago.
    #[error("not signed by the rail")]
    Signature,
    /// It is signed, and cannot be read.
    #[error("cannot be read")]
    Malformed,
}

/// A line of a rail's own account of what it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// The rail's name for the line.
    pub id: String,
    /// Our order, where the rail knows it.
    pub order: Option<OpId>,
    /// The rail's name for the payment.
    pub reference: String,
    /// What moved: positive if it came in.
    pub amount: Money,
    /// What the rail took of it.
    pub fee: Money,
    /// When.
    pub at: Timestamp,
}
