//! Screen `operate-act`: one act, who decided what about it, and what I can decide.

use super::decide::Decisions;
use super::face::{face_of, state_of};
use super::{my_id, only};
use crate::answer::read;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{Act, ActState, DAYS, GetAct, rows};
use sampan_protocol::{Code, Error};

/// One act.
#[component]
pub(crate) fn ActScreen() -> View {
    let params = use_params_map();
    let id =
        Memo::new(move || params.with(|p| p.get("act").and_then(|id| id.parse::<OpId>().ok())));
    let content = only(move || match id.get() {
        Some(act) => view! { <One act /> },
        None => unknown(),
    });
    view! { <Screen name="operate-act" title=t!("operate.act.title") back="/operate/acts">{content}</Screen> }
}

#[component]
fn One(act: OpId) -> View {
    let answer = read(&[rows::ACT], move || GetAct { act });
    let again = Callback::new(move |()| answer.refetch());
    let shown = Memo::new(move || answer.get());
    move || match shown.get() {
        Some(Err(Error { code: Code::NotFound, .. })) => unknown(),
        answer => loaded(answer, again, |act| detail(&act)),
    }
}

fn unknown() -> View {
    view! { <StateView icon="circle-help" title=t!("operate.act.unknown") text=t!("operate.act.unknown_text") action=t!("operate.acts.title") href="/operate/acts" /> }
}

fn detail(act: &Act) -> View {
    let (title, face) = face_of(act);
    let (word, tone) = state_of(act);
    let about = act.about.clone().map(|person| {
        let handle = format!("@{}", person.handle);
        view! {
            <span class="act-about">
                <PersonAvatar person=person.clone() size=32 />
                <span>{person.name.clone()}</span>
                <span class="act-handle">{handle}</span>
            </span>
        }
    });
    let facts = face.facts.clone().into_iter().chain(facts(act));
    let fact = |(label, value): (String, String)| {
        view! { <div class="fact"><dt>{t!(&label)}</dt><dd>{value}</dd></div> }
    };
    let problem = act.problem.as_ref().map(|problem| {
        let text = tell(problem);
        view! { <p class="callout danger" role="status">{text}</p> }
    });
    let decisions = (act.state == ActState::Proposed && !act.pending).then(|| {
        let mine = Some(act.by.id) == my_id();
        view! { <Decisions act=act.clone() mine /> }
    });
    let state = word.rsplit('.').next().unwrap_or_default();
    view! {
        <article class="act" data-test="act-detail" data-kind=act.kind.clone() data-state=state>
            <header class="act-head">
                <span class=format!("tile hue-{}", face.hue)><Icon name=face.icon size=24 /></span>
                <h2 class="act-title">{title}</h2>
                {face.amount.map(|money| view! { <MoneyText money size=MoneySize::Display /> })}
                {about}
                <Badge tone>{t!(word)}</Badge>
            </header>
            {problem}
            <dl class="facts card">{facts.map(fact).collect_view()}</dl>
            {decisions}
        </article>
    }
}

/// Who proposed and decided, when and why.
fn facts(act: &Act) -> Vec<(String, String)> {
    let until = act.at.plus_seconds(DAYS * 86_400);
    let waits = act.state == ActState::Proposed;
    let decider = act.decided_by.as_ref().filter(|_| act.two);
    let facts = [
        ("operate.fact.why", Some(act.why.clone()).filter(|why| !why.is_empty())),
        ("operate.fact.by", Some(act.by.name.clone())),
        ("operate.fact.at", Some(format::full(act.at))),
        ("operate.fact.decided_by", decider.map(|person| person.name.clone())),
        ("operate.fact.decided_at", act.decided_at.filter(|_| act.two).map(format::full)),
        ("operate.fact.until", waits.then(|| format::full(until))),
    ];
    facts.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?))).collect()
}
