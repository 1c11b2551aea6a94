//! Budgets: how much of a month's spending is allowed, seen wherever money is looked at.

mod edit;
mod overview;
mod screen;
mod warning;

use super::face::category_key;
use super::reads::LABELLED;
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::format;
use sampan_protocol::wallet::budget::Budget;
use sampan_protocol::wallet::{BudgetUse, GetBudgets};

pub(crate) use overview::{BudgetBanner, BudgetStrip, Budgets};
pub(crate) use screen::BudgetsScreen;
pub(crate) use warning::BudgetWarning;

/// The budgets with how much of them is used; none until they are known.
pub(crate) fn read_budgets() -> Memo<Option<Vec<BudgetUse>>> {
    let answer = read(LABELLED, || GetBudgets { utc_offset: format::utc_offset() });
    Memo::new(move || answer.get()?.ok())
}

/// What a budget is called.
fn called(budget: &Budget) -> String {
    match budget.category {
        Some(category) => t!(&category_key(category)),
        None => t!("wallet.budget.all"),
    }
}
