//! Sets a budget, or takes it away.

use super::bills;
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::Budget;
use sampan_protocol::wallet::budget::{BUDGET, SetBudget, budget_key};

/// Applies the operation.
///
/// # Errors
/// `Invalid` for what is no budget.
pub(super) fn apply(cx: &mut Context<'_>, op: &SetBudget) -> Result<(), Refusal> {
    op.check()?;
    let scope = bills::scope(cx.me.id);
    let (currency, category) = (op.currency, op.category);
    let key = budget_key(currency, category);
    match op.limit {
        None => {
            cx.delete(&scope, BUDGET, key);
            Ok(())
        }
        Some(limit) => Ok(cx.put(&scope, BUDGET, key, &Budget { limit, currency, category })?),
    }
}
