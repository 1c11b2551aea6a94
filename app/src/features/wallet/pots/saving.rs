//! What is put into a pot by itself: so much each week or month, and what rounds payments up.

use super::edit::problem;
use crate::act::Act;
use crate::clock::{new_op, now};
use crate::features::wallet::plan::{date_text, read_when, rhythm, skipped};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::plan::{Every, Rhythm};
use sampan_protocol::wallet::pot::{ChangePot, Pot, PotChange, Saving, Terms};
use sampan_protocol::{Error, Money};

/// The two ways, as a section of the pot's screen.
pub(super) fn section(pot: &Pot, open: RwSignal<bool>) -> View {
    let act = Act::new();
    let (id, terms) = (pot.id, pot.terms.clone());
    let detail = match (pot.terms.saving, pot.next) {
        (None, _) => t!("wallet.pot.saving.none"),
        (Some(saving), next) => {
            let how = format!("{} · {}", format::money(saving.amount), rhythm(saving.rhythm.every));
            let next = next.map(|at| t!("wallet.plan.next", time = format::moment_within(at)));
            next.map_or(how.clone(), |next| format!("{how} · {next}"))
        }
    };
    let told = pot.last.as_ref().and_then(skipped);
    let round = move |on: bool| {
        let terms = Terms { round_up: on, ..terms.clone() };
        let change = PotChange::Terms(terms);
        act.run_aloud(ChangePot { op: new_op(), pot: id, change }, |()| {});
    };
    let on = pot.terms.round_up;
    view! {
        <ListSection title=t!("wallet.pot.by_itself")>
            <ListItem title=t!("wallet.pot.saving") detail on_press=move |()| open.set(true) test="pot-saving"
                tail=|| view! { <Icon name="chevron-right" size=20 /> } />
            <Switch label=t!("wallet.pot.round") detail=t!("wallet.pot.round.hint") checked=Signal::stored(on)
                on_change=round test="pot-round" />
        </ListSection>
        {told.map(|told| view! { <p class="notice warning" role="status" data-test="pot-skipped">{told}</p> })}
    }
}

/// The sheet that sets automatic saving.
#[component]
pub(super) fn SavingSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The pot.
    pot: Signal<Option<Pot>>,
) -> View {
    let form = move || pot.get_untracked().map(|pot| view! { <SavingForm pot open /> });
    view! { <Sheet open title=t!("wallet.pot.saving") test="pot-saving-sheet">{form()}</Sheet> }
}

#[component]
fn SavingForm(pot: Pot, open: RwSignal<bool>) -> View {
    let was = pot.terms.saving;
    let currency = pot.saved.currency;
    let typed = RwSignal::new(was.map(|saving| saving.amount.to_plain()).unwrap_or_default());
    let monthly = RwSignal::new(was.is_some_and(|s| s.rhythm.every == Every::Month));
    let tomorrow = now().plus_seconds(86_400);
    let first = pot.next.unwrap_or(tomorrow);
    let date = RwSignal::new(date_text(format::date_of(first)));
    let act = Act::new();
    let read = move || -> Result<Saving, Error> {
        let amount = typed.with(|typed| Money::parse(typed, currency))?;
        if amount.minor <= 0 {
            return Err(Error::invalid("error.wallet.not_positive"));
        }
        let utc_offset = format::utc_offset();
        let first = date
            .with(|date| read_when(date, "09:00", utc_offset))
            .ok_or_else(|| Error::invalid("error.sync.arguments"))?;
        let every = if monthly.get() { Every::Month } else { Every::Week };
        let rhythm = Rhythm { first, every, utc_offset, until: None, times: None };
        Ok(Saving { amount, rhythm })
    };
    let wrong = Signal::derive(move || {
        let empty = typed.with(String::is_empty);
        let parsed = typed.with(|typed| Money::parse(typed, currency));
        (!empty).then(|| parsed.err().map(|error| tell(&error))).flatten()
    });
    let cannot = Signal::derive(move || read().is_err());
    let terms = pot.terms.clone();
    let id = pot.id;
    let set = move |saving: Option<Saving>| {
        let terms = Terms { saving, ..terms.clone() };
        let change = PotChange::Terms(terms);
        act.run(ChangePot { op: new_op(), pot: id, change }, move |()| {
            open.try_set(false);
        });
    };
    let set = Callback::new(set);
    let save = move |()| {
        if let Ok(saving) = untrack(read) {
            set.run(Some(saving));
        }
    };
    let every = vec![(false, rhythm(Every::Week)), (true, rhythm(Every::Month))];
    let remove = was.map(|_| view! {
        <Button block=true kind=ButtonKind::Grave on_press=move |()| set.run(None) test="pot-saving-stop">{t!("wallet.pot.saving.stop")}</Button>
    });
    view! {
        <div class="form">
            <Field label=t!("wallet.pot.saving.each", currency = currency) value=typed mode="decimal" max=16 error=wrong autofocus=true test="pot-saving-amount" />
            <Segmented label=t!("wallet.plan.every") options=every value=monthly test="pot-saving-every" />
            <Field label=t!("wallet.plan.first") value=date kind="date" test="pot-saving-date" />
            <p class="list-foot">{t!("wallet.pot.saving.hint")}</p>
            {problem(act)}
            <Button block=true busy=act.busy() disabled=cannot on_press=save test="pot-saving-save">{t!("ui.save")}</Button>
            {remove}
        </div>
    }
}
