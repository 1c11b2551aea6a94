//! Screen `pots`: all pots, what is in them together, and those that were broken.

use super::ring::{percent, picture, ring};
use super::{KINDS, NEW, path};
use crate::answer::read;
use crate::features::wallet::links;
use crate::features::wallet::overview::hidden_balances;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::pot::{ListPots, Pot};
use sampan_protocol::{Currency, Money};

/// My pots.
#[component]
pub(crate) fn PotsScreen() -> View {
    let pots = read(KINDS, || ListPots {});
    let state = Signal::derive(move || ScreenState::of(&pots.get(), Vec::is_empty));
    let again = Callback::new(move |()| pots.refetch());
    let hidden = hidden_balances();
    let actions =
        || view! { <IconButton icon="plus" label=t!("wallet.pot.new") href=NEW test="pot-new" /> };
    view! {
        <Screen name="pots" title=t!("wallet.pot.title") back=links::WALLET state actions>
            {move || loaded(pots.get(), again, |all| list(&all, hidden))}
        </Screen>
    }
}

fn list(all: &[Pot], hidden: Signal<bool>) -> View {
    if all.is_empty() {
        return view! {
            <StateView icon="piggy-bank" title=t!("wallet.pot.none") text=t!("wallet.pot.none.hint")
                action=t!("wallet.pot.new") href=NEW test="pot-first" />
        };
    }
    let whole = all.iter().filter(|pot| pot.is_whole()).map(|pot| tile(pot, hidden));
    let whole: Vec<View> = whole.collect();
    let broken: Vec<View> = all.iter().filter(|pot| !pot.is_whole()).map(row).collect();
    let broken = (!broken.is_empty()).then(|| {
        view! { <ListSection title=t!("wallet.pot.broken")>{broken.collect_view()}</ListSection> }
    });
    view! {
        <div class="stack">
            {together(all, hidden)}
            <div class="pot-tiles">{whole.collect_view()}</div>
            {broken}
        </div>
    }
}

/// What all pots hold, a line a currency.
fn together(all: &[Pot], hidden: Signal<bool>) -> View {
    let mut sums: Vec<Money> = Vec::new();
    for pot in all.iter().filter(|pot| pot.is_whole()) {
        let of: Currency = pot.saved.currency;
        match sums.iter_mut().find(|sum| sum.currency == of) {
            Some(sum) => sum.minor = sum.minor.saturating_add(pot.saved.minor),
            None => sums.push(pot.saved),
        }
    }
    let line = |sum: Money| {
        view! { <p class="pots-sum" data-test="pots-sum"><MoneyText money=sum size=MoneySize::Display hidden /></p> }
    };
    (!sums.is_empty())
        .then(|| {
            view! {
                <header class="pots-head">
                    <p class="pots-label">{t!("wallet.pot.together")}</p>
                    {sums.into_iter().map(line).collect_view()}
                </header>
            }
        })
        .view()
}

fn tile(pot: &Pot, hidden: Signal<bool>) -> View {
    let saved = pot.saved;
    let below = match (pot.pending, pot.terms.goal, percent(pot)) {
        (true, ..) => t!("wallet.requests.unsent"),
        (_, Some(goal), Some(percent)) => {
            t!("wallet.pot.of", percent = percent, goal = format::money(goal.amount))
        }
        _ => t!("wallet.pot.no_goal"),
    };
    view! {
        <a class="card pot-tile" href=path(pot.id) data-test="pot">
            {ring(pot, picture(pot, 26))}
            <span class="pot-tile-name">{pot.terms.look.name.clone()}</span>
            <MoneyText money=saved size=MoneySize::Title hidden />
            <span class="pot-tile-of">{below}</span>
        </a>
    }
}

fn row(pot: &Pot) -> View {
    let icon = super::ring::known_icon(&pot.terms.look.icon);
    let came = Money::new(pot.broken.unwrap_or(0), pot.saved.currency);
    let detail = t!("wallet.pot.broken.line", amount = format::money(came));
    view! {
        <ListItem title=pot.terms.look.name.clone() detail href=path(pot.id) test="pot-broken"
            lead=move || view! { <Icon name=icon size=24 /> } />
    }
}
