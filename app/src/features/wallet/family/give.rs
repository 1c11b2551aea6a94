//! Screen `family-give`: to whom, how much a month, how much at a time.

use super::caps::each_of;
use super::{FAMILY, GIVE, path, path_to};
use crate::answer::read;
use crate::features::wallet::amount::Verdict;
use crate::features::wallet::money::{AmountForm, Confirmation, Form, Place, first_currency};
use crate::features::wallet::pay::{PayeeHead, PeoplePicker};
use crate::features::wallet::pin_gate::{Gate, GateSheets, submit};
use crate::features::wallet::reads::{Read, accounts, read_wallet};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{self, Person};
use sampan_protocol::wallet::family::allowance::check_caps;
use sampan_protocol::wallet::family::{GiveCard, NAME_LIMIT};
use sampan_protocol::wallet::{GetPayee, Wallet};
use sampan_protocol::{Currency, Money};

/// Gives a card: `/wallet/family/new?to=<person>`.
#[component]
pub(crate) fn GiveCardScreen() -> View {
    let query = use_query_map();
    let to =
        Memo::new(move || query.with(|q| q.get("to").and_then(|id| id.parse::<PersonId>().ok())));
    let picked = Memo::new(move || to.with(Option::is_some));
    let detail = move || to.get().map(|to| view! { <Giving to /> });
    let nothing = ("heart-handshake", t!("wallet.family.give"), t!("wallet.family.none.hint"));
    view! { <Split list=move || view! { <Whom picked=picked.into() /> } detail picked nothing /> }
}

#[component]
fn Whom(picked: Signal<bool>) -> View {
    view! {
        <Screen name="family-new" title=t!("wallet.family.give") back=FAMILY beside=beside(picked)>
            <PeoplePicker link=path_to people_only=true />
        </Screen>
    }
}

#[component]
fn Giving(to: PersonId) -> View {
    let wallet = read_wallet();
    let user = read(&[people::rows::CONTACT], move || GetPayee { person: to });
    let ready = Memo::new(move || {
        let person = user.get()?;
        let currency = wallet.answer.with(|answer| match answer {
            Some(Ok(wallet)) => first_currency(wallet, None).map(Ok),
            Some(Err(error)) => Some(Err(error.clone())),
            None => None,
        })?;
        Some(person.and_then(|person| currency.map(|currency| (person, currency))))
    });
    let again = Callback::new(move |()| {
        user.refetch();
        wallet.again.run(());
    });
    move || match ready.get() {
        Some(Ok((person, currency))) => view! { <GiveForm wallet person currency /> },
        answer => {
            let state = ScreenState::of(&answer, |_| false);
            let content = match answer {
                Some(Err(error)) => failed(&error, again),
                _ => view! { <SkeletonBlock lines=4 /> },
            };
            view! { <Screen name="family-give" title=t!("wallet.family.give") back=GIVE state>{content}</Screen> }
        }
    }
}

#[component]
fn GiveForm(wallet: Read<Wallet>, person: Person, currency: Currency) -> View {
    // What is there today says nothing about what is spent in a month.
    let form = Form::open(accounts(wallet), wallet.part(|_| Vec::new()), currency, false);
    let each = RwSignal::new(String::new());
    let read_each = move || each.with(|each| each_of(each, form.currency.get()));
    let caps = move || -> Option<(Money, Option<Money>)> {
        let month = form.verdict.with(Verdict::money)?;
        let each = read_each().ok()?;
        check_caps(month, each).ok().map(|()| (month, each))
    };
    let wrong = Signal::derive(move || {
        let month = form.verdict.with(Verdict::money)?;
        let checked = read_each().and_then(|each| check_caps(month, each));
        checked.err().map(|error| tell(&error))
    });
    let blocked = Signal::derive(move || caps().is_none());
    let made = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    form.movement.on_done(move |_| {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        navigate(&made.get_untracked().unwrap_or_else(|| FAMILY.to_owned()), options);
    });
    let gate = Gate::of(form);
    let name = person.name.clone();
    let user = person.clone();
    let send = Callback::new(move |pin: Option<String>| {
        let Some((month, each)) = untrack(caps) else { return };
        let name = form.note.with_untracked(|name| name.trim().to_owned());
        let (to, utc_offset) = (user.clone(), format::utc_offset());
        form.movement.send(None, move |op| {
            let command = GiveCard { op, to, name, month, each, utc_offset, pin };
            submit(&command, made, |card| path(card.id))
        });
    });
    let words = form.words("wallet.family.give.confirm", "wallet.family.give.confirm.amount");
    let confirmation = move |place| {
        view! { <Confirmation form place blocked confirm=words short=t!("wallet.family.give.confirm") on_confirm=gate.ask /> }
    };
    let foot = move || confirmation(Place::Foot);
    let enter = Callback::new(move |()| {
        if !blocked.get_untracked() {
            gate.ask.run(());
        }
    });
    let label = Signal::derive(move || t!("wallet.family.each", currency = form.currency.get()));
    view! {
        <Screen name="family-give" title=t!("wallet.family.give") back=GIVE foot>
            <PayeeHead person />
            <AmountForm form account_label=t!("wallet.pay.from") hint=t!("wallet.family.give.hint") on_enter=enter>
                <Field label value=each mode="decimal" max=16 hint=t!("wallet.family.each.hint") error=wrong test="family-each" />
                <Field label=t!("wallet.family.name") value=form.note max=NAME_LIMIT as u32 placeholder=t!("wallet.family.name.example") test="family-name" />
            </AmountForm>
            {confirmation(Place::Behind)}
            <GateSheets gate says=t!("wallet.family.give.pin", name = name) send />
        </Screen>
    }
}
