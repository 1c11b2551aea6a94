//! The optimistic overlay: what pending operations will make of the wallet, as a pure rule.

use super::rows::{
    Account, Bill, BillKind, BillState, MoneyRequest, RequestState, Through, ThroughWhat,
};
use super::{Campaign, Category, family, ops, packet, plan, pot, rail, refund};
use crate::error::Error;
use crate::ids::{BillId, OpId, RequestId};
use crate::money::{Currency, Money};
use crate::people::{Kind, Person};
use crate::time::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// An operation that waits, with what the device knows about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// Which.
    pub op_id: OpId,
    /// Its name.
    pub name: String,
    /// Its arguments.
    pub args: Value,
    /// The person it names, as this device knows them.
    pub other: Option<Person>,
    /// When it was made.
    pub at: Timestamp,
    /// How far it is.
    pub state: WaitingState,
}

/// How far a waiting operation is.
#[derive(Debug, Clone, PartialEq)]
pub enum WaitingState {
    /// It will be sent.
    Queued,
    /// It needs the PIN first.
    NeedsPin,
    /// It was refused.
    Rejected(Error),
}

impl Waiting {
    /// Its arguments, if they are of this shape.
    pub(super) fn args<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_value(self.args.clone()).ok()
    }

    fn bill_state(&self) -> BillState {
        match &self.state {
            WaitingState::Queued => BillState::Pending,
            WaitingState::NeedsPin => BillState::NeedsPin,
            WaitingState::Rejected(error) => BillState::Failed(error.clone()),
        }
    }
}

/// The bill that a waiting operation will make, if it moves money.
#[must_use]
pub fn bill(waiting: &Waiting) -> Option<Bill> {
    let (kind, amount, rail, note) = match waiting.name.as_str() {
        ops::TRANSFER | ops::PAY_SMALL | ops::PAY_VIA | family::PAY => {
            let args: ops::Transfer = waiting.args()?;
            let merchant = waiting.other.as_ref().is_some_and(|p| p.kind == Kind::Merchant);
            let kind = if merchant { BillKind::Payment } else { BillKind::Transfer };
            (kind, args.amount.negated(), None, args.note)
        }
        ops::PAY_LESS | ops::MAKE_CAMPAIGN | ops::FUND_POINTS => {
            let (kind, amount, note) = perk(waiting)?;
            (kind, amount, None, note)
        }
        ops::CHARGE_MANDATE => {
            let args: ops::ChargeMandate = waiting.args()?;
            (BillKind::Payment, args.amount, None, args.note)
        }
        ops::TOP_UP => {
            let args: ops::TopUp = waiting.args()?;
            (BillKind::TopUp, args.amount, Some(args.rail), String::new())
        }
        refund::REFUND => {
            let args: refund::Refund = waiting.args()?;
            (BillKind::Refund, args.amount.negated(), None, args.note)
        }
        ops::WITHDRAW => {
            let args: ops::Withdraw = waiting.args()?;
            (BillKind::Withdrawal, args.amount.negated(), Some(args.rail), String::new())
        }
        rail::RAIL_IN | rail::RAIL_OUT | rail::RAIL_BACK => {
            let (kind, amount, by) = rail::bill(waiting)?;
            (kind, amount, Some(by), String::new())
        }
        plan::DELAY => {
            let args: plan::Delay = waiting.args()?;
            (BillKind::Transfer, args.amount.negated(), None, args.note)
        }
        ops::EXCHANGE => {
            let args: ops::Exchange = waiting.args()?;
            (BillKind::Exchange, args.sell.negated(), None, String::new())
        }
        packet::SEND => {
            let args: packet::SendPacket = waiting.args()?;
            (BillKind::Packet, args.amount.negated(), None, args.greeting)
        }
        pot::FILL | pot::DRAW => {
            let args: pot::PotMove = waiting.args()?;
            let into = waiting.name == pot::FILL;
            let amount = if into { args.amount.negated() } else { args.amount };
            (BillKind::Pot, amount, None, args.note)
        }
        _ => return None,
    };
    Some(Bill {
        id: BillId(waiting.op_id.0),
        account: None,
        kind,
        amount,
        category: category(kind, waiting.other.as_ref()),
        other: waiting.other.clone(),
        rail,
        note,
        at: waiting.at,
        state: waiting.bill_state(),
        balance_after: None,
        linked: Vec::new(),
        label: None,
        through: through(waiting),
    })
}

/// What a waiting operation on coupons or points moves.
fn perk(waiting: &Waiting) -> Option<(BillKind, Money, String)> {
    let moved = match waiting.name.as_str() {
        ops::PAY_LESS => {
            let args: ops::PayLess = waiting.args()?;
            (BillKind::Payment, args.pays.negated(), args.note)
        }
        ops::MAKE_CAMPAIGN => {
            let args: ops::MakeCampaign = waiting.args()?;
            let funds = Campaign::funds(&args.offer, args.pieces)?;
            (BillKind::Voucher, funds.negated(), args.name)
        }
        ops::FUND_POINTS => {
            let args: ops::FundPoints = waiting.args()?;
            (BillKind::Voucher, args.amount.negated(), String::new())
        }
        _ => return None,
    };
    Some(moved)
}

/// The pot or the card that a waiting movement has to do with.
fn through(waiting: &Waiting) -> Option<Through> {
    let (what, id) = match waiting.name.as_str() {
        pot::FILL | pot::DRAW => (ThroughWhat::Pot, waiting.args::<pot::PotMove>()?.pot.0),
        family::PAY => (ThroughWhat::Given, waiting.args::<family::PayCard>()?.card.0),
        _ => return None,
    };
    Some(Through { what, id, who: None })
}

/// What a movement of this kind, with this other side, is about.
#[must_use]
pub fn category(kind: BillKind, other: Option<&Person>) -> Category {
    match kind {
        BillKind::Transfer | BillKind::Packet | BillKind::Voucher => Category::Transfer,
        BillKind::Refund | BillKind::Fee => Category::Other,
        BillKind::TopUp | BillKind::Withdrawal | BillKind::Exchange => Category::Cash,
        BillKind::Pot => Category::Pot,
        BillKind::Payment => other.and_then(|p| p.mcc).map_or(Category::Other, Category::of_mcc),
    }
}

/// What of an account can still be spent: posted, less held, less what waits to be sent. Money that
/// waits to come in does not count.
#[must_use]
pub fn available(account: &Account, waiting: &[Waiting]) -> i64 {
    waiting
        .iter()
        .filter(|w| !matches!(w.state, WaitingState::Rejected(_)))
        // What a rail pays passes through, and what a card pays is somebody else's.
        .filter(|w| !matches!(w.name.as_str(), ops::PAY_VIA | family::PAY))
        .filter_map(bill)
        .filter(|b| b.amount.currency == account.currency && b.amount.minor < 0)
        .fold(account.balance.saturating_sub(account.held), |rest, b| {
            rest.saturating_add(b.amount.minor)
        })
}

/// Requests with what waiting operations will make of them; new ones come first.
#[must_use]
pub fn requests(known: &[MoneyRequest], waiting: &[Waiting], me: &Person) -> Vec<MoneyRequest> {
    let open = |w: &&Waiting| !matches!(w.state, WaitingState::Rejected(_));
    let mut all: Vec<MoneyRequest> =
        waiting.iter().filter(open).filter_map(|w| new_request(w, me)).collect();
    all.retain(|new| known.iter().all(|k| k.id != new.id));
    all.extend(known.iter().cloned());
    for w in waiting.iter().filter(open) {
        let (id, state) = match w.name.as_str() {
            ops::TRANSFER | ops::PAY_SMALL | ops::PAY_VIA | family::PAY => {
                (w.args::<ops::Transfer>().and_then(|a| a.request), RequestState::Paid)
            }
            ops::PAY_LESS => (w.args::<ops::PayLess>().and_then(|a| a.request), RequestState::Paid),
            ops::DECLINE => (w.args::<ops::Decline>().map(|a| a.request), RequestState::Declined),
            ops::CANCEL => (w.args::<ops::Cancel>().map(|a| a.request), RequestState::Cancelled),
            _ => (None, RequestState::Open),
        };
        for request in all.iter_mut().filter(|r| Some(r.id) == id) {
            request.state = state;
            request.pending = true;
        }
    }
    all
}

fn new_request(waiting: &Waiting, me: &Person) -> Option<MoneyRequest> {
    if waiting.name != ops::ASK {
        return None;
    }
    let args: ops::Ask = waiting.args()?;
    Some(MoneyRequest {
        id: RequestId(waiting.op_id.0),
        asker: me.clone(),
        payer: waiting.other.clone()?,
        amount: args.amount,
        note: args.note,
        state: RequestState::Open,
        at: waiting.at,
        reminded: None,
        pending: true,
    })
}

/// The currencies that waiting operations will open accounts in.
#[must_use]
pub fn opening(waiting: &[Waiting]) -> Vec<Currency> {
    waiting
        .iter()
        .filter(|w| w.name == ops::OPEN_ACCOUNT && w.state == WaitingState::Queued)
        .filter_map(|w| w.args::<ops::OpenAccount>().map(|a| a.currency))
        .collect()
}

/// Adds up bills of one currency: money in and money out, without what failed.
#[must_use]
pub fn totals<'a>(bills: impl Iterator<Item = &'a Bill>, currency: Currency) -> (Money, Money) {
    let (money_in, money_out) = bills.filter(|b| b.amount.currency == currency && b.counts()).fold(
        (0i64, 0i64),
        |(i, o), b| match b.amount.minor {
            minor if minor >= 0 => (i.saturating_add(minor), o),
            minor => (i, o.saturating_add(minor)),
        },
    );
    (Money::new(money_in, currency), Money::new(money_out, currency))
}
