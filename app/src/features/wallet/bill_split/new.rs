//! Screen `split-new`: splits an amount, or a bill, among people.

use super::draft::Draft;
use super::items::Items;
use super::{SPLITS, path};
use crate::answer::read;
use crate::features::wallet::bill_row::{bill_title, without_sign};
use crate::features::wallet::money::{AmountForm, Confirmation, Form, Place, first_currency};
use crate::features::wallet::overview::my_person;
use crate::features::wallet::pin_gate::submit;
use crate::features::wallet::reads::{Read, accounts, read_wallet};
use crate::people::PeopleChoice;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::ids::BillId;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::split::{MOST_WEIGHT, MakeSplit, Way};
use sampan_protocol::wallet::{GetBill, NOTE_LIMIT, Wallet, rows};
use sampan_protocol::{Currency, Money};

/// Splits a bill: `/wallet/splits/new?bill=<bill>`.
#[component]
pub(crate) fn NewSplitScreen() -> View {
    let wallet = read_wallet();
    let ready = Memo::new(move || {
        wallet.answer.with(|answer| match answer.as_ref()? {
            Ok(wallet) => first_currency(wallet, None).map(Ok),
            Err(error) => Some(Err(error.clone())),
        })
    });
    move || match ready.get() {
        Some(Ok(currency)) => view! { <SplitForm wallet currency /> },
        answer => {
            let state = ScreenState::of(&answer, |_| false);
            let content = match answer {
                Some(Err(error)) => failed(&error, wallet.again),
                _ => view! { <SkeletonBlock lines=4 /> },
            };
            view! { <Screen name="split-new" title=t!("wallet.split.new") back=SPLITS state>{content}</Screen> }
        }
    }
}

#[component]
fn SplitForm(wallet: Read<Wallet>, currency: Currency) -> View {
    let limits = wallet.part(|w| w.limits.clone());
    let form = Form::open(accounts(wallet), limits, currency, false);
    let bill =
        use_query_map().with_untracked(|q| q.get("bill").and_then(|id| id.parse::<BillId>().ok()));
    let draft = Draft::new(form, my_person().get_untracked(), bill);
    begin_with(form, bill);
    let blocked = Signal::derive(move || !matches!(draft.parts(), Some(Ok(_))));
    let made = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    form.movement.on_done(move |_| {
        if let Some(path) = made.get_untracked() {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&path, options);
        }
    });
    let confirm = Callback::new(move |()| {
        if !blocked.get_untracked() {
            send(draft, made);
        }
    });
    let words = Signal::derive(|| t!("wallet.split.confirm"));
    let confirmation = move |place| {
        view! { <Confirmation form place blocked confirm=words short=t!("wallet.split.confirm") on_confirm=confirm /> }
    };
    let foot = move || confirmation(Place::Foot);
    let ways = vec![
        (0_u8, t!("wallet.split.equal")),
        (1, t!("wallet.split.shares")),
        (2, t!("wallet.split.items")),
    ];
    let mine = move |on| draft.with_me.set(on);
    view! {
        <Screen name="split-new" title=t!("wallet.split.new") back=SPLITS foot>
            <div class="split-form">
                <AmountForm form account_label=t!("wallet.request.into") on_enter=confirm>
                    <Field label=t!("wallet.split.what") value=form.note max=NOTE_LIMIT as u32 test="split-title" />
                </AmountForm>
                <PeopleChoice chosen=draft.others />
                <ul class="list"><Switch label=t!("wallet.split.with_me") checked=draft.with_me on_change=mine test="with-me" /></ul>
                <Segmented label=t!("wallet.split.how") options=ways value=draft.chosen test="split-way" />
                {move || (draft.way() == Way::Items).then(|| view! { <Items draft /> })}
                <Parts draft />
                {confirmation(Place::Behind)}
            </div>
        </Screen>
    }
}

/// What everybody pays, as it comes out; what is missing, where it does not.
#[component]
fn Parts(draft: Draft) -> View {
    let parts = Memo::new(move || draft.parts());
    let problem = move || {
        parts.with(|parts| match parts {
            Some(Err(error)) => Some(tell(error)),
            _ => None,
        })
    };
    let everybody = Memo::new(move || match draft.others.with(Vec::is_empty) {
        true => Vec::new(),
        false => draft.everybody(),
    });
    let row = move |person: Person| {
        let id = person.id;
        let part = move || {
            let minor = parts.with(|parts| match parts {
                Some(Ok(parts)) => {
                    parts.iter().find(|(who, _)| *who == id).map(|(_, minor)| *minor)
                }
                _ => None,
            });
            let money = minor.map(|minor| Money::new(minor, draft.form.currency.get()));
            money.map(|money| view! { <MoneyText money /> })
        };
        let weight = move || {
            (draft.way() == Way::Shares).then(|| stepper(draft, person_of(draft, id).as_ref()))
        };
        let name = person.name.clone();
        let handle = person.handle.clone();
        view! {
            <li class="item split-part" data-test=format!("part-{handle}")>
                <PersonAvatar person size=36 />
                <span class="split-part-name">{name}</span>
                {weight}
                <span class="split-part-money">{part}</span>
            </li>
        }
    };
    view! {
        <p class="field-foot error" role="alert" data-test="split-problem">{problem}</p>
        <ul class="list split-parts">
            <For each=move || everybody.get() key=|person| person.id.to_string() children=row />
        </ul>
    }
}

fn person_of(draft: Draft, id: sampan_protocol::ids::PersonId) -> Option<Person> {
    draft.everybody().into_iter().find(|person| person.id == id)
}

fn stepper(draft: Draft, person: Option<&Person>) -> Option<View> {
    let person = person?;
    let id = person.id;
    let turn = move |by: i32| {
        let weight = draft.weight(id).saturating_add_signed(by).min(MOST_WEIGHT);
        draft.weights.update(|weights| {
            weights.retain(|(who, _)| *who != id);
            weights.push((id, weight));
        });
    };
    let (less, more) =
        (t!("wallet.split.less", name = person.name), t!("wallet.split.more", name = person.name));
    Some(view! {
        <span class="split-stepper">
            <IconButton icon="minus" label=less on_press=move |()| untrack(|| turn(-1)) test="weight-less" />
            <span class="split-weight">{move || draft.weight(id).to_string()}</span>
            <IconButton icon="plus" label=more on_press=move |()| untrack(|| turn(1)) test="weight-more" />
        </span>
    })
}

/// Fills in what the bill of the address says.
fn begin_with(form: Form, bill: Option<BillId>) {
    let Some(id) = bill else { return };
    let found = read(&[rows::BILL], move || GetBill { id });
    Effect::new(move |done: Option<bool>| match found.get() {
        Some(Ok(bill)) if done != Some(true) => {
            form.currency.set(bill.amount.currency);
            form.typed.set(without_sign(bill.amount).to_plain());
            let named = if bill.note.is_empty() { bill_title(&bill) } else { bill.note };
            form.note.set(named);
            true
        }
        _ => done == Some(true),
    });
}

fn send(draft: Draft, made: RwSignal<Option<String>>) {
    let Some(amount) = draft.form.money() else { return };
    let title = draft.form.note.with_untracked(|note| note.trim().to_owned());
    let (people, weights, items, way) = untrack(move || {
        let people = draft.everybody();
        let weights: Vec<u32> = people.iter().map(|person| draft.weight(person.id)).collect();
        (people, weights, draft.items(), draft.way())
    });
    let bill = draft.bill;
    draft.form.movement.send(None, move |op| {
        let command = MakeSplit { op, title, amount, way, people, weights, items, bill };
        submit(&command, made, |split| path(split.id))
    });
}
