//! Screen `plan-new`: to whom, how much, from when, how often, and until when.

use super::when::{date_text, read as read_when, rhythm};
use super::{NEW, PLANS, path_to};
use crate::answer::read;
use crate::features::wallet::money::{
    AmountForm, Confirmation, Form, NoteField, Place, first_currency,
};
use crate::features::wallet::pay::{PayeeHead, PeoplePicker};
use crate::features::wallet::pin_gate::{Gate, GateSheets, submit};
use crate::features::wallet::reads::{Read, accounts, read_wallet};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{self, Person};
use sampan_protocol::wallet::plan::{Every, MOST_TIMES, PlanTransfer, Rhythm};
use sampan_protocol::wallet::{GetPayee, Wallet};
use sampan_protocol::{Currency, Error};

/// Plans transfers: `/wallet/plans/new?to=<person>`.
#[component]
pub(crate) fn NewPlanScreen() -> View {
    let query = use_query_map();
    let to =
        Memo::new(move || query.with(|q| q.get("to").and_then(|id| id.parse::<PersonId>().ok())));
    let picked = Memo::new(move || to.with(Option::is_some));
    let detail = move || to.get().map(|to| view! { <Planning to /> });
    let nothing = ("calendar-clock", t!("wallet.plan.new"), t!("wallet.plan.none.hint"));
    view! { <Split list=move || view! { <Whom picked=picked.into() /> } detail picked nothing /> }
}

#[component]
fn Whom(picked: Signal<bool>) -> View {
    view! {
        <Screen name="plan-new" title=t!("wallet.plan.new") back=PLANS beside=beside(picked)>
            <PeoplePicker link=path_to />
        </Screen>
    }
}

#[component]
fn Planning(to: PersonId) -> View {
    let wallet = read_wallet();
    let payee = read(&[people::rows::CONTACT], move || GetPayee { person: to });
    let ready = Memo::new(move || {
        let person = payee.get()?;
        wallet.answer.with(|answer| start(person, answer.as_ref()?))
    });
    let again = Callback::new(move |()| {
        payee.refetch();
        wallet.again.run(());
    });
    move || match ready.get() {
        Some(Ok((person, currency))) => view! { <PlanForm wallet person currency /> },
        answer => {
            let state = ScreenState::of(&answer, |_| false);
            let content = match answer {
                Some(Err(error)) => failed(&error, again),
                _ => view! { <SkeletonBlock lines=4 /> },
            };
            view! { <Screen name="plan-amount" title=t!("wallet.plan.new") back=NEW state>{content}</Screen> }
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

/// How a plan ends.
const NEVER: u8 = 0;
const UNTIL: u8 = 1;
const TIMES: u8 = 2;

/// When, as it is typed.
#[derive(Clone, Copy)]
struct When {
    date: RwSignal<String>,
    time: RwSignal<String>,
    /// Its position in [`Every::ALL`].
    every: RwSignal<u8>,
    ends: RwSignal<u8>,
    until: RwSignal<String>,
    times: RwSignal<String>,
}

impl When {
    /// From tomorrow morning on, each month.
    fn new() -> Self {
        let tomorrow = format::date_of(crate::clock::now().plus_seconds(86_400));
        Self {
            date: RwSignal::new(date_text(tomorrow)),
            time: RwSignal::new("09:00".to_owned()),
            every: RwSignal::new(3),
            ends: RwSignal::new(NEVER),
            until: RwSignal::new(String::new()),
            times: RwSignal::new("12".to_owned()),
        }
    }

    /// How often.
    fn every(self) -> Every {
        Every::ALL[usize::from(self.every.get()).min(Every::ALL.len() - 1)]
    }

    /// What is typed, if it makes sense.
    fn rhythm(self) -> Option<Rhythm> {
        let utc_offset = format::utc_offset();
        let first =
            self.date.with(|date| self.time.with(|time| read_when(date, time, utc_offset)))?;
        let every = self.every();
        let ends = if every == Every::Once { NEVER } else { self.ends.get() };
        let until = match ends {
            UNTIL => Some(self.until.with(|date| read_when(date, "23:59", utc_offset))?),
            _ => None,
        };
        let times = match ends {
            TIMES => {
                let times = self.times.with(|times| times.trim().parse::<u32>().ok())?;
                Some(times).filter(|times| (1..=MOST_TIMES).contains(times)).map(Some)?
            }
            _ => None,
        };
        let ends_after = until.is_none_or(|until| until.micros() >= first.micros());
        ends_after.then_some(Rhythm { first, every, utc_offset, until, times })
    }
}

#[component]
fn PlanForm(wallet: Read<Wallet>, person: Person, currency: Currency) -> View {
    let limits = wallet.part(|w| w.limits.clone());
    // What is there today says nothing about what will be there then.
    let form = Form::open(accounts(wallet), limits, currency, false);
    let when = When::new();
    let blocked = Signal::derive(move || when.rhythm().is_none());
    let toasts = use_toasts();
    let navigate = use_navigate();
    let name = person.name.clone();
    let said = name.clone();
    form.movement.on_done(move |_| {
        toasts.say(t!("wallet.plan.made", name = said));
        navigate(PLANS, NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    let gate = Gate::of(form);
    let payee = person.clone();
    let send = Callback::new(move |pin| send(form, when, payee.clone(), pin));
    let words = form.words("wallet.plan.confirm", "wallet.plan.confirm.amount");
    let confirmation = move |place| {
        view! { <Confirmation form place blocked confirm=words short=t!("wallet.plan.confirm") on_confirm=gate.ask /> }
    };
    let foot = move || confirmation(Place::Foot);
    let enter = Callback::new(move |()| {
        if !blocked.get_untracked() {
            gate.ask.run(());
        }
    });
    view! {
        <Screen name="plan-amount" title=t!("wallet.plan.new") back=NEW foot>
            <PayeeHead person />
            <AmountForm form account_label=t!("wallet.pay.from") hint=t!("wallet.plan.hint") on_enter=enter>
                <NoteField note=form.note />
                <Dates when />
            </AmountForm>
            {confirmation(Place::Behind)}
            <GateSheets gate says=t!("wallet.plan.pin", name = name) send />
        </Screen>
    }
}

#[component]
fn Dates(when: When) -> View {
    let options = (0_u8..).zip(Every::ALL.map(rhythm)).collect::<Vec<_>>();
    let ends = vec![
        (NEVER, t!("wallet.plan.ends.never")),
        (UNTIL, t!("wallet.plan.ends.until")),
        (TIMES, t!("wallet.plan.ends.times")),
    ];
    let again = Memo::new(move || when.every() != Every::Once);
    let end = move || match when.ends.get() {
        UNTIL => {
            view! { <Field label=t!("wallet.plan.until") value=when.until kind="date" test="plan-until" /> }
        }
        TIMES => {
            view! { <Field label=t!("wallet.plan.times") value=when.times mode="numeric" max=4 test="plan-times" /> }
        }
        _ => View::none(),
    };
    view! {
        <div class="plan-dates">
            <Select label=t!("wallet.plan.every") options value=when.every test="plan-every" />
            <div class="plan-first">
                <Field label=t!("wallet.plan.first") value=when.date kind="date" test="plan-date" />
                <Field label=t!("wallet.plan.time") value=when.time kind="time" test="plan-time" />
            </div>
            {move || again.get().then(|| view! {
                <div class="field">
                    <span class="field-label">{t!("wallet.plan.ends")}</span>
                    <Segmented label=t!("wallet.plan.ends") options=ends.clone() value=when.ends test="plan-ends" />
                </div>
            })}
            {move || again.get().then(&end)}
        </div>
    }
}

fn send(form: Form, when: When, to: Person, pin: Option<String>) {
    let (Some(amount), Some(rhythm)) = (form.money(), untrack(move || when.rhythm())) else {
        return;
    };
    let note = form.note.with_untracked(|note| note.trim().to_owned());
    form.movement.send(None, move |op| {
        let command = PlanTransfer { op, to, amount, note, rhythm, pin };
        submit(&command, RwSignal::new(None), |_| String::new())
    });
}
