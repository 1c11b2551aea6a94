//! Says before a payment which budget it would break, and by how much; it never forbids it.

use super::{called, read_budgets};
use crate::features::wallet::amount::Verdict;
use crate::features::wallet::money::Form;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Money;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::budget::{Budget, broken_by, category_of};

/// The warning in a form that pays somebody.
#[component]
pub(crate) fn BudgetWarning(
    /// The form.
    form: Form,
    /// Who is paid.
    person: Person,
) -> View {
    let budgets = read_budgets();
    let category = category_of(&person);
    let broken = Memo::new(move || -> Vec<(Budget, Money)> {
        let Some(amount) = form.verdict.with(Verdict::money) else { return Vec::new() };
        // What an earlier attempt of this form holds is counted among what was spent.
        let own = form.movement.own(amount.currency);
        let more = Money::new(amount.minor.saturating_sub(own), amount.currency);
        budgets.with(|uses| {
            uses.as_ref().map(|uses| broken_by(uses, more, category)).unwrap_or_default()
        })
    });
    let one = |(budget, over): (Budget, Money)| {
        let text =
            t!("wallet.budget.warning", name = called(&budget), amount = format::money(over));
        view! { <p>{text}</p> }
    };
    move || {
        let broken = broken.get();
        (!broken.is_empty()).then(|| {
            view! {
                <div class="notice warning budget-warning" role="status" data-test="budget-warning">
                    <Icon name="target" size=20 />
                    <span>{broken.into_iter().map(one).collect_view()}</span>
                </div>
            }
        })
    }
}
