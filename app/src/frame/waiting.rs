//! The sheet of what is not confirmed yet: why, and what can be done about it.

use super::sync_pill::Mood;
use crate::act::Act;
use crate::answer::read;
use crate::messages;
use crate::prelude::*;
use crate::session::use_session;
use crate::ui::*;
use crate::words::tell;
use crate::{features, t};
use sampan_protocol::device::{
    DiscardWaiting, ListWaiting, RetryWaiting, SyncNow, WaitingOperation, WaitingState,
};
use sampan_protocol::ids::OpId;

/// The sheet of what waits.
#[component]
pub(crate) fn WaitingSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> View {
    view! { <Sheet open title=t!("sync.title") test="waiting-sheet"><Waiting /></Sheet> }
}

#[component]
fn Waiting() -> View {
    let session = use_session();
    let sync = Memo::new(move || session.with(|session| session.sync.clone()));
    let list = read(&["wallet.bill", "wallet.request"], move || {
        sync.track();
        ListWaiting {}
    });
    let state = move || ScreenState::of(&list.get(), Vec::is_empty).word();
    let now = Act::new();
    let status = move || {
        let sync = sync.get();
        let detail = match (&sync.problem, sync.synced) {
            (Some(problem), _) => tell(problem),
            (None, Some(time)) => t!("sync.since", time = format::moment_within(time)),
            (None, None) => t!("sync.never"),
        };
        view! {
            <div class=format!("sync-status {}", Mood::of(&sync).word())>
                <div>
                    <p class="sync-status-title">{Mood::of(&sync).told()}</p>
                    <p class="sync-status-text">{detail}</p>
                </div>
                <Button kind=ButtonKind::Soft small=true busy=now.busy() test="sync-now"
                    on_press=move |()| now.run_aloud(SyncNow {}, |()| {})>{t!("sync.now")}</Button>
            </div>
        }
    };
    let operations = move || {
        loaded(
            list.get(),
            move |()| list.refetch(),
            |operations| {
                if operations.is_empty() {
                    return view! { <StateView kind=StateKind::Done title=t!("sync.none") text=t!("sync.none_text") /> };
                }
                view! { <ul class="waiting-list">{operations.into_iter().map(|operation| view! { <Row operation /> }).collect_view()}</ul> }
            },
        )
    };
    view! { <div class="stack" data-screen="waiting" data-state=state>{status}{operations}</div> }
}

#[component]
fn Row(operation: WaitingOperation) -> View {
    let op = operation.op;
    let icon = features::on()
        .into_iter()
        .find_map(|f| (f.operation)(&operation.name))
        .map(|entry| entry.icon)
        .or_else(|| messages::operation(&operation.name))
        .unwrap_or("clock");
    let title = t!(&format!("operation.{}", operation.name));
    let (amount, whom) =
        (operation.amount, operation.other.as_ref().map(|person| person.name.clone()));
    let summary = move || {
        view! {
            {amount.map(|money| view! { <MoneyText money size=MoneySize::Display /> })}
            {whom.clone().map(|name| view! { <p class="hint">{name}</p> })}
        }
    };
    let about = [
        operation.amount.map(format::money),
        operation.other.map(|person| person.name),
        Some(format::moment(operation.at)),
    ];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (tone, word, why) = match &operation.state {
        WaitingState::Queued => (Tone::Plain, t!("waiting.queued"), None),
        WaitingState::NeedsPin => (Tone::Warning, t!("waiting.needs_pin"), None),
        WaitingState::Rejected(error) => (Tone::Danger, t!("waiting.rejected"), Some(tell(error))),
        WaitingState::Halted => {
            (Tone::Warning, t!("waiting.halted"), Some(t!("waiting.halted_text")))
        }
    };
    let needs_pin = operation.state == WaitingState::NeedsPin;
    let refused = matches!(operation.state, WaitingState::Rejected(_));
    view! {
        <li class="waiting-row" data-test="waiting" data-op=op.to_string() data-name=operation.name>
            <span class="waiting-head">
                <span class="tile hue-8"><Icon name=icon size=20 /></span>
                <span class="item-text">
                    <span class="item-title">{title}</span>
                    <span class="item-detail">{about}</span>
                </span>
                <Badge tone>{word}</Badge>
            </span>
            {why.map(|why| view! { <p class="waiting-why">{why}</p> })}
            <Answers op needs_pin refused summary=ViewFn::from(summary) />
        </li>
    }
}

/// What can be done about an operation.
#[component]
fn Answers(op: OpId, needs_pin: bool, refused: bool, summary: ViewFn) -> View {
    let (pin_open, ask_discard) = (RwSignal::new(false), RwSignal::new(false));
    let (retry, discard) = (Act::new(), Act::new());
    let toasts = use_toasts();
    let with_pin = move |pin: String| {
        retry.run(RetryWaiting { op, pin: Some(pin) }, move |()| {
            pin_open.try_set(false);
            toasts.say(t!("waiting.sent"));
        });
    };
    let again = move |()| match needs_pin {
        true => pin_open.set(true),
        false => retry.run_aloud(RetryWaiting { op, pin: None }, |()| {}),
    };
    view! {
        <span class="waiting-answers">
            <Button kind=ButtonKind::Grave small=true busy=discard.busy() on_press=move |()| ask_discard.set(true) test="discard">
                {t!("waiting.discard")}
            </Button>
            {(needs_pin || refused).then(|| view! {
                <Button kind=ButtonKind::Soft small=true busy=retry.busy() on_press=again test="retry">
                    {if needs_pin { t!("waiting.enter_pin") } else { t!("ui.retry") }}
                </Button>
            })}
        </span>
        <PinSheet open=pin_open title=t!("waiting.confirm") summary on_pin=with_pin busy=retry.busy() error=retry.error() />
        <Confirm open=ask_discard danger=true test="discard-ask" title=t!("waiting.discard_ask") text=t!("waiting.discard_text")
            confirm=t!("waiting.discard") on_confirm=move |()| discard.run_aloud(DiscardWaiting { op }, |()| {}) />
    }
}
