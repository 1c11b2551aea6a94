//! Puts money into a pot or takes it out: one amount, no PIN, as it stays one's own.

use super::edit::problem;
use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::Money;
use sampan_protocol::wallet::pot::{ChangePot, PotChange, PotPage, rule};

/// Which way money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Into the pot.
    Fill,
    /// Out of it.
    Draw,
}

/// The sheet.
#[component]
pub(super) fn MoveSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which way.
    way: Way,
    /// The pot.
    page: Signal<Option<PotPage>>,
) -> View {
    let (title, test) = match way {
        Way::Fill => (t!("wallet.pot.fill"), "pot-fill-sheet"),
        Way::Draw => (t!("wallet.pot.draw"), "pot-draw-sheet"),
    };
    let form = move || page.get_untracked().map(|page| view! { <MoveForm page way open /> });
    view! { <Sheet open title test>{form()}</Sheet> }
}

#[component]
fn MoveForm(page: PotPage, way: Way, open: RwSignal<bool>) -> View {
    let (id, currency) = (page.pot.id, page.pot.saved.currency);
    let typed = RwSignal::new(String::new());
    let (act, op) = (Act::new(), new_op());
    let toasts = use_toasts();
    let most = match way {
        Way::Fill => page.available.max(0),
        Way::Draw => page.pot.saved.minor,
    };
    let read = move || typed.with(|typed| Money::parse(typed, currency));
    let wrong = Signal::derive(move || {
        let empty = typed.with(String::is_empty);
        (!empty).then(|| read().err().map(|error| tell(&error))).flatten()
    });
    let cannot = Signal::derive(move || read().map_or(true, |money| money.minor <= 0));
    let send = move |()| {
        let Ok(amount) = untrack(read) else { return };
        let change = match way {
            Way::Fill => PotChange::Fill(amount),
            Way::Draw => PotChange::Draw(amount),
        };
        act.run(ChangePot { op, pot: id, change }, move |()| {
            open.try_set(false);
            let key = if way == Way::Fill { "wallet.pot.filled" } else { "wallet.pot.drawn" };
            toasts.say(t!(key, amount = format::money(amount)));
        });
    };
    let there = match way {
        Way::Fill => "wallet.pot.fill.most",
        Way::Draw => "wallet.pot.draw.most",
    };
    let hint = t!(there, amount = format::money(Money::new(most, currency)));
    // What is missing to the goal is worth a press; so is all that there is.
    let missing = page.pot.terms.goal.map_or(0, |goal| rule::missing(page.pot.saved.minor, &goal));
    let all = if way == Way::Fill { missing.min(most) } else { most };
    let offer = (all > 0).then(|| {
        let all = Money::new(all, currency);
        let set = move |()| typed.set(all.to_plain());
        view! { <div class="chips"><Chip label=format::money(all) on_press=set test="pot-all" /></div> }
    });
    let (verb, label) = match way {
        Way::Fill => (t!("wallet.pot.fill"), "pot-fill-confirm"),
        Way::Draw => (t!("wallet.pot.draw"), "pot-draw-confirm"),
    };
    let field = t!("wallet.pot.amount", currency = currency);
    view! {
        <div class="form">
            <Field label=field value=typed mode="decimal" max=16 hint=hint error=wrong autofocus=true on_enter=send test="pot-amount" />
            {offer}
            {problem(act)}
            <Button block=true busy=act.busy() disabled=cannot on_press=send test=label>{verb}</Button>
        </div>
    }
}
