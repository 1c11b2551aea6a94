//! Screen `pot-new`, and the sheet by which something else is said about a pot.

use super::draft::{Draft, DraftFields};
use super::{POTS, path};
use crate::act::Act;
use crate::clock::new_op;
use crate::features::wallet::currency_pick::currency_pick;
use crate::features::wallet::reads::{Read, read_wallet};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::Currency;
use sampan_protocol::wallet::Wallet;
use sampan_protocol::wallet::pot::{ChangePot, MakePot, Pot, PotChange, Terms};

/// Makes a pot.
#[component]
pub(crate) fn NewPotScreen() -> View {
    let wallet = read_wallet();
    let first = wallet.part(|w| w.accounts.first().map(|a| a.account.currency));
    let state = wallet.state(|w| w.accounts.is_empty());
    let body = move || match first.get() {
        Some(currency) => view! { <NewForm wallet currency /> },
        None => view! { <SkeletonBlock lines=4 /> },
    };
    view! { <Screen name="pot-new" title=t!("wallet.pot.new") back=POTS state>{body}</Screen> }
}

#[component]
fn NewForm(wallet: Read<Wallet>, currency: Currency) -> View {
    let draft = Draft::new(currency);
    let all = wallet
        .part(|w| w.accounts.iter().map(|a| a.account.currency).collect::<Vec<_>>())
        .get_untracked();
    let (act, op) = (Act::new(), new_op());
    let navigate = StoredValue::new_local(use_navigate());
    let incomplete = Signal::derive(move || draft.look().is_none() || draft.goal().is_err());
    let make = move |()| {
        let (Some(look), Ok(goal)) = untrack(|| (draft.look(), draft.goal())) else { return };
        let terms = Terms { look, goal, saving: None, round_up: false };
        let currency = draft.currency.get_untracked();
        act.run(MakePot { op, currency, terms }, move |pot| {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.with_value(|go| go(&path(pot.id), options));
        });
    };
    view! {
        <div class="form">
            <DraftFields draft />
            {currency_pick(all, draft.currency.into(), Callback::new(move |this| draft.currency.set(this)))}
            {problem(act)}
            <Button block=true busy=act.busy() disabled=incomplete on_press=make test="confirm">{t!("wallet.pot.make")}</Button>
            <p class="list-foot">{t!("wallet.pot.make.hint")}</p>
        </div>
    }
}

/// What went wrong, said where it was done.
pub(super) fn problem(act: Act) -> impl Fn() -> Option<View> {
    move || {
        act.error().get().map(|e| {
            view! { <p class="callout danger" role="alert" data-test="pot-problem">{tell(&e)}</p> }
        })
    }
}

/// Says something else about a pot.
#[component]
pub(super) fn EditSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The pot.
    pot: Signal<Option<Pot>>,
) -> View {
    let form = move || pot.get_untracked().map(|pot| view! { <EditForm pot open /> });
    view! { <Sheet open title=t!("wallet.pot.edit") test="pot-edit-sheet">{form()}</Sheet> }
}

#[component]
fn EditForm(pot: Pot, open: RwSignal<bool>) -> View {
    let draft = Draft::of(&pot);
    let act = Act::new();
    let incomplete = Signal::derive(move || draft.look().is_none() || draft.goal().is_err());
    let save = move |()| {
        let (Some(look), Ok(goal)) = untrack(|| (draft.look(), draft.goal())) else { return };
        let terms = Terms { look, goal, ..pot.terms.clone() };
        let command = ChangePot { op: new_op(), pot: pot.id, change: PotChange::Terms(terms) };
        act.run(command, move |()| {
            open.try_set(false);
        });
    };
    view! {
        <div class="form">
            <DraftFields draft />
            {problem(act)}
            <Button block=true busy=act.busy() disabled=incomplete on_press=save test="pot-save">{t!("ui.save")}</Button>
        </div>
    }
}
