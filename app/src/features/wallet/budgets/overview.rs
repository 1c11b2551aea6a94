//! Budgets at a glance: how far each is used, and a banner where one is nearly or wholly used.

use super::{called, read_budgets};
use crate::features::wallet::face::category_icon;
use crate::features::wallet::links;
use crate::features::wallet::overview::hidden_balances;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Money;
use sampan_protocol::wallet::BudgetUse;
use sampan_protocol::wallet::budget::Level;

/// How many budgets are shown before the rest is left to their screen.
const SHOWN: usize = 4;

/// A budget as a line: its name, what is left, and a bar.
pub(super) fn line(used: &BudgetUse, hidden: Signal<bool>) -> View {
    let (budget, level) = (&used.budget, used.level());
    let icon = budget.category.map_or("target", category_icon);
    let limit = format::money(Money::new(budget.limit, budget.currency));
    let percent = used.percent();
    let part = format!("{}%", percent.min(100));
    let (left, currency) = (used.left(), budget.currency);
    let says = move || {
        if hidden.get() {
            return format!("{percent}%");
        }
        let money = format::money(Money::new(left.saturating_abs(), currency));
        match left {
            0.. => t!("wallet.budget.left", amount = money),
            _ => t!("wallet.budget.over", amount = money),
        }
    };
    let of = move || {
        (!hidden.get()).then(|| t!("wallet.budget.of", percent = percent, limit = limit.clone()))
    };
    view! {
        <span class=format!("budget {}", word(level))>
            <span class="budget-icon"><Icon name=icon size=20 /></span>
            <span class="budget-text">
                <span class="budget-head">
                    <span class="budget-name">{called(budget)}</span>
                    <span class="budget-says">{says}</span>
                </span>
                <span class="budget-room"><span class="budget-fill" style=("--part", part)></span></span>
                <span class="budget-of">{of}</span>
            </span>
        </span>
    }
}

/// The word for a level in the style sheet.
pub(super) const fn word(level: Level) -> &'static str {
    match level {
        Level::Fine => "fine",
        Level::Near => "near",
        Level::Over => "over",
    }
}

/// The budgets of this month, or an invitation to set one.
#[component]
pub(crate) fn Budgets() -> View {
    let budgets = read_budgets();
    let hidden = hidden_balances();
    let rows = move |all: Vec<BudgetUse>| {
        let row = |used: &BudgetUse| view! { <li class="budget-item">{line(used, hidden)}</li> };
        let rows = all.iter().take(SHOWN).map(row).collect_view();
        view! { <ul class="list">{rows}</ul> }
    };
    let body = move || match budgets.get() {
        None => view! { <SkeletonRows count=1 /> },
        Some(all) if all.is_empty() => view! {
            <a class="card budget-none" href=links::BUDGETS data-test="budget-none">
                <span class="budget-icon"><Icon name="target" size=20 /></span>
                <span>{t!("wallet.budget.none.hint")}</span>
            </a>
        },
        Some(all) => rows(all),
    };
    let all = move || {
        budgets.with(|b| b.as_ref().is_some_and(|b| !b.is_empty())).then(|| view! {
            <a class="link-button" href=links::BUDGETS data-test="all-budgets">{t!("wallet.budget.edit")}</a>
        })
    };
    view! {
        <section class="list-section budgets-overview" data-test="budgets-overview">
            <header class="section-head"><h2 class="list-title">{t!("wallet.budget.title")}</h2>{all}</header>
            {body}
        </section>
    }
}

/// The budget of which the most is used.
fn fullest(budgets: Memo<Option<Vec<BudgetUse>>>) -> Option<BudgetUse> {
    budgets.with(|all| all.iter().flatten().max_by_key(|used| used.percent()).cloned())
}

/// The budget of which the most is used, as a line that leads to all of them.
#[component]
pub(crate) fn BudgetStrip() -> View {
    let budgets = read_budgets();
    let hidden = hidden_balances();
    let shown = Memo::new(move || fullest(budgets));
    move || {
        shown.get().map(|used| {
            view! { <a class="list budget-strip" href=links::BUDGETS data-test="budget-strip">{line(&used, hidden)}</a> }
        })
    }
}

/// Says that budgets are nearly or wholly used; nothing where all have room.
#[component]
pub(crate) fn BudgetBanner() -> View {
    let budgets = read_budgets();
    let hidden = hidden_balances();
    let worst = Memo::new(move || fullest(budgets));
    move || {
        worst.get().filter(|used| used.level() != Level::Fine).map(|used| {
            let name = called(&used.budget);
            let money = Money::new(used.left().saturating_abs(), used.budget.currency);
            let amount = if hidden.get() { "••••".to_owned() } else { format::money(money) };
            let text = match (used.level(), used.left()) {
                (Level::Over, 0) => t!("wallet.budget.banner.used", name = name),
                (Level::Over, _) => t!("wallet.budget.banner.over", name = name, amount = amount),
                _ => t!("wallet.budget.banner.near", name = name, percent = used.percent(), amount = amount),
            };
            view! {
                <div role="status">
                    <a class=format!("budget-banner {}", word(used.level())) href=links::BUDGETS data-test="budget-banner">
                        <Icon name="target" size=20 />
                        <span>{text}</span>
                        <Icon name="chevron-right" size=20 />
                    </a>
                </div>
            }
        })
    }
}
