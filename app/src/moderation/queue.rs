//! Screen `moderation`: what waits for moderators, and appeals that they may decide.

use super::cases::{appeal, case};
use super::decide::{DecideSheet, Deciding};
use super::force;
use super::parts::listed;
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::new_op;
use crate::listing::state_of;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::rows::PAGE;
use sampan_protocol::moderation::{Appealed, JudgeIt, ListAppeals, ListQueue};

/// What waits.
#[component]
pub(crate) fn QueueScreen() -> View {
    let cases = read(&[PAGE], || ListQueue { parts: 5 });
    let appeals = read(&[PAGE], || ListAppeals { parts: 5 });
    let (part, deciding) = (RwSignal::new(0_u8), Deciding::new());
    let (judging, judged) = (RwSignal::new(false), RwSignal::new(None::<Appealed>));
    let judge = Callback::new(move |one| {
        judged.set(Some(one));
        judging.set(true);
    });
    let (of_cases, of_appeals) = (state_of(cases), state_of(appeals));
    let state = Memo::new(move || if part.get() == 0 { of_cases.get() } else { of_appeals.get() });
    let options = vec![(0_u8, t!("moderation.queue.reports")), (1, t!("moderation.queue.appeals"))];
    let body = move || match part.get() {
        0 => {
            let rows = move |all: Vec<_>| {
                let all = all.into_iter().map(|one| case(one, deciding));
                view! { <div class="stack" data-test="queue">{all.collect_view()}</div> }
            };
            listed(cases, none, rows)
        }
        _ => {
            let rows = move |all: Vec<_>| {
                let all = all.into_iter().map(|one| appeal(one, judge));
                view! { <div class="stack" data-test="appeals">{all.collect_view()}</div> }
            };
            listed(appeals, none, rows)
        }
    };
    // Who runs the service keeps all of it; what is in force in a place stands with the place.
    let runs =
        use_session().with_untracked(|session| session.me.as_ref().is_some_and(|me| me.operator));
    let actions = move || {
        let in_force = runs.then(|| view! { <IconButton icon="hourglass" label=t!("moderation.in_force") href=force::path("") test="in-force-link" /> });
        view! { {in_force}<IconButton icon="scale" label=t!("moderation.log") href="/moderation/log" test="open-log" /> }
    };
    view! {
        <Screen name="moderation" title=t!("moderation.queue") back="/me" state actions>
            <div class="stack">
                <Tabs label=t!("moderation.queue") options value=part test="queue-part" />
                {body}
            </div>
            <DecideSheet deciding />
            <Sheet open=judging title=t!("moderation.judge") test="judge-sheet">
                {move || judged.get().map(|one| judgement(judging, &one))}
            </Sheet>
        </Screen>
    }
}

fn none() -> View {
    view! { <StateView kind=StateKind::Done title=t!("moderation.queue.none") text=t!("moderation.queue.none_text") /> }
}

fn judgement(open: RwSignal<bool>, appealed: &Appealed) -> View {
    let (text, act) = (RwSignal::new(String::new()), Act::new());
    let decision = appealed.decided.decision;
    let decide = move |uphold: bool| {
        let judge = JudgeIt { op: new_op(), decision, uphold, text: text.get_untracked() };
        act.run(judge, move |()| {
            open.try_set(false);
        });
    };
    view! {
        <div class="stack">
            <blockquote class="case-said">{appealed.decided.appeal.clone()}</blockquote>
            <TextArea label=t!("moderation.judgement") value=text max=2000 test="judge-text" />
            {problem(act)}
            <Button block=true busy=act.busy() on_press=move |()| decide(false) test="judge-reverse">{t!("moderation.reverse")}</Button>
            <Button kind=ButtonKind::Soft block=true busy=act.busy() on_press=move |()| decide(true) test="judge-uphold">{t!("moderation.uphold")}</Button>
        </div>
    }
}
