//! Screen `family-card`: one card, what each side can do about it, and what was bought.

use super::caps::{Caps, CapsFields};
use super::face::face;
use super::{FAMILY, KINDS};
use crate::act::Act;
use crate::answer::read;
use crate::clock::{new_op, now};
use crate::features::wallet::bill_row::bill_row;
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::ids::CardId;
use sampan_protocol::wallet::Bill;
use sampan_protocol::wallet::family::{
    CardChange, CardPage, CardState, ChangeCard, FamilyCard, GetCard,
};

/// One card.
#[component]
pub(crate) fn CardScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("card").and_then(|id| id.parse::<CardId>().ok()));
    let id = id.unwrap_or(CardId(Default::default()));
    let answer = read(KINDS, move || GetCard { card: id });
    let again = Callback::new(move |()| answer.refetch());
    let page = Memo::new(move || answer.get());
    let state = Signal::derive(move || ScreenState::of(&page.get(), |_| false));
    let card = Signal::derive(move || page.get().and_then(Result::ok).map(|page| page.card));
    let (caps, ending) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        <Screen name="family-card" title=t!("wallet.family.one") back=FAMILY state>
            {move || loaded(page.get(), again, |page| shown(&page, caps, ending))}
            <CapsSheet open=caps card />
            <EndQuestion open=ending card />
        </Screen>
    }
}

fn shown(page: &CardPage, caps: RwSignal<bool>, ending: RwSignal<bool>) -> View {
    let card = &page.card;
    let me = my_person().get_untracked().map(|me| me.id);
    let mine = Some(card.giver.id) == me;
    view! {
        <article class="family" data-test="family-detail" data-state=card.state.word()>
            {face(card, mine)}
            {says(card, mine)}
            <dl class="facts">{facts(card).into_iter().map(fact).collect_view()}</dl>
            <Acts card=card.clone() mine caps ending />
            {history(&page.history, mine)}
        </article>
    }
}

/// What the card means, in a sentence.
fn says(card: &FamilyCard, mine: bool) -> View {
    let key = match (mine, card.state) {
        (true, CardState::Offered) => "wallet.family.says.offered",
        (true, _) => "wallet.family.says.given",
        (false, CardState::Offered) => "wallet.family.says.asked",
        (false, _) => "wallet.family.says.got",
    };
    let name = if mine { card.user.name.clone() } else { card.giver.name.clone() };
    view! { <p class="family-says">{t!(key, name = name)}</p> }
}

fn facts(card: &FamilyCard) -> Vec<(&'static str, String)> {
    let allowance = &card.allowance;
    let used = sampan_protocol::Money::new(allowance.used_at(now()), allowance.month.currency);
    let each = allowance.each.map_or_else(|| t!("wallet.family.each.none"), format::money);
    vec![
        ("wallet.family.fact.used", format::money(used)),
        ("wallet.family.fact.each", each),
        ("wallet.family.fact.renews", format::day(allowance.renews(now()))),
        ("wallet.family.fact.at", format::full(card.at)),
    ]
}

fn fact((label, value): (&'static str, String)) -> View {
    view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> }
}

#[component]
fn Acts(card: FamilyCard, mine: bool, caps: RwSignal<bool>, ending: RwSignal<bool>) -> View {
    let act = Act::new();
    let id = card.id;
    let busy = act.busy();
    let change = move |change| {
        act.run_aloud(ChangeCard { op: new_op(), card: id, change }, |()| {});
    };
    let first = match (card.state, mine) {
        (CardState::Offered, false) => view! {
            <Button block=true icon="check" busy on_press=move |()| change(CardChange::Take) test="family-take">{t!("wallet.family.take")}</Button>
        },
        (CardState::Active, true) => view! {
            <Button block=true kind=ButtonKind::Soft icon="pause" busy on_press=move |()| change(CardChange::Pause) test="family-pause">{t!("wallet.family.pause")}</Button>
        },
        (CardState::Paused, true) => view! {
            <Button block=true icon="play" busy on_press=move |()| change(CardChange::Resume) test="family-resume">{t!("wallet.family.resume")}</Button>
        },
        _ => View::none(),
    };
    let over = card.state == CardState::Ended;
    let set = (mine && !over).then(|| view! {
        <Button block=true kind=ButtonKind::Soft icon="sliders-horizontal" on_press=move |()| caps.set(true) test="family-caps">{t!("wallet.family.caps")}</Button>
    });
    let (key, _) = ending_words(&card, mine);
    let end = (!over).then(|| view! {
        <Button block=true kind=ButtonKind::Grave busy on_press=move |()| ending.set(true) test="family-end">{t!(key)}</Button>
    });
    view! { <div class="family-acts">{first}{set}{end}</div> }
}

/// Keys of what ending a card is called, and of what it means.
const fn ending_words(card: &FamilyCard, mine: bool) -> (&'static str, &'static str) {
    match (card.state, mine) {
        (CardState::Offered, true) => ("wallet.family.take_back", "wallet.family.end.text"),
        (CardState::Offered, false) => ("wallet.family.decline", "wallet.family.decline.text"),
        (_, true) => ("wallet.family.end", "wallet.family.end.text"),
        (_, false) => ("wallet.family.give_back", "wallet.family.give_back.text"),
    }
}

/// Asks once before a card is ended; it stays asked while the card changes.
#[component]
fn EndQuestion(open: RwSignal<bool>, card: Signal<Option<FamilyCard>>) -> View {
    let act = Act::new();
    let me = my_person();
    let words = move || {
        let me = me.get().map(|me| me.id);
        card.get().map(|card| ending_words(&card, Some(card.giver.id) == me))
    };
    let confirm = Signal::derive(move || words().map(|(key, _)| t!(key)).unwrap_or_default());
    let text = Signal::derive(move || words().map(|(_, text)| t!(text)));
    let end = move |()| {
        if let Some(card) = card.get_untracked() {
            let change = CardChange::End;
            act.run_aloud(ChangeCard { op: new_op(), card: card.id, change }, |()| {});
        }
    };
    view! { <Confirm open danger=true title=t!("wallet.family.end.ask") text confirm on_confirm=end /> }
}

/// Changes what may be spent: less at once, more with the PIN.
#[component]
fn CapsSheet(open: RwSignal<bool>, card: Signal<Option<FamilyCard>>) -> View {
    let form = move || card.get_untracked().map(|card| view! { <CapsForm card open /> });
    view! { <Sheet open title=t!("wallet.family.caps") test="family-caps-sheet">{form()}</Sheet> }
}

#[component]
fn CapsForm(card: FamilyCard, open: RwSignal<bool>) -> View {
    let caps = Caps::of(&card.allowance);
    let (pin, act) = (RwSignal::new(false), Act::new());
    let (id, allowance) = (card.id, card.allowance);
    let now = (allowance.month, allowance.each);
    let unchanged = Signal::derive(move || caps.get().map_or(true, |typed| typed == now));
    let send = move |pin_given: Option<String>| {
        let Ok((month, each)) = untrack(|| caps.get()) else { return };
        let change = CardChange::Caps { month, each, pin: pin_given };
        act.run(ChangeCard { op: new_op(), card: id, change }, move |()| {
            pin.try_set(false);
            open.try_set(false);
        });
    };
    let save = move |()| {
        let lower = untrack(|| caps.get()).is_ok_and(|(month, each)| allowance.covers(month, each));
        if lower { send(None) } else { pin.set(true) }
    };
    let wrong = move || {
        act.error().get().map(|e| {
            view! { <p class="callout danger" role="alert" data-test="family-problem">{tell(&e)}</p> }
        })
    };
    view! {
        <div class="form">
            <CapsFields caps />
            <p class="list-foot">{t!("wallet.family.caps.hint")}</p>
            {wrong}
            <Button block=true busy=act.busy() disabled=unchanged on_press=save test="family-caps-save">{t!("ui.save")}</Button>
        </div>
        <PinSheet open=pin title=t!("wallet.family.caps") on_pin=move |given| send(Some(given)) busy=act.busy() error=act.error() />
    }
}

fn history(bills: &[Bill], mine: bool) -> View {
    let row = |bill: &Bill| {
        let when = format::brief(bill.at);
        view! { <li>{bill_row(bill, when, "", Signal::stored(false))}</li> }
    };
    let body = match bills {
        [] => {
            let key = if mine { "wallet.family.unused" } else { "wallet.family.unused.mine" };
            view! { <p class="list-foot">{t!(key)}</p> }
        }
        bills => view! { <ul class="list bill-list">{bills.iter().map(row).collect_view()}</ul> },
    };
    view! {
        <section class="list-section" data-test="family-history">
            <h2 class="list-title">{t!("wallet.family.history")}</h2>
            {body}
        </section>
    }
}
