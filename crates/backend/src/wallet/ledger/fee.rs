//! Fees: what the service keeps of a movement, as one more leg linked to it.

use super::transfer::{Step, Transfer, TransferId};
use sampan_protocol::Money;
use sampan_protocol::ids::AccountId;

pub use sampan_protocol::wallet::fee::Fee;

/// The leg that takes a fee out of an account.
#[must_use]
pub const fn leg(id: TransferId, from: AccountId, fees: AccountId, fee: Money) -> Transfer {
    Transfer { id, step: Step::Posted, debit: from, credit: fees, amount: fee }
}

/// The leg that takes the fee on a movement from whom it reached; none where there is none.
#[must_use]
pub fn of_payee(
    fee: &Fee,
    id: TransferId,
    movement: &Transfer,
    fees: AccountId,
) -> Option<Transfer> {
    let amount = Money::new(fee.on(movement.amount.minor), movement.amount.currency);
    (amount.minor > 0).then(|| leg(id, movement.credit, fees, amount))
}
