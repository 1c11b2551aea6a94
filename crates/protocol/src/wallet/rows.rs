//! Rows of the scope `wallet:<person>`: what of the wallet is kept on each of a person's devices.

use super::Category;
use crate::error::Error;
use crate::ids::{AccountId, BillId, RequestId};
use crate::money::{Currency, Money};
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Kind of [`Account`] rows, key: account.
pub const ACCOUNT: &str = "wallet.account";
/// Kind of [`Bill`] rows, key: bill.
pub const BILL: &str = "wallet.bill";
/// Kind of [`MoneyRequest`] rows, key: request.
pub const REQUEST: &str = "wallet.request";

/// One of a person's accounts: one for each currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Identifier.
    pub id: AccountId,
    /// Its currency.
    pub currency: Currency,
    /// What the ledger has posted, minor units.
    pub balance: i64,
    /// How much of it is held for payments that are not finished, minor units.
    pub held: i64,
}

/// What kind of movement a bill tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillKind {
    /// From person to person.
    Transfer,
    /// From a person to a merchant.
    Payment,
    /// Put in through a rail.
    TopUp,
    /// Taken out through a rail.
    Withdrawal,
    /// Given back to whom it came from.
    Refund,
    /// Put into a red packet, got out of one, or come back from one.
    Packet,
    /// Exchanged for another currency, or by it.
    Exchange,
    /// Kept by the service.
    Fee,
    /// Put into a savings pot of one's own, or taken out of it.
    Pot,
    /// Put aside for vouchers or points, come with one that was used, or come back from there.
    Voucher,
}

/// What ties a bill to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// It is the other half of an exchange.
    Exchange,
    /// It is the fee on this one.
    Fee,
    /// This one is the fee on it.
    FeeOn,
}

impl Link {
    /// Key of what the other bill is to this one.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Exchange => "wallet.linked.exchange",
            Self::Fee => "wallet.linked.fee",
            Self::FeeOn => "wallet.linked.fee_on",
        }
    }
}

/// Another bill of the same owner that belongs to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// Why.
    pub why: Link,
    /// Which.
    pub bill: BillId,
    /// Its amount, negative if it leaves.
    pub amount: Money,
}

/// How far the movement of a bill has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillState {
    /// The ledger has moved it.
    Settled,
    /// It waits on this device to be sent.
    Pending,
    /// It waits on this device for the PIN.
    NeedsPin,
    /// It was refused; no money moved.
    Failed(Error),
    /// The ledger holds it, and moves it then, unless who pays calls it back.
    Underway(Timestamp),
    /// Who pays called it back; no money moved.
    CalledBack,
    /// A rail has it, and says when it is done.
    AtRail(AtRail),
    /// The ledger holds it for the other side, until then at the longest.
    Held(Timestamp),
    /// What was held is free again; no money moved.
    Released,
}

/// How a movement stands that a rail has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtRail {
    /// What the rail takes; part of the amount.
    pub fee: Money,
    /// When it should be done, as a rule.
    pub due: Option<Timestamp>,
    /// Where the person has to do something first: the address of a page.
    pub act: Option<String>,
    /// Whether it was called off, and that is not certain yet.
    #[serde(default)]
    pub ending: bool,
    /// Whether it can still be called off.
    #[serde(default)]
    pub may_end: bool,
}

impl BillState {
    /// Whether it counts as money that moved, or is going to.
    #[must_use]
    pub const fn counts(&self) -> bool {
        matches!(self, Self::Settled | Self::Pending | Self::NeedsPin)
    }
}

/// What a movement has to do with a pot or a family card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Through {
    /// What it is.
    pub what: ThroughWhat,
    /// Which: a pot, or a card.
    pub id: Uuid,
    /// Whose card paid, or who paid by it; none for pots, and while that is not known.
    pub who: Option<Person>,
}

/// What a movement went through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThroughWhat {
    /// It went into a savings pot of one's own, or came out of it.
    Pot,
    /// It was paid by a family card that one was given: it was somebody else's money.
    Given,
    /// Somebody paid it by a family card that they were given.
    Used,
}

/// One line about money that moved, or that is going to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    /// Identifier: that of the transfer, which is that of the operation.
    pub id: BillId,
    /// The account it is about; none until the ledger has it.
    pub account: Option<AccountId>,
    /// What kind of movement.
    pub kind: BillKind,
    /// The amount, negative if it leaves.
    pub amount: Money,
    /// The other side; none for rails.
    pub other: Option<Person>,
    /// The name of the rail for top-ups and withdrawals, e.g. `sandbox`.
    pub rail: Option<String>,
    /// What the payer wrote.
    pub note: String,
    /// What it is about.
    pub category: Category,
    /// When the ledger moved it, or when it was asked for.
    pub at: Timestamp,
    /// How far it is.
    pub state: BillState,
    /// The balance after it, minor units; none until the ledger has it.
    pub balance_after: Option<i64>,
    /// Bills of the same owner that belong to it.
    #[serde(default)]
    pub linked: Vec<Linked>,
    /// What its owner wrote upon it; laid over by the device, never in the backend's row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<super::Label>,
    /// The pot or the family card that it has to do with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Through>,
}

impl Bill {
    /// Whether it counts as money that came in or was spent: what stays one's own does not, nor does
    /// what somebody else's card paid.
    #[must_use]
    pub fn counts(&self) -> bool {
        let given = |through: &Through| through.what == ThroughWhat::Given;
        self.state.counts()
            && self.kind != BillKind::Pot
            && !self.through.as_ref().is_some_and(given)
    }
}

/// How a request for money stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// It waits for the one who is asked.
    Open,
    /// It was paid.
    Paid,
    /// Who was asked said no.
    Declined,
    /// Who asked took it back.
    Cancelled,
}

/// A request for money; the same row stands in both wallets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyRequest {
    /// Identifier.
    pub id: RequestId,
    /// Who asks.
    pub asker: Person,
    /// Who is asked.
    pub payer: Person,
    /// How much.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// How it stands.
    pub state: RequestState,
    /// When it was asked.
    pub at: Timestamp,
    /// When it was last asked again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded: Option<Timestamp>,
    /// Whether it still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}
