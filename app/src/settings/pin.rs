//! Changing the payment PIN: by the one that is known, or by the recovery phrase.

use crate::act::Act;
use crate::biometric::BiometricSwitch;
use crate::clock::new_op;
use crate::prelude::*;
use crate::router::use_navigate;
use crate::t;
use crate::ui::*;
use crate::welcome::{PinStep, WORDS, regular};
use crate::words::tell;
use sampan_protocol::Code;
use sampan_protocol::device::{PinProof, SetPin};

/// How far it is.
#[derive(Clone, PartialEq, Eq)]
enum Step {
    /// The PIN as it is.
    Old,
    /// The recovery phrase instead.
    Phrase,
    /// The new PIN, twice.
    New(By),
}

/// What was given to prove who it is. Not `Debug`: it is a secret.
#[derive(Clone, PartialEq, Eq)]
enum By {
    Pin(String),
    Phrase(String),
}

/// Changing the PIN.
#[component]
pub(crate) fn PinScreen() -> View {
    let step = RwSignal::new(Step::Old);
    let phrase = RwSignal::new(String::new());
    let act = Act::new();
    let op = RwSignal::new(new_op());
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let navigate = StoredValue::new_local(navigate);
    // What was wrong is told where it can be corrected.
    Effect::new(move |_| {
        let Some(error) = act.error().get() else { return };
        if error.code != Code::Offline {
            op.set(new_op());
        }
        step.update(|step| {
            *step = match step {
                Step::New(By::Phrase(_)) => Step::Phrase,
                _ => Step::Old,
            }
        });
    });
    let save = Callback::new(move |pin: String| {
        let by = match step.get_untracked() {
            Step::New(By::Pin(old)) => PinProof::Pin(old),
            Step::New(By::Phrase(words)) => PinProof::Phrase(words),
            Step::Old | Step::Phrase => return,
        };
        let command = SetPin { op: op.get_untracked(), by, pin };
        act.run(command, move |()| {
            toasts.say(t!("pin.changed"));
            navigate.with_value(|go| go("/settings", Default::default()));
        });
    });
    let content = move || match step.get() {
        Step::Old => view! { <OldPin step act /> },
        Step::Phrase => view! { <ByPhrase step phrase act /> },
        Step::New(_) => view! { <PinStep busy=act.busy() on_pin=save /> },
    };
    view! { <Screen name="settings.pin" title=t!("pin.title") back="/settings"><BiometricSwitch />{content}</Screen> }
}

#[component]
fn OldPin(step: RwSignal<Step>, act: Act) -> View {
    let value = RwSignal::new(String::new());
    let wrong = act.error().get_untracked();
    let shake = RwSignal::new(u32::from(wrong.is_some()));
    let message = wrong.as_ref().map_or_else(|| t!("pin.old_text"), tell);
    let full = move |pin: String| {
        act.error().set(None);
        step.set(Step::New(By::Pin(pin)));
    };
    view! {
        <div class="pin-step">
            <p class="pin-step-title" data-test="pin-old">{t!("pin.old")}</p>
            <p class="pin-message" class:error=wrong.is_some() aria-live="assertive" data-test="pin-message">{message}</p>
            <PinEntry value on_full=full shake label=t!("pin.old") />
            <Button kind=ButtonKind::Quiet on_press=move |()| {
                act.error().set(None);
                step.set(Step::Phrase);
            } test="pin-forgotten">{t!("pin.forgotten")}</Button>
        </div>
    }
}

#[component]
fn ByPhrase(step: RwSignal<Step>, phrase: RwSignal<String>, act: Act) -> View {
    let words = move || phrase.with(|phrase| regular(phrase));
    let count = move || words().split(' ').filter(|word| !word.is_empty()).count();
    let hint = Signal::derive(move || t!("account.words", n = count(), of = WORDS));
    let cannot = Signal::derive(move || count() != WORDS);
    let wrong = act.error().get_untracked();
    view! {
        <div class="form">
            <p class="lead">{t!("pin.phrase_text")}</p>
            <TextArea label=t!("account.phrase") value=phrase hint rows=3 max=400 test="phrase" />
            {wrong.map(|error| view! { <p class="callout danger" role="alert" data-test="pin-message">{tell(&error)}</p> })}
            <Button block=true disabled=cannot on_press=move |()| {
                act.error().set(None);
                step.set(Step::New(By::Phrase(untrack(words))));
            } test="next">{t!("ui.next")}</Button>
            <Button block=true kind=ButtonKind::Quiet on_press=move |()| {
                act.error().set(None);
                step.set(Step::Old);
            } test="pin-known">{t!("pin.known")}</Button>
        </div>
    }
}
