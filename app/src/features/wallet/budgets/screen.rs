//! Screen `budgets`: all budgets with how far they are used, set and taken away.

use super::edit::{Draft, EditSheet};
use super::overview::line;
use super::read_budgets;
use crate::features::wallet::links;
use crate::features::wallet::overview::hidden_balances;
use crate::features::wallet::reads::read_wallet;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::BudgetUse;

/// The budgets.
#[component]
pub(crate) fn BudgetsScreen() -> View {
    let budgets = read_budgets();
    let hidden = hidden_balances();
    let wallet = read_wallet();
    let currencies =
        wallet.part(|w| w.accounts.iter().map(|a| a.account.currency).collect::<Vec<_>>());
    let draft = RwSignal::new(None::<Draft>);
    let open = RwSignal::new(false);
    let edit = Callback::new(move |wanted: Draft| {
        draft.set(Some(wanted));
        open.set(true);
    });
    let add = move |()| {
        let first = currencies.with_untracked(|all| all.first().copied());
        if let Some(currency) = first {
            edit.run(Draft::fresh(currency));
        }
    };
    let state = Signal::derive(move || match budgets.get() {
        None => ScreenState::Loading,
        Some(all) if all.is_empty() => ScreenState::Empty,
        Some(_) => ScreenState::Ready,
    });
    let row = move |used: &BudgetUse| {
        let budget = used.budget.clone();
        let press = move |_| edit.run(Draft::of(&budget));
        let test = format!("budget-{}", used.budget.key());
        view! {
            <li class="budget-item">
                <button class="budget-row" type="button" on:click=press data-test=test>{line(used, hidden)}</button>
            </li>
        }
    };
    let body = move || match budgets.get() {
        None => view! { <SkeletonRows count=3 /> },
        Some(all) if all.is_empty() => view! {
            <StateView
                icon="target"
                title=t!("wallet.budget.none")
                text=t!("wallet.budget.none.hint")
                action=t!("wallet.budget.add")
                on_action=Callback::new(add)
                test="budget-add"
            />
        },
        Some(all) => view! {
            <section class="list-section">
                <ul class="list">{all.iter().map(row).collect_view()}</ul>
                <p class="list-foot">{t!("wallet.budget.how")}</p>
            </section>
            <Button kind=ButtonKind::Soft block=true icon="plus" on_press=add test="budget-add">{t!("wallet.budget.add")}</Button>
        },
    };
    view! {
        <Screen name="budgets" title=t!("wallet.budget.title") state back=links::WALLET>
            <div class="budgets">{body}</div>
            <EditSheet open draft currencies />
        </Screen>
    }
}
