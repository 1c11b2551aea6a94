//! Screen `moderation.in_force`: whom and what decisions restrain in a place now, and lifting it.

use super::parts::{action_word, fact, listed, reasons, state_badge};
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::new_op;
use crate::listing::state_of;
use crate::people;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::rows::PAGE;
use sampan_protocol::moderation::{Action, InForce, LiftIt, ListInForce, State, Target};

/// Where what is in force in a place is shown; in the whole service for the empty place.
pub(super) fn path(place: &str) -> String {
    format!("/moderation/in-force/{place}").trim_end_matches('/').to_owned()
}

/// What is in force in a place; in the whole service where the path names none.
#[component]
pub(crate) fn InForceScreen() -> View {
    let params = use_params_map().with_untracked(|params| (params.get("kind"), params.get("id")));
    let place = match params {
        (Some(kind), Some(id)) => Target { kind, id }.key(),
        _ => String::new(),
    };
    let parts = RwSignal::new(1_u32);
    let list = read(&[PAGE], move || ListInForce { place: place.clone(), parts: parts.get() });
    let more = Memo::new(move || list.get().is_some_and(|list| list.is_ok_and(|list| list.more)));
    let count =
        Memo::new(move || list.get().and_then(Result::ok).map_or(0, |list| list.items.len()));
    let (open, lifted) = (RwSignal::new(false), RwSignal::new(None::<InForce>));
    let lift = Callback::new(move |one| {
        lifted.set(Some(one));
        open.set(true);
    });
    let none = || view! { <StateView kind=StateKind::Done title=t!("moderation.in_force.none") text=t!("moderation.in_force.none_text") /> };
    let rows = move |all: Vec<InForce>| {
        let all = all.into_iter().map(|one| row(one, lift));
        let go_on = move |()| parts.update(|n| *n += 1);
        view! {
            <div class="stack" data-test="in-force">{all.collect_view()}</div>
            {move || more.get().then(|| view! { <More rows=count label=t!("moderation.more") on_more=go_on /> })}
        }
    };
    view! {
        <Screen name="moderation.in_force" title=t!("moderation.in_force") back="/moderation" state=state_of(list)>
            <div class="stack">
                <p class="hint">{t!("moderation.in_force.hint")}</p>
                {listed(list, none, rows)}
            </div>
            <Sheet open title=t!("moderation.lift") test="lift-sheet">
                {move || lifted.get().map(|one| form(open, &one))}
            </Sheet>
        </Screen>
    }
}

fn row(one: InForce, lift: Callback<InForce>) -> View {
    let whole = one.clone();
    let who = one.about.clone().map(|person| {
        let (href, name) = (people::path_of(&person), person.name.clone());
        view! { <a href=href class="case-who"><PersonAvatar person size=32 /><span>{name}</span></a> }
    });
    let appealed = (one.state != State::Stands).then(|| state_badge(one.state));
    let label = (!one.label.is_empty())
        .then(|| view! { <blockquote class="case-said">{one.label.clone()}</blockquote> });
    let until = match (one.action, one.until) {
        (Action::SlowMode, _) => t!("moderation.slow.now", seconds = format::number(one.seconds)),
        (_, Some(until)) => format::moment(until),
        (_, None) => t!("moderation.time.ever"),
    };
    let by = one.by.clone().map(|by| fact(t!("moderation.decided_by"), by.name));
    let which = one.statement.as_ref().map(|statement| {
        view! {
            {fact(t!("moderation.which_rule"), statement.ground().to_owned())}
            {fact(t!("moderation.facts"), statement.decision_facts.clone())}
        }
    });
    let press = move |()| lift.run(whole.clone());
    let foot = one.mine.then(|| {
        view! {
            <footer class="case-foot">
                <Button kind=ButtonKind::Soft small=true on_press=press test="lift">{t!("moderation.lift")}</Button>
            </footer>
        }
    });
    view! {
        <article class="card case" data-test="restraint" data-action=one.action.word() data-decision=one.decision.to_string()>
            <header class="case-head"><strong>{action_word(one.action)}</strong>{appealed}{who}</header>
            {label}
            <dl class="facts">
                {fact(t!("moderation.until"), until)}
                {fact(t!("moderation.since"), format::moment(one.since))}
                {by}
                {which}
            </dl>
            {foot}
        </article>
    }
}

/// Asks why it is lifted, and says what that means.
fn form(open: RwSignal<bool>, one: &InForce) -> View {
    let (text, act, toasts) = (RwSignal::new(String::new()), Act::new(), use_toasts());
    let decision = one.decision;
    let send = move |()| {
        let lift = LiftIt { op: new_op(), decision, text: text.get_untracked() };
        act.run(lift, move |()| {
            open.try_set(false);
            toasts.say(t!("moderation.lift.done"));
        });
    };
    let nothing = Signal::derive(move || text.with(|text| text.trim().is_empty()));
    let why = one
        .statement
        .as_ref()
        .map(|statement| view! { <dl class="facts">{reasons(statement)}</dl> });
    view! {
        <div class="stack">
            <p class="hint">{t!("moderation.lift.text")}</p>
            <p class="case-marks"><strong>{action_word(one.action)}</strong></p>
            {why}
            <TextArea label=t!("moderation.lift.why") value=text max=2000 hint=t!("moderation.facts.hint") test="lift-text" />
            {problem(act)}
            <Button block=true disabled=nothing busy=act.busy() on_press=send test="lift-send">{t!("moderation.lift")}</Button>
        </div>
    }
}
