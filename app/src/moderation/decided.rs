//! Screens `moderation.decided` and `moderation.decision`: decisions about me, why, and an appeal.

use super::parts::{action_word, fact, may_appeal, reasons, state_badge};
use crate::act::{Act, problem};
use crate::answer::{Answer, read};
use crate::clock::new_op;
use crate::me::tile;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::rows::DECIDED;
use sampan_protocol::moderation::{AppealIt, Decided, ListDecided};

fn mine() -> Answer<Vec<Decided>> {
    read(&[DECIDED], || ListDecided {})
}

/// Decisions about me.
#[component]
pub(crate) fn DecidedScreen() -> View {
    let all = mine();
    let state = Signal::derive(move || ScreenState::of(&all.get(), Vec::is_empty));
    let list = |all: Vec<Decided>| {
        if all.is_empty() {
            return view! { <StateView kind=StateKind::Done title=t!("moderation.decided.none") text=t!("moderation.decided.none_text") /> };
        }
        let rows = all.into_iter().map(|one| {
            let title = format!("{} · {}", action_word(one.action), one.label);
            let detail = format::moment(one.statement.application_date);
            let (href, standing) = (format!("/moderation/decided/{}", one.decision), one.state);
            view! { <ListItem title detail href test="decided" lead=tile("gavel", 2) tail=move || state_badge(standing) /> }
        });
        view! { <ListSection>{rows.collect_view()}</ListSection> }
    };
    view! {
        <Screen name="moderation.decided" title=t!("moderation.decided") back="/me" state>
            <div class="stack">{move || loaded(all.get(), move |()| all.refetch(), list)}</div>
        </Screen>
    }
}

/// One decision about me.
#[component]
pub(crate) fn DecisionScreen() -> View {
    let params = use_params_map();
    let id = Memo::new(move || params.with(|params| params.get("decision").unwrap_or_default()));
    let all = mine();
    let found = Memo::new(move || {
        let find =
            |all: Vec<Decided>| all.into_iter().find(|one| one.decision.to_string() == id.get());
        Some(all.get()?.map(find))
    });
    let state = Signal::derive(move || ScreenState::of(&found.get(), Option::is_none));
    let content = |found: Option<Decided>| match found {
        Some(decided) => statement(decided),
        None => {
            view! { <StateView icon="gavel" title=t!("moderation.decided.unknown") text=t!("moderation.decided.unknown_text") /> }
        }
    };
    view! {
        <Screen name="moderation.decision" title=t!("moderation.decision") back="/moderation/decided" state>
            {move || loaded(found.get(), move |()| all.refetch(), content)}
        </Screen>
    }
}

fn statement(decided: Decided) -> View {
    let place = match decided.place.is_empty() {
        true => t!("moderation.whole_service"),
        false => decided.place.clone(),
    };
    let appeal = (!decided.appeal.is_empty())
        .then(|| fact(t!("moderation.appeal.mine"), decided.appeal.clone()));
    let judgement = (!decided.judgement.is_empty())
        .then(|| fact(t!("moderation.judgement"), decided.judgement.clone()));
    let lifted = (!decided.lifted.is_empty())
        .then(|| fact(t!("moderation.lifted_for"), decided.lifted.clone()));
    let open = RwSignal::new(false);
    let button = may_appeal(&decided).then(|| {
        view! { <Button block=true icon="scale" on_press=move |()| open.set(true) test="appeal-begin">{t!("moderation.appeal.begin")}</Button> }
    });
    let (decision, text, act) = (decided.decision, RwSignal::new(String::new()), Act::new());
    let send = move |()| {
        let appeal = AppealIt { op: new_op(), decision, text: text.get_untracked() };
        act.run(appeal, move |()| {
            open.try_set(false);
        });
    };
    view! {
        <div class="stack" data-test="statement" data-decided=decided.state.word()>
            <section class="card">
                <p class="case-marks"><strong>{action_word(decided.action)}</strong>{state_badge(decided.state)}</p>
                <blockquote class="case-said">{decided.label.clone()}</blockquote>
                <dl class="facts">
                    {fact(t!("moderation.where"), place)}
                    {reasons(&decided.statement)}
                    {appeal}
                    {judgement}
                    {lifted}
                </dl>
            </section>
            {button}
            <p class="hint">{t!("moderation.appeal.hint")}</p>
        </div>
        <Sheet open title=t!("moderation.appeal.begin") test="appeal-sheet">
            <div class="stack">
                <TextArea label=t!("moderation.appeal.why") value=text max=2000 test="appeal-text" />
                {problem(act)}
                <Button block=true busy=act.busy() on_press=send test="appeal-send">{t!("moderation.appeal.send")}</Button>
            </div>
        </Sheet>
    }
}
