//! Screen `operate-log`: every step of every act, and whether the chain is whole.

use super::face::face_of;
use super::only;
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::operate::{Act, ActState, ListLog, Log, LogLine, Step, rows};

/// The operators' log.
#[component]
pub(crate) fn LogScreen() -> View {
    let log = read(&[rows::LINE], || ListLog {});
    let state =
        Signal::derive(move || ScreenState::of(&log.get(), |log: &Log| log.lines.is_empty()));
    let content = only(move || {
        view! { <div class="stack">{move || loaded(log.get(), move |()| log.refetch(), list)}</div> }
    });
    view! { <Screen name="operate-log" title=t!("operate.log.title") back="/operate" state reading=true>{content}</Screen> }
}

fn list(log: Log) -> View {
    if log.lines.is_empty() {
        return view! { <StateView icon="file-text" title=t!("operate.log.none") text=t!("operate.log.none_text") /> };
    }
    let seal = match log.broken {
        None => view! {
            <p class="log-seal" data-test="log-whole"><Icon name="shield-check" size=20 /><span>{t!("operate.log.whole")}</span></p>
            <p class="list-foot">{t!("operate.log.text")}</p>
        },
        Some(n) => view! {
            <div class="callout danger" role="alert" data-test="log-broken">
                <p>{t!("operate.log.broken", n = n)}</p>
                <p>{t!("operate.log.broken_text")}</p>
            </div>
        },
    };
    view! {
        <header class="log-head">{seal}</header>
        <ol class="list log">{log.lines.iter().map(line).collect_view()}</ol>
    }
}

fn line(at: &LogLine) -> View {
    let LogLine { seq, line, hash } = at;
    let Some(step) = word(line.step) else { return View::none() };
    let by = line.by.as_ref().map_or_else(|| t!("operate.line.itself"), |by| by.name.clone());
    let about = line.about.as_ref().map(|person| person.name.clone());
    let (title, amount) = match &line.by {
        Some(by) => {
            let (title, face) = face_of(&as_act(line, by.clone()));
            (title, face.amount)
        }
        None => (t!(&format!("operate.act.{}", line.kind)), None),
    };
    let parts = [Some(by), about, amount.map(format::money), Some(format::moment(line.at))];
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let why = Some(line.why.clone()).filter(|why| !why.is_empty());
    let short: String = hash.chars().take(8).collect();
    view! {
        <li class="log-line" data-test="log-line" data-step=step.0>
            <a class="item-row" href=format!("/operate/acts/{}", line.act)>
                <span class="log-seq">{seq.to_string()}</span>
                <span class="item-text">
                    <span class="item-title">{format!("{title} · {}", t!(step.1))}</span>
                    <span class="item-detail">{detail}</span>
                    {why.map(|why| view! { <span class="item-detail">{why}</span> })}
                </span>
                <code class="log-hash">{short}</code>
            </a>
        </li>
    }
}

const fn word(step: Step) -> Option<(&'static str, &'static str)> {
    Some(match step {
        Step::Proposed => ("proposed", "operate.line.proposed"),
        Step::Done => ("done", "operate.line.done"),
        Step::Declined => ("declined", "operate.line.declined"),
        Step::Withdrawn => ("withdrawn", "operate.line.withdrawn"),
        Step::Failed => ("failed", "operate.line.failed"),
        Step::Expired => ("expired", "operate.line.expired"),
    })
}

/// The act of a line, for its face.
fn as_act(line: &sampan_protocol::operate::Line, by: sampan_protocol::people::Person) -> Act {
    Act {
        id: line.act,
        kind: line.kind.clone(),
        args: line.args.clone(),
        by,
        about: line.about.clone(),
        at: line.at,
        two: true,
        state: ActState::Done,
        decided_by: None,
        decided_at: None,
        why: String::new(),
        problem: None,
        pending: false,
    }
}
