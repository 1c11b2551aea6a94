//! How I stand with a date, and signing up or cancelling.

use super::super::links;
use crate::act::{Act, problem};
use crate::clock::{new_op, now};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::gatherings::{
    Day, Gathering, GatheringSeen, MoneyState, MySeat, SeatState, SignOffFrom, SignUpFor,
    is_given_back,
};

/// How I stand with a date.
#[component]
pub(super) fn Booking(seen: Memo<Option<GatheringSeen>>, at: Memo<Timestamp>) -> View {
    let date = move || {
        let seen = seen.get()?;
        let one = seen.gathering?;
        let day = one.days.iter().find(|day| day.at == at.get())?.clone();
        Some((one, day, (seen.hosting, seen.belongs, seen.waits)))
    };
    move || {
        let (one, day, (hosting, belongs, waits)) = date()?;
        if waits.contains(&day.at) {
            return Some(
                view! { <p class="callout" data-test="seat" data-seat="waits">{t!("communities.gathering.unsent")}</p> },
            );
        }
        let signed = |mine: &&MySeat| matches!(mine.state, SeatState::Going | SeatState::Waiting);
        if let Some(mine) = day.mine.as_ref().filter(signed) {
            return Some(view! { <Mine one=one.clone() day=day.clone() mine=mine.clone() /> });
        }
        let left = day.mine.as_ref().map(told);
        let host = hosting && one.host.id == super::super::reads::my_id()?;
        let open = !(one.off || day.off || one.over) && day.at > now() && !host;
        let form = open.then(|| match belongs {
            true => view! { <SignUp one=one.clone() day=day.clone() /> },
            false => view! {
                <div class="card"><p>{t!("communities.gathering.join_first")}</p>
                <Button block=true href=links::one(one.community.id) test="join-first">{t!("communities.gathering.to_community")}</Button></div>
            },
        });
        Some(view! { {left}{form} })
    }
}

/// What became of a sign-up that is over.
fn told(mine: &MySeat) -> View {
    let text = match (mine.state, mine.money) {
        (SeatState::LeftLate, MoneyState::Held) => t!("communities.gathering.left_late"),
        (SeatState::LeftLate, MoneyState::Taken) => t!("communities.gathering.left_paid"),
        (_, MoneyState::GivenBack) => t!("communities.gathering.given_back"),
        _ => t!("communities.gathering.left"),
    };
    view! { <p class="callout" data-test="seat" data-seat=mine.state.word()>{text}</p> }
}

/// My place, or my place in line.
#[component]
fn Mine(one: Gathering, day: Day, mine: MySeat) -> View {
    let going = mine.state == SeatState::Going;
    let title = match mine.state {
        SeatState::Going => t!("communities.gathering.you_go"),
        _ => t!("communities.gathering.you_wait", n = mine.ahead + 1),
    };
    let guests = (mine.guests > 0)
        .then(|| view! { <p class="item-detail">{crate::tn!("communities.gathering.with_guests", mine.guests)}</p> });
    let money = mine.amount.map(|amount| {
        let key = format!("communities.gathering.money.{}", mine.money.word());
        view! { <p class="item-detail" data-test="seat-money" data-money=mine.money.word()>{t!(&key, amount = format::money(amount))}</p> }
    });
    let ticket = going.then(|| {
        view! { <Button block=true icon="qr-code" href=links::ticket(one.id, day.at) test="ticket">{t!("communities.gathering.ticket")}</Button> }
    });
    let (open, act) = (RwSignal::new(false), Act::new());
    let (gathering, at, op) = (one.id, day.at, new_op());
    let back = !going || is_given_back(now(), at, one.plan.refund_hours, one.moved);
    let text = match (mine.amount.is_some(), back) {
        (false, _) => t!("communities.gathering.cancel.free"),
        (true, true) => t!("communities.gathering.cancel.back"),
        (true, false) => t!("communities.gathering.cancel.late"),
    };
    let cancel = move |()| act.run_aloud(SignOffFrom { op, gathering, at }, |()| {});
    let off = (at > now()).then(|| {
        view! { <Button block=true kind=ButtonKind::Quiet busy=act.busy() on_press=move |()| open.set(true) test="sign-off">{t!("communities.gathering.cancel")}</Button> }
    });
    view! {
        <section class="card gathering-mine" data-test="seat" data-seat=mine.state.word() data-ahead=mine.ahead.to_string()>
            <h3>{title}</h3>
            {guests}{money}{ticket}{off}
            <Confirm open danger=true title=t!("communities.gathering.cancel.ask") text confirm=t!("communities.gathering.cancel") on_confirm=cancel test="sign-off-ask" />
        </section>
    }
}

/// The form to sign up.
#[component]
fn SignUp(one: Gathering, day: Day) -> View {
    let (act, pin_open) = (Act::new(), RwSignal::new(false));
    let guests = RwSignal::new(0_i64);
    let answers: Vec<RwSignal<String>> =
        one.plan.questions.iter().map(|_| RwSignal::new(String::new())).collect();
    let op = new_op();
    let (id, at, price, most) = (one.id, day.at, one.plan.price, one.plan.guests);
    let plan = StoredValue::new(one.plan.clone());
    let amount = Memo::new(move || plan.with_value(|plan| plan.amount(guests.get())));
    let said = answers.clone();
    let send = Callback::new(move |pin: Option<String>| {
        let answers = said.iter().map(|a| a.with_untracked(|a| a.trim().to_owned())).collect();
        let (guests, amount) = (guests.get_untracked(), untrack(|| amount.get()));
        let command = SignUpFor { op, gathering: id, at, guests, answers, amount, pin };
        act.run(command, move |()| {
            pin_open.try_set(false);
        });
    });
    let press = move |()| match price.is_some() {
        true => pin_open.set(true),
        false => send.run(None),
    };
    let missing = {
        let answers = answers.clone();
        Signal::derive(move || answers.iter().any(|answer| answer.with(|a| a.trim().is_empty())))
    };
    let options: Vec<(i64, String)> = (0..=most)
        .map(|n| (n, if n == 0 { t!("communities.gathering.alone") } else { format!("+{n}") }))
        .collect();
    let bring = (most > 0).then(|| view! { <Segmented label=t!("communities.gathering.guests") options value=guests test="guests" /> });
    let questions = one.plan.questions.iter().zip(&answers).map(|(question, answer)| {
        view! { <Field label=question.clone() value=*answer max=300 test="answer" /> }
    });
    let full = day.waiting > 0 || day.going >= one.plan.capacity;
    let hint = match (full, price.is_some()) {
        (true, true) => t!("communities.gathering.full.paid"),
        (true, false) => t!("communities.gathering.full"),
        (false, true) => t!("communities.gathering.held"),
        (false, false) => String::new(),
    };
    let hint = (!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> });
    let label = move || match amount.get() {
        Some(amount) => t!("communities.gathering.book", amount = format::money(amount)),
        None if full => t!("communities.gathering.queue"),
        None => t!("communities.gathering.sign_up"),
    };
    let summary =
        move || amount.get().map(|money| view! { <MoneyText money size=MoneySize::Display /> });
    let error = Signal::derive(move || act.error().get());
    let wrong = problem(act);
    view! {
        <section class="card form gathering-form" data-test="sign-up-form">
            {bring}
            {questions.collect_view()}
            {hint}
            {move || (!pin_open.get()).then(&wrong)}
            <Button block=true busy=act.busy() disabled=missing on_press=press test="sign-up">{label}</Button>
        </section>
        <PinSheet open=pin_open title=one.plan.title.clone() summary=move || view! { {summary} } on_pin=move |pin| send.run(Some(pin)) busy=act.busy() error />
    }
}
