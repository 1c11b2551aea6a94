//! What is said in a chat, the oldest first, with a line for each day.

use super::acts::Acting;
use super::bubble;
use crate::answer::Answer;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Timestamp;
use sampan_protocol::messages::{ChatOpen, Content, MessageSeen};
use sampan_protocol::page::Standing;

/// For how many seconds one goes on talking: the face is not shown again.
const BREATH: i64 = 300;
/// How many parts are asked for at once.
const PARTS: u32 = 2;

/// A line of the thread.
#[derive(Clone)]
enum Line {
    /// A day begins.
    Day(Timestamp),
    /// Something is said; whether the face is shown.
    Said(Box<MessageSeen>, bool),
}

/// What is said.
#[component]
pub(super) fn Thread(
    /// The chat.
    answer: Answer<ChatOpen>,
    /// How many parts of what is older.
    parts: RwSignal<u32>,
    /// What is being done with a message.
    acting: Acting,
    /// The message to which the address leads.
    reach: Reach,
) -> View {
    lead(answer, parts, reach);
    let open = move || answer.get().and_then(Result::ok);
    let group = Memo::new(move || {
        open().and_then(|open| open.chat).is_some_and(|chat| chat.other.is_none())
    });
    let each = move || open().map(|open| lines(open.messages)).unwrap_or_default();
    let more = Memo::new(move || open().is_some_and(|open| open.more));
    let state = Memo::new(move || open().map(|open| open.state).unwrap_or_default());
    let empty = Memo::new(move || open().is_some_and(|open| open.messages.is_empty()));
    let older = move || {
        more.get().then(|| {
            let offline = state.get() == Standing::Offline;
            let text = offline.then(|| view! { <p class="hint">{t!("messages.older.offline")}</p> });
            let go = move |()| parts.update(|parts| *parts += PARTS);
            view! {
                <div class="thread-older">
                    <Button kind=ButtonKind::Quiet small=true on_press=go test="older">{t!("messages.older")}</Button>
                    {text}
                </div>
            }
        })
    };
    let nothing = move || {
        empty.get().then(|| view! { <StateView icon="message-circle" title=t!("messages.empty") text=t!("messages.empty.text") /> })
    };
    let line = move |line: Line| match line {
        Line::Day(time) => view! { <p class="thread-day"><span>{format::day(time)}</span></p> },
        Line::Said(seen, first) => bubble::one(*seen, first, group.get_untracked(), acting),
    };
    view! {
        {older}
        {nothing}
        <div class="messages" role="log" data-test="thread"><For each=each key=key children=line /></div>
    }
}

/// Leads to a message, however old.
fn lead(answer: Answer<ChatOpen>, parts: RwSignal<u32>, reach: Reach) {
    let here = move |id: &str| {
        let open = answer.get()?.ok()?;
        let there = open.messages.iter().any(|seen| seen.message.id.to_string() == id);
        Some(Here { there, count: open.messages.len(), more: open.more, state: open.state })
    };
    let names = Names {
        attribute: "data-message",
        gone: || t!("messages.reach.gone"),
        out_of_reach: || t!("messages.reach.offline"),
    };
    reach.follow(here, parts, names);
}

fn lines(messages: Vec<MessageSeen>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(messages.len() + 4);
    let mut before: Option<(Timestamp, Option<sampan_protocol::ids::PersonId>)> = None;
    for seen in messages {
        let (at, who) = (seen.message.sent, seen.message.sender.as_ref().map(|who| who.id));
        let same_day = before.is_some_and(|(time, _)| format::date_of(time) == format::date_of(at));
        if !same_day {
            lines.push(Line::Day(at));
        }
        let goes_on = before.is_some_and(|(time, last)| {
            last.is_some() && last == who && at.seconds() - time.seconds() < BREATH
        });
        before = Some((at, who));
        lines.push(Line::Said(Box::new(seen), !(same_day && goes_on)));
    }
    lines
}

/// What tells a line from another one: everything that it shows and that may change.
fn key(line: &Line) -> String {
    match line {
        Line::Day(time) => {
            let (year, month, day) = format::date_of(*time);
            [i64::from(year), i64::from(month), i64::from(day)].map(|n| n.to_string()).join("-")
        }
        Line::Said(seen, first) => {
            let gone = matches!(seen.message.content, Content::Recalled);
            let flags = [*first, gone, seen.waits.is_some(), seen.error.is_some()];
            let flags = flags.map(|flag| if flag { '1' } else { '0' });
            let mut key = seen.message.id.to_string();
            key.push(' ');
            key.extend(flags);
            key.push_str(&seen.readers.unwrap_or(-1).to_string());
            key
        }
    }
}
