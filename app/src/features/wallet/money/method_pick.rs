//! What pays: an account, a rail or a family card, by default the first that fits, in the person's own order.

use super::Form;
use crate::features::wallet::face::rail_key;
use crate::features::wallet::family::{self, card_name};
use crate::features::wallet::links;
use crate::features::wallet::reads::available;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::{FamilyCard, Method};
use sampan_protocol::{Currency, Money};

/// Shows what pays, and lets another be picked.
#[component]
pub(crate) fn MethodPick(
    /// The form.
    form: Form,
    /// The methods, in order.
    methods: Memo<Vec<Method>>,
    /// The family cards that may pay.
    cards: Memo<Vec<FamilyCard>>,
    /// Whether the person has picked one.
    picked: RwSignal<bool>,
    /// Whether the currency is given.
    one_currency: bool,
) -> View {
    let open = RwSignal::new(false);
    let name = move || match (form.card.get(), form.rail.get()) {
        (Some(card), _) => card_name(&card),
        (_, Some(rail)) => t!(&rail_key(&rail)),
        _ => form.currency.get().to_string(),
    };
    let left = move || match (form.card.get(), form.rail.with(Option::is_some)) {
        (Some(card), _) => Some(left_of(&card)),
        (_, true) => Some(t!("wallet.methods.through")),
        _ => left(form, form.currency.get()),
    };
    let options = move || {
        let currency = form.currency.get();
        let fits = |method: &Method| match method {
            Method::Account(of) => !one_currency || *of == currency,
            Method::Rail(_) => true,
            Method::Card(id) => cards.with(|all| {
                let same = |card: &FamilyCard| card.allowance.month.currency == currency;
                all.iter().any(|card| card.id == *id && (!one_currency || same(card)))
            }),
        };
        let all = methods.get().into_iter().filter(fits);
        let cards = cards.get();
        all.map(|method| option(form, method, &cards, picked, open)).collect_view()
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

fn option(
    form: Form,
    method: Method,
    cards: &[FamilyCard],
    picked: RwSignal<bool>,
    open: RwSignal<bool>,
) -> View {
    let card = card_of(&method, cards).cloned();
    let title = method_name(&method, cards);
    let (detail, test) = match &method {
        Method::Account(currency) => {
            (left(form, *currency).unwrap_or_default(), format!("account-{currency}"))
        }
        Method::Rail(rail) => (t!("wallet.methods.through"), format!("rail-{rail}")),
        Method::Card(id) => (card.as_ref().map(left_of).unwrap_or_default(), format!("card-{id}")),
    };
    let this = method.clone();
    let used = move || match &this {
        Method::Account(currency) => {
            form.rail.with(Option::is_none)
                && form.card.with(Option::is_none)
                && form.currency.get() == *currency
        }
        Method::Rail(rail) => form.rail.with(|now| now.as_ref() == Some(rail)),
        Method::Card(id) => form.card.with(|now| now.as_ref().map(|card| card.id) == Some(*id)),
    };
    let tail = move || used().then(|| view! { <Icon name="check" size=20 /> });
    let pick = move |()| {
        picked.set(true);
        use_method(form, &method, card.clone());
        open.set(false);
    };
    view! { <ListItem title detail tail=tail on_press=pick test /> }
}

/// Has a method pay, and none else; `card` is the one that it names.
pub(crate) fn use_method(form: Form, method: &Method, card: Option<FamilyCard>) {
    let (rail, currency) = match method {
        Method::Account(currency) => (None, Some(*currency)),
        Method::Rail(rail) => (Some(rail.clone()), None),
        Method::Card(_) => (None, card.as_ref().map(|card| card.allowance.month.currency)),
    };
    if form.rail.with_untracked(|now| *now != rail) {
        form.rail.set(rail);
    }
    if form.card.with_untracked(|now| *now != card) {
        form.card.set(card);
    }
    if let Some(currency) = currency.filter(|c| *c != form.currency.get_untracked()) {
        form.currency.set(currency);
    }
}

/// The card that a method names.
pub(crate) fn card_of<'a>(method: &Method, cards: &'a [FamilyCard]) -> Option<&'a FamilyCard> {
    cards.iter().find(|card| Method::Card(card.id) == *method)
}

/// What a method is called.
pub(crate) fn method_name(method: &Method, cards: &[FamilyCard]) -> String {
    match method {
        Method::Account(currency) => t!("wallet.account.name", currency = currency),
        Method::Rail(rail) => t!(&rail_key(rail)),
        Method::Card(_) => {
            card_of(method, cards).map_or_else(|| t!("wallet.family.one"), card_name)
        }
    }
}

fn left_of(card: &FamilyCard) -> String {
    t!("wallet.family.left.of", amount = format::money(family::left(card)))
}

fn left(form: Form, currency: Currency) -> Option<String> {
    let minor = form.accounts.with(|all| available(all, currency))?;
    Some(t!("wallet.pay.from.left", amount = format::money(Money::new(minor, currency))))
}
