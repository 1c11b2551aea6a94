//! Money by rails that take their time: ordered now, told of when the rail has done it.

use super::fee::{FeeOn, Fees};
use super::overlay::Waiting;
use super::rows::BillKind;
use crate::error::Error;
use crate::ids::{BillId, OpId};
use crate::money::Money;
use crate::rails::{Quote, RailInfo, Way};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Has a rail bring money in. The order's id, and its bill's, is the operation's. `wallet.rail_in`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RailIn {
    /// Which rail.
    pub rail: String,
    /// How much is paid there; positive.
    pub amount: Money,
    /// The fee that was shown, part of the amount; another one is refused.
    pub fee: i64,
}

/// Has a rail take money out; needs the PIN. The ledger holds it meanwhile. `wallet.rail_out`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RailOut {
    /// Which rail.
    pub rail: String,
    /// How much leaves; positive.
    pub amount: Money,
    /// The fee that was shown, part of the amount; another one is refused.
    pub fee: i64,
    /// Where to, e.g. an IBAN; empty where the rail knows.
    #[serde(default)]
    pub detail: String,
}

/// Sends a top-up back the way it came, in full or in part; needs the PIN. `wallet.rail_back`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RailBack {
    /// The bill of the top-up.
    pub bill: BillId,
    /// The rail it came by.
    pub rail: String,
    /// How much; positive, and no more than is left of it.
    pub amount: Money,
}

/// Calls a top-up off that is not paid yet, or a payout by bank that is in no file. `wallet.rail_end`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RailEnd {
    /// Its bill.
    pub bill: BillId,
}

/// Name of [`RailIn`].
pub const RAIL_IN: &str = "wallet.rail_in";
/// Name of [`RailOut`].
pub const RAIL_OUT: &str = "wallet.rail_out";
/// Name of [`RailBack`].
pub const RAIL_BACK: &str = "wallet.rail_back";
/// Name of [`RailEnd`].
pub const RAIL_END: &str = "wallet.rail_end";

/// Has a rail move money that takes its time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderMoney {
    /// Idempotency key.
    pub op: OpId,
    /// Which rail.
    pub rail: String,
    /// Into the wallet, or out of it.
    pub way: Way,
    /// How much; positive.
    pub amount: Money,
    /// The fee that was shown.
    pub fee: Money,
    /// Where to, for what goes out.
    pub detail: String,
    /// The PIN, for what goes out.
    pub pin: Option<String>,
}

/// Sends a top-up back the way it came.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendBack {
    /// Idempotency key.
    pub op: OpId,
    /// The bill of the top-up.
    pub bill: BillId,
    /// The rail it came by.
    pub rail: String,
    /// How much; positive.
    pub amount: Money,
    /// The PIN; without it, it waits on the device until the PIN is given.
    pub pin: Option<String>,
}

/// Calls a top-up off that is not paid yet, or a payout by bank that is in no file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndOrder {
    /// Idempotency key.
    pub op: OpId,
    /// Its bill.
    pub bill: BillId,
}

/// What moving an amount by a rail costs: what the rail takes, and what the service keeps of a
/// withdrawal. All of it is part of the amount.
///
/// # Errors
/// `Refused` where the rail cannot, or nothing would be left.
pub fn quote(
    rail: &RailInfo,
    fees: &Fees,
    way: Way,
    amount: Money,
    now: Timestamp,
) -> Result<Quote, Error> {
    let quote = rail.quote(way, amount, now)?;
    let kept = match way {
        Way::In => 0,
        Way::Out => fees.on(&FeeOn::Withdrawal(rail.name.clone()), amount).minor,
    };
    let fee = Money::new(quote.fee.minor.saturating_add(kept), amount.currency);
    let arrives = Money::new(amount.minor.saturating_sub(fee.minor), amount.currency);
    if amount.minor > 0 && arrives.minor <= 0 {
        return Err(Error::refused("error.wallet.rail_fee_all").with("fee", fee));
    }
    Ok(Quote { fee, arrives, ..quote })
}

/// Kind, amount and rail of the bill that a waiting order will make.
pub(super) fn bill(waiting: &Waiting) -> Option<(BillKind, Money, String)> {
    match waiting.name.as_str() {
        RAIL_IN => {
            let RailIn { rail, amount, fee } = waiting.args()?;
            let arrives = Money::new(amount.minor.saturating_sub(fee), amount.currency);
            Some((BillKind::TopUp, arrives, rail))
        }
        RAIL_OUT => {
            let RailOut { rail, amount, .. } = waiting.args()?;
            Some((BillKind::Withdrawal, amount.negated(), rail))
        }
        RAIL_BACK => {
            let RailBack { rail, amount, .. } = waiting.args()?;
            Some((BillKind::Refund, amount.negated(), rail))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::overlay::{WaitingState, bill as overlaid};
    use super::*;
    use crate::money::Currency;
    use uuid::Uuid;

    #[test]
    fn what_waits_is_told_as_it_will_be() {
        let amount = Money::new(10_000, Currency::new("EUR").expect("listed"));
        let rail = "sim".to_owned();
        let waits = |name: &str, args: serde_json::Value| Waiting {
            op_id: OpId(Uuid::from_u128(1)),
            name: name.to_owned(),
            args,
            other: None,
            at: Timestamp::default(),
            state: WaitingState::Queued,
        };
        let json = |args| serde_json::to_value(args).expect("plain data");
        let top_up = RailIn { rail: rail.clone(), amount, fee: 150 };
        let bill = overlaid(&waits(RAIL_IN, json(top_up))).expect("it moves money");
        assert_eq!((bill.amount.minor, bill.rail), (9_850, Some(rail.clone())), "less the fee");
        let detail = String::new();
        let payout = serde_json::to_value(RailOut { rail, amount, fee: 150, detail });
        let bill = overlaid(&waits(RAIL_OUT, payout.expect("plain data"))).expect("so does it");
        assert_eq!(bill.amount.minor, -10_000, "the fee is part of what leaves");
    }
}
