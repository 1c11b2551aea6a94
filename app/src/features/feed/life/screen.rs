//! Screen `feed.life`: one account.

use super::super::cards::Waterfall;
use super::super::links;
use super::super::reads::{KINDS, id_in_path, listed, read_notes};
use super::head::{Verifying, head};
use super::hours::week;
use super::services::services;
use crate::act::Act;
use crate::answer::{Answer, read};
use crate::clock::new_op;
use crate::listing::{out_of_reach, retry, rows_or, state_of_nothing};
use crate::moderation::{MuteItem, ReportItem, ReportSheet, Reporting};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{Feed, GetLife, LifeShown, Role, SetKeeper};
use sampan_protocol::ids::LifeId;
use sampan_protocol::moderation::Target;

/// One account.
#[component]
pub(crate) fn LifeScreen() -> View {
    let id = id_in_path("life", LifeId(Default::default()));
    let answer = read(KINDS, move || GetLife { account: id });
    let shown = Memo::new(move || answer.get().and_then(Result::ok));
    let account = Memo::new(move || shown.get().and_then(|shown| shown.account));
    let role = Memo::new(move || shown.get().and_then(|shown| shown.role));
    let name = Memo::new(move || account.with(|one| one.as_ref().map(|one| one.name.clone())));
    let state = Memo::new(move || match answer.get() {
        Some(Ok(LifeShown { account: None, state, .. })) => state_of_nothing(state),
        other => ScreenState::of(&other, |_| false),
    });
    let is_there = Memo::new(move || account.with(Option::is_some));
    let title = Signal::derive(move || account.get().map(|account| account.name));
    let part = RwSignal::new(0_u8);
    let content = move || match is_there.get() {
        true => view! {
            <div class="stack fall-screen">
                {move || shown.get().and_then(|shown| head(&shown))}
                <Parts part role />
                <Part id part shown />
                <Verifying account />
            </div>
        },
        false => nothing(state.get(), answer),
    };
    view! {
        <Screen name="feed.life" title back=links::ROOT state wide=true actions=move || view! { <Acts id role name /> }>
            {content}
        </Screen>
    }
}

fn nothing(state: ScreenState, answer: Answer<LifeShown>) -> View {
    let retry = retry(move || answer.refetch());
    match (state, untrack(|| answer.get())) {
        (ScreenState::Loading | ScreenState::Ready, _) => view! { <SkeletonRows /> },
        (_, Some(Err(error))) => failed(&error, retry),
        (ScreenState::Offline, _) => out_of_reach(retry),
        _ => {
            view! { <StateView icon="store" title=t!("feed.life.unknown") action=t!("feed.look") href=links::ROOT /> }
        }
    }
}

#[component]
fn Parts(part: RwSignal<u8>, role: Memo<Option<Role>>) -> View {
    let publishes = Memo::new(move || role.get().is_some_and(Role::publishes));
    move || {
        let mut options = vec![(0_u8, t!("feed.part.notes")), (1, t!("feed.part.about"))];
        if publishes.get() {
            options.push((2, t!("feed.part.waiting")));
        }
        view! { <Tabs label=t!("feed.part") options value=part test="part" /> }
    }
}

#[component]
fn Part(id: LifeId, part: RwSignal<u8>, shown: Memo<Option<LifeShown>>) -> View {
    move || match part.get() {
        1 => {
            let about = move || {
                let account = shown.get()?.account?;
                let (week, services) = (week(&account.hours), services(&account.services));
                Some(view! { <div class="stack">{week}{services}</div> })
            };
            view! { {about} }
        }
        2 => view! { <Grid feed=Feed::Waiting(id) /> },
        _ => view! { <Grid feed=Feed::Account(id) /> },
    }
}

#[component]
fn Grid(feed: Feed) -> View {
    let parts = RwSignal::new(1);
    let notes = read_notes(move || feed.clone(), parts);
    let empty = || view! { <StateView icon="image" title=t!("feed.life.empty") /> };
    view! { {rows_or(notes, empty, move || view! { <Waterfall notes=listed(notes) parts /> })} }
}

/// What those who manage it can do.
#[component]
fn Acts(id: LifeId, role: Memo<Option<Role>>, name: Memo<Option<String>>) -> View {
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |path: String| {
        Callback::new(move |()| navigate.with_value(|go| go(&path, NavigateOptions::default())))
    };
    let (act, leaving) = (Act::new(), RwSignal::new(false));
    let me =
        use_session().with_untracked(|session| session.me.as_ref().map(|me| me.person.clone()));
    let leave = move |()| {
        if let Some(person) = me.clone() {
            let command = SetKeeper { op: new_op(), account: id, person, role: None };
            act.run_aloud(command, |()| {});
        }
    };
    let menu = move || {
        let role = role.get()?;
        let (owns, sees) = (role == Role::Owner, role.sees_insights());
        let change = owns.then(|| view! { <MenuItem label=t!("feed.life.change") icon="pencil" on_press=go(links::face(id)) test="life-change" /> });
        let goes = sees.then(|| view! { <MenuItem label=t!("feed.insights") icon="chart-pie" on_press=go(links::insights(id)) test="insights" /> });
        let out = (!owns).then(|| view! { <MenuItem label=t!("feed.life.leave") icon="log-out" danger=true on_press=move |()| leaving.set(true) test="life-leave" /> });
        Some(view! {
            <Menu label=t!("feed.menu") test="life-menu">
                {goes}
                <MenuItem label=t!("feed.keepers") icon="users-round" on_press=go(links::keepers(id)) test="keepers" />
                {change}{out}
            </Menu>
        })
    };
    let reporting = Reporting::new();
    let others = move || {
        role.get().is_none().then(|| name.get()).flatten().map(|name| {
            let target = Target::new("life", id);
            view! {
                <Menu label=t!("feed.menu") test="life-others">
                    <MuteItem target=target.clone() name=name.clone() />
                    <ReportItem reporting target label=name />
                </Menu>
            }
        })
    };
    view! {
        {menu}{others}
        <ReportSheet reporting />
        <Confirm open=leaving danger=true title=t!("feed.life.leave.ask") confirm=t!("feed.life.leave") on_confirm=leave test="life-leave-ask" />
    }
}
