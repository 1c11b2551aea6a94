//! Screen `mandate`: one mandate, and what each side can do about it.

use super::caps::{Caps, CapsFields};
use super::list::state_of;
use crate::act::Act;
use crate::answer::read;
use crate::clock::{new_op, now};
use crate::features::wallet::links;
use crate::features::wallet::overview::my_person;
use crate::features::wallet::pay::PayeeHead;
use crate::prelude::*;
use crate::router::{use_navigate, use_params_map};
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::mandate::{
    ChangeMandate, ChargeMandate, ListMandates, MANDATE, Mandate, MandateChange, MandateState,
};
use sampan_protocol::{Error, Money};

/// One mandate.
#[component]
pub(crate) fn MandateScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("mandate").and_then(|id| id.parse::<OpId>().ok()));
    let all = read(&[MANDATE], || ListMandates {});
    let one = Memo::new(move || {
        let unknown = || Error::not_found("error.wallet.mandate_unknown");
        let of = |all: Vec<Mandate>| all.into_iter().find(|m| Some(m.id) == id);
        all.get().map(|all| all.and_then(|all| of(all).ok_or_else(unknown)))
    });
    let state = Signal::derive(move || ScreenState::of(&one.get(), |_| false));
    let body =
        move || loaded(one.get(), move |()| all.refetch(), |mandate| view! { <Detail mandate /> });
    view! { <Screen name="mandate" title=t!("wallet.mandates.one") back=links::MANDATES state>{body}</Screen> }
}

#[component]
fn Detail(mandate: Mandate) -> View {
    let me = my_person().get_untracked().map(|me| me.id);
    let pays = Some(mandate.payer.id) == me;
    let other = if pays { mandate.merchant.clone() } else { mandate.payer.clone() };
    let (key, tone) = state_of(&mandate);
    let used = Money::new(mandate.used_at(now()), mandate.month.currency);
    let facts = [
        ("wallet.mandates.fact.each", format::money(mandate.each)),
        ("wallet.mandates.fact.month", format::money(mandate.month)),
        ("wallet.mandates.fact.used", format::money(used)),
        ("wallet.bill.time", format::full(mandate.at)),
    ];
    let fact = |(label, value): (&'static str, String)| {
        view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> }
    };
    let says = if pays { "wallet.mandates.says.pay" } else { "wallet.mandates.says.charge" };
    let says = t!(says, name = other.name, text = mandate.text);
    let acts = match (mandate.state, pays) {
        (MandateState::Asked, true) => view! { <Agree mandate=mandate.clone() /> },
        (MandateState::Agreed, true) => view! { <Lower mandate=mandate.clone() /> },
        (MandateState::Agreed, false) => view! { <Charge mandate=mandate.clone() /> },
        _ => View::none(),
    };
    let end = match (mandate.state, pays) {
        (MandateState::Ended, _) => None,
        (MandateState::Asked, true) => Some("wallet.mandates.decline"),
        (MandateState::Asked, false) => Some("wallet.mandates.take_back"),
        (MandateState::Agreed, _) => Some("wallet.mandates.end"),
    };
    view! {
        <article class="mandate" data-test="mandate-detail" data-state=mandate.state.word()>
            <PayeeHead person=other />
            <p class="mandate-says">{says}</p>
            <p class="mandate-state"><Badge tone>{t!(key)}</Badge></p>
            <dl class="facts">{facts.map(fact).into_iter().collect_view()}</dl>
            {acts}
            {end.map(|key| view! { <End mandate=mandate.id key /> })}
        </article>
    }
}

/// What went wrong, said where it was done.
fn problem(act: Act) -> impl Fn() -> Option<View> {
    move || {
        act.error().get().map(|e| {
            view! { <p class="callout danger" role="alert" data-test="mandate-problem">{tell(&e)}</p> }
        })
    }
}

#[component]
fn Agree(mandate: Mandate) -> View {
    let caps = Caps::new(mandate.each.currency, Some((mandate.each, mandate.month)));
    let (pin, act, op) = (RwSignal::new(false), Act::new(), new_op());
    let id = mandate.id;
    let agree = move |given: String| {
        let Ok((each, month)) = untrack(|| caps.get()) else { return };
        let change = MandateChange::Agree { each, month, pin: given };
        act.run(ChangeMandate { op, mandate: id, change }, move |()| {
            pin.try_set(false);
        });
    };
    let wrong = Signal::derive(move || caps.get().is_err());
    view! {
        <section class="form">
            <p class="lead">{t!("wallet.mandates.agree.hint")}</p>
            <CapsFields caps />
            {problem(act)}
            <Button block=true disabled=wrong on_press=move |()| pin.set(true) test="mandate-agree">{t!("wallet.mandates.agree")}</Button>
        </section>
        <PinSheet open=pin title=t!("wallet.mandates.agree") on_pin=agree busy=act.busy() error=act.error() />
    }
}

#[component]
fn Lower(mandate: Mandate) -> View {
    let caps = Caps::new(mandate.each.currency, Some((mandate.each, mandate.month)));
    let (open, act) = (RwSignal::new(false), Act::new());
    let id = mandate.id;
    let now = (mandate.each, mandate.month);
    let unchanged = Signal::derive(move || caps.get().map_or(true, |typed| typed == now));
    let lower = move |()| {
        let Ok((each, month)) = untrack(|| caps.get()) else { return };
        let change = MandateChange::Lower { each, month };
        act.run(ChangeMandate { op: new_op(), mandate: id, change }, move |()| {
            open.try_set(false);
        });
    };
    view! {
        <Button block=true kind=ButtonKind::Soft icon="pencil" on_press=move |()| open.set(true) test="mandate-lower">{t!("wallet.mandates.lower")}</Button>
        <Sheet open title=t!("wallet.mandates.lower") test="mandate-lower-sheet">
            <div class="form">
                <CapsFields caps />
                {problem(act)}
                <Button block=true busy=act.busy() disabled=unchanged on_press=lower test="mandate-lower-save">{t!("ui.save")}</Button>
            </div>
        </Sheet>
    }
}

#[component]
fn Charge(mandate: Mandate) -> View {
    let (amount, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (act, op) = (Act::new(), new_op());
    let navigate = StoredValue::new_local(use_navigate());
    let (id, currency) = (mandate.id, mandate.each.currency);
    let typed = move || amount.with(|text| Money::parse(text, currency));
    let wrong = Signal::derive(move || {
        let empty = amount.with(String::is_empty);
        (!empty).then(|| typed().err().map(|e| tell(&e))).flatten()
    });
    let cannot = Signal::derive(move || typed().map_or(true, |money| money.minor <= 0));
    let charge = move |()| {
        let Ok(amount) = untrack(typed) else { return };
        let note = note.with_untracked(|note| note.trim().to_owned());
        act.run(ChargeMandate { op, mandate: id, amount, note }, move |receipt| {
            navigate.with_value(|go| go(&links::receipt(receipt.bill.id), Default::default()));
        });
    };
    view! {
        <section class="form">
            <Field label=t!("wallet.mandates.amount", currency = currency) value=amount mode="decimal" max=16 error=wrong test="mandate-amount" />
            <Field label=t!("wallet.note") value=note max=120 test="mandate-note" />
            {problem(act)}
            <Button block=true busy=act.busy() disabled=cannot on_press=charge test="mandate-charge">{t!("wallet.charge.confirm")}</Button>
        </section>
    }
}

#[component]
fn End(mandate: OpId, key: &'static str) -> View {
    let (ask, act) = (RwSignal::new(false), Act::new());
    let end = move |()| {
        let change = MandateChange::End;
        act.run_aloud(ChangeMandate { op: new_op(), mandate, change }, |()| {});
    };
    view! {
        <Button block=true kind=ButtonKind::Grave busy=act.busy() on_press=move |()| ask.set(true) test="mandate-end">{t!(key)}</Button>
        <Confirm open=ask danger=true title=t!("wallet.mandates.end.ask") text=t!("wallet.mandates.end.text") confirm=t!(key) on_confirm=end />
    }
}
