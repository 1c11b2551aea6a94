//! An order to a rail: what is asked of it, and what is known of it so far.

use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::{Error, Money, Timestamp};
use serde::{Deserialize, Serialize};

/// What is asked of a rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To bring money in.
    TopUp,
    /// To take money out; the person's account holds it meanwhile.
    Payout,
    /// To send a top-up back; the person's account holds it meanwhile.
    Refund,
}

impl Kind {
    /// The word for it in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::TopUp => "top_up",
            Self::Payout => "payout",
            Self::Refund => "refund",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::TopUp, Self::Payout, Self::Refund].into_iter().find(|kind| kind.word() == word)
    }

    /// Whether money goes out.
    #[must_use]
    pub const fn is_out(self) -> bool {
        matches!(self, Self::Payout | Self::Refund)
    }
}

/// How far an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The rail does not know it yet.
    Created,
    /// The rail has it.
    Sent,
    /// The person wants it called off, and the rail has not said yet that it is.
    Ending,
    /// It happened.
    Done,
    /// It did not happen.
    Failed,
    /// It was called off.
    Cancelled,
}

impl Phase {
    const ALL: [Self; 6] =
        [Self::Created, Self::Sent, Self::Ending, Self::Done, Self::Failed, Self::Cancelled];

    /// The word for it in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Sent => "sent",
            Self::Ending => "ending",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The phase with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.word() == word)
    }

    /// Whether the rail has still to say what becomes of it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Sent | Self::Ending)
    }
}

/// Why a rail did not do it; each is told to the person with what they can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The card or bank said no.
    Declined,
    /// There is not enough money there.
    TooLittle,
    /// There is no such account, or it is closed.
    NoAccount,
    /// Nobody finished it in time.
    Expired,
    /// It was sent back after it had arrived.
    SentBack,
    /// The rail does not say, or does not know this order.
    Unknown,
}

impl Reason {
    const ALL: [Self; 6] = [
        Self::Declined,
        Self::TooLittle,
        Self::NoAccount,
        Self::Expired,
        Self::SentBack,
        Self::Unknown,
    ];

    /// The word for it in the database, and in the key of its message.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Declined => "declined",
            Self::TooLittle => "too_little",
            Self::NoAccount => "no_account",
            Self::Expired => "expired",
            Self::SentBack => "sent_back",
            Self::Unknown => "unknown",
        }
    }

    /// The reason with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// How it is told.
    #[must_use]
    pub fn tell(self) -> Error {
        Error::refused(&format!("error.wallet.rail.{}", self.word()))
    }
}

/// An order to a rail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which: the operation that it comes from, its bill, and its name at the rail.
    pub id: OpId,
    /// Which rail.
    pub rail: String,
    /// What is asked.
    pub kind: Kind,
    /// Whose it is.
    pub person: PersonId,
    /// How much, fee included.
    pub amount: Money,
    /// What of it is the fee, minor units.
    pub fee: i64,
    /// Where to, in the rail's own words, e.g. an IBAN; empty where it knows.
    pub detail: String,
    /// The top-up that a refund sends back.
    pub of: Option<OpId>,
    /// When it was made.
    pub made: Timestamp,
    /// When it should be done, as a rule.
    pub due: Option<Timestamp>,
    /// How far it is.
    pub phase: Phase,
    /// The rail's name for it.
    pub reference: Option<String>,
    /// Where the person has to do something first.
    pub act: Option<String>,
    /// Why it did not happen.
    pub reason: Option<Reason>,
    /// How much the rail holds for us to capture, minor units.
    pub authorized: i64,
    /// How much has succeeded, minor units.
    pub paid: i64,
    /// How much came back at the rail, minor units.
    pub returned: i64,
    /// How much of what came back the ledger has, minor units.
    pub booked: i64,
    /// How much of a top-up refunds of ours send back, or sent, minor units.
    pub given_back: i64,
    /// How much lies in the rail's suspense account because of it, minor units; below zero, what is
    /// missing there.
    pub aside: i64,
}

impl Order {
    /// A new order, of which the rail does not know yet.
    #[must_use]
    pub fn new(id: OpId, rail: &str, kind: Kind, person: PersonId, amount: Money) -> Self {
        Self {
            id,
            rail: rail.to_owned(),
            kind,
            person,
            amount,
            fee: 0,
            detail: String::new(),
            of: None,
            made: Timestamp::default(),
            due: None,
            phase: Phase::Created,
            reference: None,
            act: None,
            reason: None,
            authorized: 0,
            paid: 0,
            returned: 0,
            booked: 0,
            given_back: 0,
            aside: 0,
        }
    }

    /// What moves at the rail: of money that goes out, the fee stays.
    #[must_use]
    pub const fn at_rail(&self) -> Money {
        let fee = if self.kind.is_out() { self.fee } else { 0 };
        Money::new(self.amount.minor - fee, self.amount.currency)
    }
}
