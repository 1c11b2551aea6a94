//! Screen `request`: asks somebody for money.

use super::links;
use super::money::{AmountForm, Confirmation, Form, NoteField, Place, first_currency};
use super::pay::{PayeeHead, PeoplePicker};
use super::reads::{Read, accounts, read_wallet};
use crate::answer::read;
use crate::bridge;
use crate::prelude::*;
use crate::router::NavigateOptions;
use crate::router::{use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{self, Person};
use sampan_protocol::wallet::{AskMoney, GetPayee, Wallet};
use sampan_protocol::{Currency, Error};

/// Asks a person for money: `/wallet/request?from=<person>`.
#[component]
pub(crate) fn RequestScreen() -> View {
    let query = use_query_map();
    let from =
        Memo::new(move || query.with(|q| q.get("from").and_then(|id| id.parse::<PersonId>().ok())));
    let picked = Memo::new(move || from.with(Option::is_some));
    let detail = move || from.get().map(|from| view! { <Asking from /> });
    let nothing = ("hand-coins", t!("wallet.request.pick"), t!("wallet.request.hint"));
    view! { <Split list=move || view! { <Whom picked=picked.into() /> } detail picked nothing /> }
}

#[component]
fn Whom(picked: Signal<bool>) -> View {
    view! {
        <Screen
            name="request"
            title=t!("wallet.request.title")
            back=links::WALLET
            beside=beside(picked)
        >
            <PeoplePicker link=links::request_from people_only=true />
        </Screen>
    }
}

#[component]
fn Asking(from: PersonId) -> View {
    let wallet = read_wallet();
    let payer = read(&[people::rows::CONTACT], move || GetPayee { person: from });
    let ready = Memo::new(move || {
        let person = payer.get()?;
        wallet.answer.with(|answer| start(person, answer.as_ref()?))
    });
    let again = Callback::new(move |()| {
        payer.refetch();
        wallet.again.run(());
    });
    move || match ready.get() {
        Some(Ok((person, currency))) => view! { <AskForm wallet person currency /> },
        answer => {
            let state = ScreenState::of(&answer, |_| false);
            let content = match answer {
                Some(Err(error)) => failed(&error, again),
                _ => view! { <SkeletonBlock lines=4 /> },
            };
            view! {
                <Screen name="request-amount" title=t!("wallet.request.title") back=links::REQUEST state>{content}</Screen>
            }
        }
    }
}

fn start(
    person: Result<Person, Error>,
    wallet: &Result<Wallet, Error>,
) -> Option<Result<(Person, Currency), Error>> {
    match (person, wallet) {
        (Err(error), _) => Some(Err(error)),
        (_, Err(error)) => Some(Err(error.clone())),
        (Ok(person), Ok(wallet)) => {
            first_currency(wallet, None).map(|currency| Ok((person, currency)))
        }
    }
}

#[component]
fn AskForm(wallet: Read<Wallet>, person: Person, currency: Currency) -> View {
    let limits = wallet.part(|w| w.limits.clone());
    let form = Form::open(accounts(wallet), limits, currency, false);
    let toasts = use_toasts();
    let navigate = use_navigate();
    let name = person.name.clone();
    form.movement.on_done(move |_| {
        toasts.say(t!("wallet.request.made", name = name));
        navigate(links::REQUESTS, NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    let payer = person.clone();
    let confirm = Callback::new(move |()| ask(form, payer.clone()));
    let words = form.words("wallet.request.confirm", "wallet.request.confirm.amount");
    let confirmation = move |place| {
        view! {
            <Confirmation form place short=t!("wallet.request.confirm") confirm=words on_confirm=confirm />
        }
    };
    let foot = move || confirmation(Place::Foot);
    view! {
        <Screen name="request-amount" title=t!("wallet.request.title") back=links::REQUEST foot>
            <PayeeHead person />
            <AmountForm form account_label=t!("wallet.request.into") hint=t!("wallet.request.hint") on_enter=confirm>
                <NoteField note=form.note />
            </AmountForm>
            {confirmation(Place::Behind)}
        </Screen>
    }
}

fn ask(form: Form, payer: Person) {
    let Some(amount) = form.money() else { return };
    let note = form.note.with_untracked(|note| note.trim().to_owned());
    form.movement.send(None, move |op| async move {
        bridge::call(&AskMoney { op, payer, amount, note }).await.map(|()| None)
    });
}
