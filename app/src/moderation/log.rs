//! Screen `moderation.log`: every decision, for everybody to read.

use super::parts::{action_word, listed, reasons};
use crate::answer::read;
use crate::listing::state_of;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::rows::PAGE;
use sampan_protocol::moderation::{ListLog, LogLine, Statement};

/// The public log.
#[component]
pub(crate) fn LogScreen() -> View {
    let parts = RwSignal::new(1_u32);
    let lines = read(&[PAGE], move || ListLog { parts: parts.get() });
    let more = Memo::new(move || lines.get().is_some_and(|list| list.is_ok_and(|list| list.more)));
    let count =
        Memo::new(move || lines.get().and_then(Result::ok).map_or(0, |list| list.items.len()));
    let (open, opened) = (RwSignal::new(false), RwSignal::new(None::<Statement>));
    let show = Callback::new(move |statement| {
        opened.set(Some(statement));
        open.set(true);
    });
    let none = || view! { <StateView icon="scale" title=t!("moderation.log.none") text=t!("moderation.log.none_text") /> };
    let rows = move |all: Vec<LogLine>| {
        let go_on = move |()| parts.update(|n| *n += 1);
        let all = all.into_iter().map(|line| row(line, show));
        view! {
            <ul class="list" data-test="log">{all.collect_view()}</ul>
            {move || more.get().then(|| view! { <More rows=count label=t!("moderation.more") on_more=go_on /> })}
        }
    };
    view! {
        <Screen name="moderation.log" title=t!("moderation.log") back="/me" state=state_of(lines)>
            <div class="stack">
                <p class="hint">{t!("moderation.log.text")}</p>
                {listed(lines, none, rows)}
            </div>
            <Sheet open title=t!("moderation.statement") test="statement-sheet">
                {move || opened.get().map(|statement| view! { <dl class="facts">{reasons(&statement)}</dl> })}
            </Sheet>
        </Screen>
    }
}

fn row(line: LogLine, show: Callback<Statement>) -> View {
    let step = t!(&format!("moderation.step.{}", line.step.word()));
    let kind = line.about.split('/').next().unwrap_or_default();
    let kind = t!(&format!("moderation.target.{kind}"));
    let title = format!("{} · {} · {step}", action_word(line.action), kind);
    let words = [line.ground, line.facts];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let detail = format!("#{} · {} · {}", line.seq, format::moment(line.at), line.about);
    let broken = (!line.whole)
        .then(|| view! { <Badge tone=Tone::Danger>{t!("moderation.log.broken")}</Badge> });
    let statement = line.statement.map(|statement| {
        let press = move |()| show.run(statement.clone());
        view! { <Button kind=ButtonKind::Soft small=true on_press=press test="log-statement">{t!("moderation.statement")}</Button> }
    });
    view! {
        <li class="item log-line" data-test="log-line" data-whole=line.whole.to_string()>
            <span class="item-text">
                <span class="item-title">{title}</span>
                <span class="item-detail">{words.join(" — ")}</span>
                <span class="item-detail selectable">{detail}</span>
            </span>
            {statement}
            {broken}
        </li>
    }
}
