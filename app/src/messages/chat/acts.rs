//! What can be done with a message: copy, quote, recall, delete; try again, or not send it at all.

use crate::act::Act;
use crate::clock::{new_op, now};
use crate::messages::reads::new_message;
use crate::messages::told;
use crate::moderation::{ReportSheet, Reporting};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::{DiscardWaiting, RetryWaiting};
use sampan_protocol::ids::{MessageId, OpId};
use sampan_protocol::messages::{Content, HideMessage, MessageSeen, RecallMessage, rule};
use sampan_protocol::moderation::Target;

/// What is being done with a message, and what the next one answers.
#[derive(Clone, Copy)]
pub(super) struct Acting {
    open: RwSignal<bool>,
    seen: RwSignal<Option<MessageSeen>>,
    /// Identifier, author and beginning of what is answered; text, so that it is kept as a draft.
    pub(super) answers: RwSignal<String>,
    pub(super) author: RwSignal<String>,
    pub(super) quoted: RwSignal<String>,
}

impl Acting {
    /// Nothing.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let (open, seen) = (RwSignal::new(false), RwSignal::new(None));
        Self { open, seen, answers: text(), author: text(), quoted: text() }
    }

    /// Asks what is to be done with a message.
    pub(super) fn begin(self, seen: MessageSeen) {
        self.seen.set(Some(seen));
        self.open.set(true);
    }

    /// Which message the next one answers.
    pub(super) fn answered(self) -> Option<MessageId> {
        self.answers.with_untracked(|id| id.parse().ok())
    }

    /// The next message answers nothing.
    pub(super) fn end(self) {
        for text in [self.answers, self.author, self.quoted] {
            text.try_set(String::new());
        }
    }

    fn quote(self, seen: &MessageSeen) {
        let who = seen.message.sender.as_ref().map(|who| who.name.clone()).unwrap_or_default();
        let text = told::content(&seen.message.content).chars().take(80).collect();
        self.answers.set(seen.message.id.to_string());
        self.author.set(who);
        self.quoted.set(text);
    }
}

/// What can be done with the message that was pressed.
#[component]
pub(super) fn ActsSheet(
    /// Which.
    acting: Acting,
) -> View {
    let act = Act::new();
    let hiding = RwSignal::new(None::<MessageId>);
    let (ask_hide, reporting) = (RwSignal::new(false), Reporting::new());
    let items = move || {
        let seen = acting.seen.get()?;
        let close = move || acting.open.set(false);
        let id = seen.message.id;
        let text = match &seen.message.content {
            Content::Text(text) => Some(text.clone()),
            _ => None,
        };
        let copy = text.map(|text| view! { <Copy text on_done=move |()| close() /> });
        let answered = seen.clone();
        let quote = seen.waits.is_none().then(|| {
            let quote = move |()| {
                acting.quote(&answered);
                close();
            };
            item("quote", "messages.quote", "quote", false, Callback::new(quote))
        });
        let money = matches!(&seen.message.content, Content::Card(card) if card.posted);
        let in_time = rule::may_recall(seen.message.sent, now());
        let recall = (seen.mine && seen.waits.is_none() && in_time && !money).then(|| {
            let recall = move |()| {
                close();
                act.run_aloud(RecallMessage { op: new_op(), message: id }, |()| {});
            };
            item("undo-2", "messages.recall", "recall", false, Callback::new(recall))
        });
        let hide = seen.waits.is_none().then(|| {
            let hide = move |()| {
                close();
                hiding.set(Some(id));
                ask_hide.set(true);
            };
            item("trash-2", "messages.hide", "hide", true, Callback::new(hide))
        });
        let report = report(&seen, reporting, acting.open);
        let waits = seen.waits.map(|op| waits(op, seen.error.is_some(), act, acting.open));
        Some(view! { <ListSection>{copy}{quote}{recall}{report}{hide}{waits}</ListSection> })
    };
    let hide = move |()| {
        if let Some(message) = hiding.get_untracked() {
            act.run_aloud(HideMessage { op: new_op(), message }, |()| {});
        }
    };
    view! {
        <Sheet open=acting.open title=t!("messages.menu") test="message-sheet">{items}</Sheet>
        <ReportSheet reporting />
        <Confirm open=ask_hide danger=true test="hide-ask" title=t!("messages.hide.ask") text=t!("messages.hide.text")
            confirm=t!("messages.hide") on_confirm=hide />
    }
}

/// Trying a message again that was refused, and not sending one that waits or was.
fn waits(op: OpId, failed: bool, act: Act, open: RwSignal<bool>) -> View {
    let retry = move |()| {
        open.set(false);
        act.run_aloud(RetryWaiting { op, pin: None }, |()| {});
    };
    let discard = move |()| {
        open.set(false);
        act.run_aloud(DiscardWaiting { op }, |()| {});
    };
    let retry =
        failed.then(|| item("refresh-cw", "messages.retry", "retry", false, Callback::new(retry)));
    let label = if failed { "messages.discard" } else { "messages.unsend" };
    view! { {retry}{item("trash-2", label, "discard", true, Callback::new(discard))} }
}

/// Telling moderators of what somebody else said.
fn report(seen: &MessageSeen, reporting: Reporting, open: RwSignal<bool>) -> Option<View> {
    let theirs = !seen.mine && seen.waits.is_none() && seen.message.sender.is_some();
    let target = Target::new("message", seen.message.id);
    let label = told::content(&seen.message.content);
    theirs.then(|| {
        let report = move |()| {
            open.set(false);
            reporting.ask(target.clone(), label.clone());
        };
        item("circle-alert", "moderation.report", "report", false, Callback::new(report))
    })
}

fn item(
    icon: &'static str,
    label: &'static str,
    test: &'static str,
    danger: bool,
    on_press: Callback<()>,
) -> View {
    view! {
        <ListItem title=t!(label) danger lead=move || view! { <Icon name=icon size=20 /> }
            on_press=move |()| on_press.run(()) test />
    }
}

/// Copies what a message says.
#[component]
fn Copy(text: String, #[prop(into)] on_done: Callback<()>) -> View {
    let toasts = use_toasts();
    let copy = move |()| {
        let text = text.clone();
        leptos::task::spawn_local(async move {
            let written = window().navigator().clipboard().write_text(&text);
            if wasm_bindgen_futures::JsFuture::from(written).await.is_ok() {
                toasts.say(t!("messages.copied"));
            }
        });
        on_done.run(());
    };
    item("copy", "messages.copy", "copy", false, Callback::new(copy))
}

/// A key for what is typed: pressing twice says it once.
pub(super) fn fresh() -> (OpId, MessageId) {
    (new_op(), new_message())
}
