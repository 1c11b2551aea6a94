//! Fees: what the service keeps of a movement, as one more leg linked to it.

use super::transfer::{Step, Transfer, TransferId};
use sampan_protocol::Money;
use sampan_protocol::ids::AccountId;

/// How a fee is reckoned, in minor units of the movement's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fee {
    /// Hundredths of a percent of the amount.
    pub basis_points: u32,
    /// Added to it.
    pub fixed: i64,
    /// At least.
    pub least: i64,
    /// At most.
    pub most: Option<i64>,
}

impl Fee {
    /// The fee on an amount, rounded up, and never more than the amount.
    #[must_use]
    pub fn on(&self, amount: i64) -> i64 {
        let part = (i128::from(amount) * i128::from(self.basis_points) + 9_999) / 10_000;
        let part = i64::try_from(part).unwrap_or(i64::MAX).saturating_add(self.fixed);
        part.max(self.least).min(self.most.unwrap_or(i64::MAX)).clamp(0, amount.max(0))
    }

    /// The leg that takes the fee on a movement from whom it reached; none where there is none.
    #[must_use]
    pub fn leg(&self, id: TransferId, movement: &Transfer, fees: AccountId) -> Option<Transfer> {
        let fee = Money::new(self.on(movement.amount.minor), movement.amount.currency);
        let (debit, credit) = (movement.credit, fees);
        (fee.minor > 0).then_some(Transfer { id, step: Step::Posted, debit, credit, amount: fee })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fees_round_up_and_keep_within_their_bounds() {
        let fee = Fee { basis_points: 60, fixed: 0, least: 0, most: None };
        assert_eq!(fee.on(10_000), 60, "0.60 % of 100.00");
        assert_eq!(fee.on(1), 1, "a part of a cent is a cent");
        assert_eq!(fee.on(0), 0, "nothing of nothing");
        let bounded = Fee { basis_points: 60, fixed: 10, least: 50, most: Some(200) };
        assert_eq!(bounded.on(1_000), 50, "at least");
        assert_eq!(bounded.on(10_000), 70, "part and fixed");
        assert_eq!(bounded.on(1_000_000), 200, "at most");
        assert_eq!(bounded.on(20), 20, "never more than there is");
        assert_eq!(Fee { basis_points: u32::MAX, ..fee }.on(i64::MAX), i64::MAX, "no overflow");
    }
}
