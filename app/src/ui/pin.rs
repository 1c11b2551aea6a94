//! Asking for the payment PIN: six dots, a keypad, and what to do when it was wrong.

use super::keypad::{Key, Keypad};
use super::{Sheet, fresh_id};
use crate::biometric::TouchButton;
use crate::prelude::*;
use crate::t;
use crate::words::tell;
use leptos::html;
use sampan_protocol::pin::LENGTH;
use sampan_protocol::{Code, Error};

/// Six dots and a keypad; a keyboard types too. The digits never show.
#[component]
pub(crate) fn PinEntry(
    /// What is typed.
    value: RwSignal<String>,
    /// What is done when the last digit is there.
    #[prop(into)]
    on_full: Callback<String>,
    /// Whether an answer is awaited.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Shakes whenever it grows.
    #[prop(optional, into)]
    shake: Signal<u32>,
    /// What is to be typed, for those who cannot see.
    #[prop(optional, into)]
    label: MaybeProp<String>,
    /// Its name for tests.
    #[prop(default = "pin")]
    test: &'static str,
) -> View {
    let id = fresh_id("pin");
    let input = NodeRef::<html::Input>::new();
    let take = move |typed: String| {
        let digits: String = typed.chars().filter(char::is_ascii_digit).take(LENGTH).collect();
        let full = digits.len() == LENGTH && value.with_untracked(|before| *before != digits);
        value.set(digits.clone());
        if full {
            on_full.run(digits);
        }
    };
    let key = move |key| {
        let mut typed = value.get_untracked();
        match key {
            Key::Digit(digit) => typed.push(char::from(b'0' + digit)),
            Key::Back => drop(typed.pop()),
            Key::Point => {}
        }
        take(typed);
    };
    Effect::new(move |_| {
        if !busy.get()
            && let Some(input) = input.get()
        {
            request_animation_frame(move || drop(input.focus()));
        }
    });
    let dots = move || {
        let filled = value.with(String::len);
        (0..LENGTH)
            .map(|at| view! { <span class="pin-dot" class:filled=at < filled></span> })
            .collect_view()
    };
    let shakes = move || shake.get() % 2 == 1;
    let shakes_again = move || shake.get() > 0 && !shakes();
    view! {
        <div class="pin" class:busy=busy>
            // The class alternates, so that the animation starts anew.
            <div class="pin-dots" class:shake-a=shakes class:shake-b=shakes_again>
                <input
                    node_ref=input
                    id=id
                    class="pin-input"
                    type="password"
                    inputmode="none"
                    autocomplete="off"
                    maxlength=LENGTH.to_string()
                    aria-label=move || label.get().unwrap_or_else(|| t!("ui.pin"))
                    prop:value=value
                    readonly=busy
                    on:input=move |ev| take(event_target_value(&ev))
                    data-test=test
                />
                <span class="pin-dots-row" aria-hidden="true">{dots}</span>
            </div>
            <Keypad on_key=key disabled=busy />
        </div>
    }
}

/// Asks for the PIN in a sheet.
#[component]
pub(crate) fn PinSheet(
    /// Whether it is asked for.
    open: RwSignal<bool>,
    /// What for.
    #[prop(into)]
    title: Signal<String>,
    /// What is confirmed by it: amount and payee.
    #[prop(optional, into)]
    summary: Option<ViewFn>,
    /// What is done with the PIN.
    #[prop(into)]
    on_pin: Callback<String>,
    /// Whether an answer is awaited.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What was wrong.
    #[prop(optional, into)]
    error: Signal<Option<Error>>,
    /// Whether fingerprint or face may stand for it, where they are switched on.
    #[prop(optional)]
    touch: bool,
) -> View {
    let value = RwSignal::new(String::new());
    let shake = RwSignal::new(0_u32);
    Effect::new(move |_| {
        if error.get().is_some() {
            value.set(String::new());
            shake.update(|n| *n += 1);
        }
    });
    Effect::new(move |_| {
        if open.get() {
            value.set(String::new());
            shake.set(0);
        }
    });
    let summary = StoredValue::new(summary);
    view! {
        <Sheet open title test="pin-sheet" locked=busy>
            {move || summary.get_value().map(|summary| view! { <div class="pin-summary">{summary.run()}</div> })}
            <p class="pin-message" class:error=move || error.get().is_some() aria-live="assertive" data-test="pin-message">
                {move || match (busy.get(), error.get()) {
                    (true, _) => t!("ui.pin_checking"),
                    (false, Some(error)) => tell(&error),
                    (false, None) => t!("ui.pin_ask"),
                }}
            </p>
            {touch.then(|| view! { <TouchButton open on_pass=on_pin busy /> })}
            <PinEntry value on_full=on_pin shake busy=Signal::derive(move || busy.get() || error.with(is_locked)) />
        </Sheet>
    }
}

/// Whether typing a PIN is of no use for now.
fn is_locked(error: &Option<Error>) -> bool {
    error.as_ref().is_some_and(|error| error.code == Code::PinLocked)
}
