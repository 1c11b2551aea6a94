//! Disputes: a payer says that a payment was wrong, the other side answers, and where they do not
//! agree the operators decide.

pub mod ops;
mod overlay;
mod state;
#[cfg(test)]
mod tests;

pub use overlay::seen;
pub use state::{Event, Stage, State, step};

use super::refund::GivenBack;
use super::rows::{Bill, BillKind, BillState};
use crate::error::Error;
use crate::ids::{BillId, OpId, PersonId};
use crate::money::Money;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of [`Dispute`] rows, key: dispute; in the wallets of both sides and with the operators.
pub const DISPUTE: &str = "wallet.dispute";
/// What operators do to decide one: see [`ops::ResolveDispute`].
pub const RESOLVE_DISPUTE: &str = "wallet.resolve_dispute";
/// For how long a payment can be disputed, in seconds.
pub const DISPUTE_SECONDS: i64 = 90 * 24 * 60 * 60;
/// How long the other side has to answer, in seconds.
pub const ANSWER_SECONDS: i64 = 7 * 24 * 60 * 60;
/// The longest text, in characters.
pub const TEXT_LIMIT: usize = 1_000;
/// The most pictures that are handed in at once.
pub const MOST_PICTURES: usize = 6;
/// The most that is handed in, all in all.
pub const MOST_STEPS: usize = 40;

/// Why somebody disputes a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// What was paid for never came.
    NotReceived,
    /// What came is not what was promised.
    NotAsDescribed,
    /// The same was paid twice.
    ChargedTwice,
    /// It was to be less.
    WrongAmount,
    /// Somebody else paid with my account.
    NotMe,
}

impl Reason {
    /// Every reason, the most frequent first.
    pub const ALL: [Self; 5] = [
        Self::NotReceived,
        Self::NotAsDescribed,
        Self::ChargedTwice,
        Self::WrongAmount,
        Self::NotMe,
    ];

    /// Its word in keys and in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotReceived => "not_received",
            Self::NotAsDescribed => "not_as_described",
            Self::ChargedTwice => "charged_twice",
            Self::WrongAmount => "wrong_amount",
            Self::NotMe => "not_me",
        }
    }
}

/// A dispute; the same row stands in both wallets and with the operators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The operation that opened it.
    pub id: OpId,
    /// The payment.
    pub bill: BillId,
    /// Who paid, and disputes it.
    pub payer: Person,
    /// To whom it went.
    pub payee: Person,
    /// How much the payment was.
    pub paid: Money,
    /// When it was.
    pub paid_at: Timestamp,
    /// What the payment was noted to be for.
    pub note: String,
    /// Why it is disputed.
    pub reason: Reason,
    /// How it stands, in minor units of the payment's currency.
    pub state: State,
    /// When it was opened.
    pub at: Timestamp,
    /// Until when the other side can answer before it goes to the operators.
    pub answer_by: Timestamp,
    /// Everything that was said and done, oldest first.
    pub steps: Vec<Step>,
    /// Whether something about it still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}

/// Something that was said or done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// What.
    pub what: What,
    /// In their words; may be empty.
    pub text: String,
    /// What they show: names of kept pictures.
    pub pictures: Vec<String>,
}

/// Who does something in a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Who paid.
    Payer,
    /// To whom it went.
    Payee,
    /// The operators of the service.
    Operators,
    /// Nobody: time went by.
    Nobody,
}

/// What is done in a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It was opened, for so much.
    Opened(Money),
    /// More was said or shown.
    Added,
    /// The other side gave in, and so much went back.
    Accepted(Money),
    /// The other side does not agree.
    Contested,
    /// The other side did not answer in time.
    Unanswered,
    /// The other side gave so much back by themselves.
    Refunded(Money),
    /// Who opened it took it back.
    Withdrawn,
    /// The operators decided that so much goes back.
    Decided(Money),
}

impl Dispute {
    /// Money in the payment's currency.
    #[must_use]
    pub const fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.paid.currency)
    }

    /// On which side somebody is, if on one.
    #[must_use]
    pub fn side(&self, me: PersonId) -> Option<By> {
        match me {
            me if me == self.payer.id => Some(By::Payer),
            me if me == self.payee.id => Some(By::Payee),
            _ => None,
        }
    }

    /// When something was last said or done.
    #[must_use]
    pub fn changed(&self) -> Timestamp {
        self.steps.last().map_or(self.at, |step| step.at)
    }
}

/// Whether a payment of mine can be disputed at `now`: it left me to somebody, and not all of it
/// has come back. Whether a dispute is open about it already is another question.
#[must_use]
pub fn can_be_disputed(bill: &Bill, back: Option<&GivenBack>, now: Timestamp) -> bool {
    let kind = matches!(bill.kind, BillKind::Payment | BillKind::Transfer);
    let left = back.is_none_or(|back| back.left().minor > 0);
    let since = now.plus_seconds(-DISPUTE_SECONDS);
    let settled = bill.state == BillState::Settled && bill.other.is_some();
    kind && settled && left && bill.amount.minor < 0 && bill.at > since
}

/// Refuses what cannot be handed in: no words where they are needed, too many, or too many
/// pictures.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_evidence(text: &str, pictures: &[String], needed: bool) -> Result<(), Error> {
    let plain = text.chars().all(|c| !c.is_control() || c == '\n');
    if text.chars().count() > TEXT_LIMIT || !plain {
        return Err(Error::invalid("error.wallet.dispute_text").with("limit", TEXT_LIMIT as i64));
    }
    if needed && text.trim().is_empty() {
        return Err(Error::invalid("error.wallet.dispute_words"));
    }
    let name = |name: &String| name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit());
    if pictures.len() > MOST_PICTURES || !pictures.iter().all(name) {
        return Err(
            Error::invalid("error.wallet.dispute_pictures").with("limit", MOST_PICTURES as i64)
        );
    }
    Ok(())
}

/// Reads all disputes that I am a side of, the open ones first, with what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListDisputes {}

/// Reads all disputes of the service, the open ones first; for operators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListAllDisputes {}

/// Keeps a picture, to be handed in as evidence; the reply is its name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepEvidence {
    /// Base64 (RFC 4648) of an image file: PNG, JPEG, WebP or GIF.
    pub base64: String,
}

/// Disputes a payment; works offline, with pictures that were kept before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDispute {
    /// Idempotency key.
    pub op: OpId,
    /// The payment.
    pub bill: BillId,
    /// Why.
    pub reason: Reason,
    /// How much of it; positive.
    pub amount: Money,
    /// What happened.
    pub text: String,
    /// What shows it: names of kept pictures.
    pub pictures: Vec<String>,
}

/// Says or does something in a dispute.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeDispute {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub dispute: OpId,
    /// What.
    pub change: DisputeChange,
}

/// What is said or done in a dispute.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeChange {
    /// One of both adds words or pictures.
    Add {
        /// In their words.
        text: String,
        /// Names of kept pictures.
        pictures: Vec<String>,
    },
    /// The other side does not agree.
    Contest {
        /// Why.
        text: String,
        /// Names of kept pictures.
        pictures: Vec<String>,
    },
    /// The other side gives the money back: now, with the PIN.
    Accept {
        /// What they want to say; may be empty.
        text: String,
        /// The PIN.
        pin: String,
    },
    /// Who opened it takes it back.
    Withdraw,
}
