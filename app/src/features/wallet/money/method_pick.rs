//! What pays: an account or a rail, by default the first that fits, in the person's own order.

use super::Form;
use crate::features::wallet::face::rail_key;
use crate::features::wallet::links;
use crate::features::wallet::reads::available;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::Method;
use sampan_protocol::{Currency, Money};

/// Shows what pays, and lets another be picked.
#[component]
pub(crate) fn MethodPick(
    /// The form.
    form: Form,
    /// The methods, in order.
    methods: Memo<Vec<Method>>,
    /// Whether the person has picked one.
    picked: RwSignal<bool>,
    /// Whether the currency is given.
    one_currency: bool,
) -> View {
    let open = RwSignal::new(false);
    let name = move || match form.rail.get() {
        Some(rail) => t!(&rail_key(&rail)),
        None => form.currency.get().to_string(),
    };
    let left = move || match form.rail.with(Option::is_some) {
        true => Some(t!("wallet.methods.through")),
        false => left(form, form.currency.get()),
    };
    let options = move || {
        let currency = form.currency.get();
        let fits = |method: &Method| match method {
            Method::Account(of) => !one_currency || *of == currency,
            Method::Rail(_) => true,
        };
        let all = methods.get().into_iter().filter(fits);
        all.map(|method| option(form, method, picked, open)).collect_view()
    };
    view! {
        <button class="account-pick" type="button" on:click=move |_| open.set(true) data-test="account-pick">
            <span class="account-pick-label">{t!("wallet.pay.from")}</span>
            <span class="account-pick-name" data-test="method-used">{name}</span>
            <span class="account-pick-left">{left}</span>
            <Icon name="chevron-right" size=20 />
        </button>
        <Sheet open title=t!("wallet.pay.from") test="account-sheet">
            <ul class="list">{options}</ul>
            <Button kind=ButtonKind::Quiet block=true href=links::METHODS test="order-methods">{t!("wallet.methods.change")}</Button>
        </Sheet>
    }
}

fn option(form: Form, method: Method, picked: RwSignal<bool>, open: RwSignal<bool>) -> View {
    let (title, detail, test) = match &method {
        Method::Account(currency) => (
            method_name(&method),
            left(form, *currency).unwrap_or_default(),
            format!("account-{currency}"),
        ),
        Method::Rail(rail) => {
            (method_name(&method), t!("wallet.methods.through"), format!("rail-{rail}"))
        }
    };
    let this = method.clone();
    let used = move || match &this {
        Method::Account(currency) => {
            form.rail.with(Option::is_none) && form.currency.get() == *currency
        }
        Method::Rail(rail) => form.rail.with(|now| now.as_ref() == Some(rail)),
    };
    let tail = move || used().then(|| view! { <Icon name="check" size=20 /> });
    let pick = move |()| {
        picked.set(true);
        match &method {
            Method::Account(currency) => {
                form.rail.set(None);
                form.currency.set(*currency);
            }
            Method::Rail(rail) => form.rail.set(Some(rail.clone())),
        }
        open.set(false);
    };
    view! { <ListItem title detail tail=tail on_press=pick test /> }
}

/// What a method is called.
pub(crate) fn method_name(method: &Method) -> String {
    match method {
        Method::Account(currency) => t!("wallet.account.name", currency = currency),
        Method::Rail(rail) => t!(&rail_key(rail)),
    }
}

fn left(form: Form, currency: Currency) -> Option<String> {
    let minor = form.accounts.with(|all| available(all, currency))?;
    Some(t!("wallet.pay.from.left", amount = format::money(Money::new(minor, currency))))
}
