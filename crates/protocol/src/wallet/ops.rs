//! Operations of the wallet, in scope `wallet:<me>`; the scope halts when one is not applied.

use crate::ids::{OpId, PersonId, RequestId};
use crate::messages::Place;
use crate::money::{Currency, Money};
use serde::{Deserialize, Serialize};

pub use super::bank::ops::*;
pub use super::charge::ops::*;
pub use super::coupon::ops::*;
pub use super::dispute::ops::*;
pub use super::exchange::ops::*;
pub use super::mandate::ops::*;
pub use super::methods::ops::*;
pub use super::points::ops::*;
pub use super::price::ops::*;
pub use super::rail::{RAIL_BACK, RAIL_END, RAIL_IN, RAIL_OUT, RailBack, RailEnd, RailIn, RailOut};
pub use super::small::ops::*;

/// Opens an account in one of the service's currencies. `wallet.open_account`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAccount {
    /// The currency.
    pub currency: Currency,
}

/// Moves money to somebody; needs the PIN. Its transfer's id is the operation's. `wallet.transfer`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// To whom.
    pub to: PersonId,
    /// How much; positive.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// The request that it answers.
    pub request: Option<RequestId>,
    /// The collect code that it pays, so that the backend can check it.
    pub code: Option<String>,
    /// The chat from which it is sent, and in which it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat: Option<Place>,
}

/// Puts money in through a rail. `wallet.top_up`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopUp {
    /// How much; positive.
    pub amount: Money,
    /// Which rail, e.g. `sandbox`.
    pub rail: String,
}

/// Takes money out through a rail; needs the PIN. `wallet.withdraw`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdraw {
    /// How much; positive.
    pub amount: Money,
    /// Which rail, e.g. `sandbox`.
    pub rail: String,
    /// The kept bank account that it goes to, by the rail of the bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<OpId>,
}

/// Asks somebody for money. The request's id is the operation's. `wallet.ask`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Who is asked.
    pub payer: PersonId,
    /// How much; positive.
    pub amount: Money,
    /// What for.
    pub note: String,
}

/// Says no to a request. `wallet.decline`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decline {
    /// Which.
    pub request: RequestId,
}

/// Takes one's own request back. `wallet.cancel`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancel {
    /// Which.
    pub request: RequestId,
}

/// Name of [`OpenAccount`].
pub const OPEN_ACCOUNT: &str = "wallet.open_account";
/// Name of [`Transfer`].
pub const TRANSFER: &str = "wallet.transfer";
/// Name of [`TopUp`].
pub const TOP_UP: &str = "wallet.top_up";
/// Name of [`Withdraw`].
pub const WITHDRAW: &str = "wallet.withdraw";
/// Name of [`Ask`].
pub const ASK: &str = "wallet.ask";
/// Name of [`Decline`].
pub const DECLINE: &str = "wallet.decline";
/// Name of [`Cancel`].
pub const CANCEL: &str = "wallet.cancel";

/// Says whether fingerprint or face may stand for the PIN in an operation of this name: payments,
/// up to the service's cap; never what lets others take money, or changes what is protected.
#[must_use]
pub fn may_be_biometric(name: &str) -> bool {
    let paying = [TRANSFER, PAY_VIA, PAY_LESS, CONFIRM_CHARGE, EXCHANGE, super::family::PAY];
    paying.contains(&name) || [super::packet::SEND, super::plan::DELAY].contains(&name)
}

/// Says whether an operation of this name needs the payment PIN.
#[must_use]
pub fn needs_pin(name: &str) -> bool {
    matches!(
        name,
        TRANSFER
            | WITHDRAW
            | CONFIRM_CHARGE
            | EXCHANGE
            | SMALL_ON
            | PAY_VIA
            | AGREE_MANDATE
            | RAIL_OUT
            | RAIL_BACK
            | ACCEPT_DISPUTE
            | MAKE_CAMPAIGN
            | PAY_LESS
            | FUND_POINTS
            | super::refund::REFUND
            | super::packet::SEND
            | super::plan::PLAN
            | super::plan::DELAY
            | super::family::GIVE
            | super::family::RAISE
            | super::family::PAY
    )
}
