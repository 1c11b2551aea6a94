//! From or into which account: one line, and a sheet where there are several.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::AccountView;
use sampan_protocol::{Currency, Money};

/// Shows the account that is used, and lets another be picked.
#[component]
pub(crate) fn AccountPick(
    /// What the account is for, e.g. "From".
    label: String,
    /// All accounts.
    accounts: Memo<Vec<AccountView>>,
    /// The currency of the one that is used.
    currency: RwSignal<Currency>,
    /// Whether another may be picked.
    #[prop(into)]
    fixed: Signal<bool>,
) -> View {
    let open = RwSignal::new(false);
    let chosen = move || {
        accounts.with(|all| all.iter().find(|a| a.account.currency == currency.get()).cloned())
    };
    let left = Signal::derive(move || chosen().map(|account| left(&account)));
    let many = Signal::derive(move || !fixed.get() && accounts.with(Vec::len) > 1);
    view! {
        <button
            class="account-pick"
            type="button"
            disabled=move || !many.get()
            on:click=move |_| open.set(true)
            data-test="account-pick"
        >
            <span class="account-pick-label">{label.clone()}</span>
            <span class="account-pick-name">{move || currency.get().to_string()}</span>
            <span class="account-pick-left">{move || left.get()}</span>
            {move || many.get().then(|| view! { <Icon name="chevron-right" size=20 /> })}
        </button>
        <Sheet open title=label test="account-sheet">
            <ul class="list">
                {move || accounts.get().into_iter().map(|account| option(&account, currency, open)).collect_view()}
            </ul>
        </Sheet>
    }
}

fn option(account: &AccountView, currency: RwSignal<Currency>, open: RwSignal<bool>) -> View {
    let this = account.account.currency;
    let tail = move || (currency.get() == this).then(|| view! { <Icon name="check" size=20 /> });
    view! {
        <ListItem
            title=t!("wallet.account.name", currency = this)
            detail=left(account)
            tail=tail
            on_press=move |()| {
                currency.set(this);
                open.set(false);
            }
            test=format!("account-{this}")
        />
    }
}

fn left(account: &AccountView) -> String {
    let money = Money::new(account.available, account.account.currency);
    t!("wallet.pay.from.left", amount = format::money(money))
}
