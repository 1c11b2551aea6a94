//! Operations in scope `wallet:<me>`, and what operators do.

use super::Reason;
use crate::ids::{BillId, OpId};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// Disputes a payment of mine. The dispute's id is the operation's. `wallet.open_dispute`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDispute {
    /// The payment.
    pub bill: BillId,
    /// Why.
    pub reason: Reason,
    /// How much of it; positive, and no more than has not come back.
    pub amount: Money,
    /// What happened.
    pub text: String,
    /// Names of kept pictures.
    pub pictures: Vec<String>,
}

/// Adds words or pictures to a dispute of which I am a side. `wallet.add_evidence`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddEvidence {
    /// Which.
    pub dispute: OpId,
    /// In my words.
    pub text: String,
    /// Names of kept pictures.
    pub pictures: Vec<String>,
}

/// Says that a dispute of what I got is not right; the operators decide. `wallet.contest_dispute`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContestDispute {
    /// Which.
    pub dispute: OpId,
    /// Why.
    pub text: String,
    /// Names of kept pictures.
    pub pictures: Vec<String>,
}

/// Gives back what is disputed; needs the PIN. Its refund's id is the operation's.
/// `wallet.accept_dispute`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptDispute {
    /// Which.
    pub dispute: OpId,
    /// What I want to say; may be empty.
    pub text: String,
}

/// Takes a dispute of mine back. `wallet.withdraw_dispute`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawDispute {
    /// Which.
    pub dispute: OpId,
}

/// What operators decide, two of them: arguments of the act [`super::RESOLVE_DISPUTE`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolveDispute {
    /// Which.
    pub dispute: OpId,
    /// How much goes back to who paid; zero if nothing does.
    pub refund: Money,
    /// Why; told to both sides.
    pub reason: String,
}

/// Name of [`OpenDispute`].
pub const OPEN_DISPUTE: &str = "wallet.open_dispute";
/// Name of [`AddEvidence`].
pub const ADD_EVIDENCE: &str = "wallet.add_evidence";
/// Name of [`ContestDispute`].
pub const CONTEST_DISPUTE: &str = "wallet.contest_dispute";
/// Name of [`AcceptDispute`].
pub const ACCEPT_DISPUTE: &str = "wallet.accept_dispute";
/// Name of [`WithdrawDispute`].
pub const WITHDRAW_DISPUTE: &str = "wallet.withdraw_dispute";
