//! What a payment costs once a coupon and points are taken off it, and what of that goes back.

use super::points::PointsRules;
use crate::ids::{BillId, OpId, PersonId, RequestId};
use crate::money::Money;
use crate::people::Person;
use serde::{Deserialize, Serialize};

/// Kind of [`Price`] rows, key: the bill; in the wallets of both sides.
pub const PRICE: &str = "wallet.price";

/// How the price of a payment came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// The payment.
    pub bill: BillId,
    /// What it would have been.
    pub amount: Money,
    /// What the payer paid.
    pub pays: Money,
    /// What the coupon is called, if there was one.
    pub coupon: Option<String>,
    /// Minor units that the coupon took off.
    pub coupon_off: i64,
    /// Whether the coupon was cash: the merchant has that part, too.
    pub funded: bool,
    /// How many points were used.
    pub points: i64,
    /// Minor units that the points took off; the merchant has that part, too.
    pub points_off: i64,
}

/// What is taken off an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Minor units by the coupon.
    pub coupon: i64,
    /// How many points are used.
    pub points: i64,
    /// Minor units by the points.
    pub points_off: i64,
}

impl Cut {
    /// What is taken off: by a coupon first, then by as many of the points as make sense. At least
    /// one minor unit is always left to pay.
    #[must_use]
    pub fn of(amount: Money, coupon: i64, points: i64, rules: &PointsRules) -> Self {
        let most = amount.minor.saturating_sub(1).max(0);
        let coupon = coupon.clamp(0, most);
        let rest = Money::new(amount.minor.saturating_sub(coupon), amount.currency);
        let points = rules.usable(points, rest);
        Self { coupon, points, points_off: rules.value(points, amount.currency).minor }
    }

    /// What is left to pay.
    #[must_use]
    pub const fn pays(&self, amount: Money) -> Money {
        let off = self.coupon.saturating_add(self.points_off);
        Money::new(amount.minor.saturating_sub(off), amount.currency)
    }

    /// Whether nothing is taken off.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.coupon == 0 && self.points == 0
    }
}

/// How much of a part has gone back once `back` of the `paid` minor units have: its share, rounded
/// down, and all of it with the last of them.
#[must_use]
pub fn gone_back(part: i64, back: i64, paid: i64) -> i64 {
    if paid <= 0 || back <= 0 {
        return 0;
    }
    if back >= paid {
        return part;
    }
    let share = i128::from(part) * i128::from(back) / i128::from(paid);
    i64::try_from(share).unwrap_or(part)
}

/// Operations in scope `wallet:<me>`, re-exported by [`super::ops`].
pub mod ops {
    use super::super::ops::Transfer;
    use super::{Deserialize, Money, OpId, PersonId, RequestId, Serialize};

    /// Pays a merchant with a coupon, with points, or both; needs the PIN. Its transfer's id is the
    /// operation's. `wallet.pay_less`
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct PayLess {
        /// To whom.
        pub to: PersonId,
        /// The price before anything is taken off; positive.
        pub amount: Money,
        /// What the payer agreed to pay: the service pays that, or nothing.
        pub pays: Money,
        /// The coupon.
        pub coupon: Option<OpId>,
        /// How many points; none is nought.
        pub points: i64,
        /// What for.
        pub note: String,
        /// The request that it answers.
        pub request: Option<RequestId>,
        /// The collect code that it pays.
        pub code: Option<String>,
    }

    impl PayLess {
        /// The payment that it would be at its full price.
        #[must_use]
        pub fn whole(&self) -> Transfer {
            Transfer {
                to: self.to,
                amount: self.amount,
                note: self.note.clone(),
                request: self.request,
                code: self.code.clone(),
                chat: None,
            }
        }
    }

    /// Name of [`PayLess`].
    pub const PAY_LESS: &str = "wallet.pay_less";
}

/// Pays a merchant with a coupon, with points, or both; answered like
/// [`Pay`](super::Pay).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayLess {
    /// Idempotency key, made when the form was opened.
    pub op: OpId,
    /// To whom.
    pub to: Person,
    /// The price before anything is taken off; positive.
    pub amount: Money,
    /// What is left to pay.
    pub pays: Money,
    /// The coupon.
    pub coupon: Option<OpId>,
    /// How many points; none is nought.
    pub points: i64,
    /// What for.
    pub note: String,
    /// The request that it answers.
    pub request: Option<RequestId>,
    /// The code that it pays.
    pub code: Option<String>,
    /// The PIN; without it, it waits on the device until the PIN is given.
    pub pin: Option<String>,
}

/// Reads how the price of a bill came about; none where nothing was taken off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPrice {
    /// The bill.
    pub bill: BillId,
}

#[cfg(test)]
mod tests;
