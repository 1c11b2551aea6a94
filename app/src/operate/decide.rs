//! What an operator can decide about an act that waits.

use super::face::face_of;
use super::propose::summary_of;
use crate::act::Act as Doing;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::operate::{Act, ActState, Decide, Decision, WHY_LIMIT};

/// Confirm and decline, or take back.
#[component]
pub(crate) fn Decisions(
    /// The act.
    act: Act,
    /// Whether I proposed it.
    mine: bool,
) -> View {
    if mine {
        return view! { <TakeBack act /> };
    }
    view! {
        <div class="act-decisions">
            <Decline act=act.clone() />
            <Assent act />
        </div>
    }
}

#[component]
fn Assent(act: Act) -> View {
    let (open, doing, toasts) = (RwSignal::new(false), Doing::new(), use_toasts());
    let op = new_op();
    let id = act.id;
    let (title, _) = face_of(&act);
    let confirm = move |pin: String| {
        doing.run(Decide { op, act: id, decision: Decision::Confirm { pin } }, move |act| {
            open.try_set(false);
            toasts.say(match act.state {
                ActState::Failed => t!("operate.act.failed_toast"),
                _ => t!("operate.act.confirmed"),
            });
        });
    };
    let summary = move || summary_of(&act);
    view! {
        <Button block=true icon="check" on_press=move |()| open.set(true) test="act-confirm">{t!("operate.act.confirm")}</Button>
        <PinSheet open title summary on_pin=confirm busy=doing.busy() error=doing.error() />
    }
}

#[component]
fn Decline(act: Act) -> View {
    let (open, doing, toasts) = (RwSignal::new(false), Doing::new(), use_toasts());
    let why = RwSignal::new(String::new());
    let (op, id) = (new_op(), act.id);
    let decline = move |()| {
        let why = why.with_untracked(|why| why.trim().to_owned());
        doing.run(Decide { op, act: id, decision: Decision::Decline { why } }, move |_| {
            open.try_set(false);
            toasts.say(t!("operate.act.declined"));
        });
    };
    let wrong = move || {
        doing.error().get().map(|e| view! { <p class="callout danger" role="alert">{tell(&e)}</p> })
    };
    view! {
        <Button block=true kind=ButtonKind::Soft on_press=move |()| open.set(true) test="act-decline">{t!("operate.act.decline")}</Button>
        <Sheet open title=t!("operate.act.decline") test="decline-sheet">
            <div class="form">
                <TextArea label=t!("operate.act.why") value=why max=WHY_LIMIT as u32 test="decline-why" />
                {wrong}
                <Button block=true kind=ButtonKind::Danger busy=doing.busy() on_press=decline test="decline-yes">{t!("operate.act.decline")}</Button>
            </div>
        </Sheet>
    }
}

#[component]
fn TakeBack(act: Act) -> View {
    let (open, doing, toasts) = (RwSignal::new(false), Doing::new(), use_toasts());
    let (op, id) = (new_op(), act.id);
    let withdraw = move |()| {
        doing.run_aloud(Decide { op, act: id, decision: Decision::Withdraw }, move |_| {
            toasts.say(t!("operate.act.withdrawn"))
        });
    };
    view! {
        <p class="hint" data-test="act-own">{t!("operate.act.own")}</p>
        <Button block=true kind=ButtonKind::Soft icon="undo-2" busy=doing.busy() on_press=move |()| open.set(true) test="act-withdraw">{t!("operate.act.withdraw")}</Button>
        <Confirm open title=t!("operate.act.withdraw_ask") confirm=t!("operate.act.withdraw") on_confirm=withdraw test="withdraw" />
    }
}
