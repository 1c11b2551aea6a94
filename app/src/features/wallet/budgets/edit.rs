//! Sets a budget: on what, in which currency, how much; or takes it away.

use crate::act::Act;
use crate::clock::new_op;
use crate::features::wallet::category_pick::CategoryPick;
use crate::features::wallet::currency_pick::currency_pick;
use crate::features::wallet::face::category_key;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::budget::{Budget, SetBudget};
use sampan_protocol::wallet::{Category, KeepBudget};
use sampan_protocol::{Currency, Money};

/// What the sheet opens with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    currency: Currency,
    category: Option<Category>,
    typed: String,
    /// Whether it is there already: then only its amount changes.
    known: bool,
}

impl Draft {
    /// A new budget.
    pub(super) const fn fresh(currency: Currency) -> Self {
        Self { currency, category: None, typed: String::new(), known: false }
    }

    /// One that is there.
    pub(super) fn of(budget: &Budget) -> Self {
        Self {
            currency: budget.currency,
            category: budget.category,
            typed: Money::new(budget.limit, budget.currency).to_plain(),
            known: true,
        }
    }
}

/// The sheet.
#[component]
pub(super) fn EditSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it opens with.
    draft: RwSignal<Option<Draft>>,
    /// The currencies of the wallet.
    currencies: Memo<Vec<Currency>>,
) -> View {
    let form =
        move || draft.get_untracked().map(|draft| view! { <EditForm draft open currencies /> });
    view! { <Sheet open title=t!("wallet.budget.sheet") test="budget-sheet">{form()}</Sheet> }
}

#[component]
fn EditForm(draft: Draft, open: RwSignal<bool>, currencies: Memo<Vec<Currency>>) -> View {
    let known = draft.known;
    let category = RwSignal::new(draft.category);
    let currency = RwSignal::new(draft.currency);
    let typed = RwSignal::new(draft.typed);
    let wrong = RwSignal::new(None::<String>);
    let act = Act::new();
    let toasts = use_toasts();
    let op = new_op();
    let keep = move |limit: Option<i64>| {
        let budget = SetBudget {
            currency: currency.get_untracked(),
            category: category.get_untracked(),
            limit,
        };
        act.run(KeepBudget { op, budget }, move |()| {
            open.set(false);
            toasts.say(if limit.is_some() {
                t!("wallet.budget.kept")
            } else {
                t!("wallet.budget.gone")
            });
        });
    };
    let save = Callback::new(move |()| {
        match typed.with_untracked(|typed| Money::parse(typed, currency.get_untracked())) {
            Ok(money) => keep(Some(money.minor)),
            Err(error) => wrong.set(Some(tell(&error))),
        }
    });
    Effect::new(move |_| {
        typed.track();
        wrong.set(None);
    });
    let error = Signal::derive(move || wrong.get().or_else(|| act.error().get().map(|e| tell(&e))));
    let what = (!known).then(|| {
        let all = currencies.get_untracked();
        view! {
            <CategoryPick title=t!("wallet.budget.what") none=t!("wallet.budget.all") category />
            {currency_pick(all, currency.into(), Callback::new(move |this| currency.set(this)))}
        }
    });
    let called = known.then(|| {
        let name = draft.category.map_or_else(|| t!("wallet.budget.all"), |c| t!(&category_key(c)));
        view! { <p class="budget-called">{name}</p> }
    });
    let amount = Signal::derive(move || t!("wallet.budget.amount", currency = currency.get()));
    let remove = known.then(|| view! {
        <Button block=true kind=ButtonKind::Grave icon="trash-2" on_press=move |()| keep(None) test="budget-remove">
            {t!("wallet.budget.remove")}
        </Button>
    });
    view! {
        <div class="order">
            {what}
            {called}
            <Field label=amount value=typed hint=t!("wallet.budget.month") error mode="decimal" max=20 autofocus=known on_enter=save test="budget-amount" />
        </div>
        <div class="order-foot">
            <Button block=true busy=act.busy() on_press=save test="budget-save">{t!("wallet.budget.save")}</Button>
            {remove}
        </div>
    }
}
