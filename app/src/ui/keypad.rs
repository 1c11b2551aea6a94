//! A keypad of digits, large enough for thumbs.

use super::{Icon, amount};
use crate::prelude::*;
use crate::t;
use sampan_protocol::Currency;

/// A key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Key {
    /// A digit.
    Digit(u8),
    /// The decimal point.
    Point,
    /// Takes the last one back.
    Back,
}

/// The keys 1 to 9, a point where wanted, 0, and back.
#[component]
pub(crate) fn Keypad(
    /// What is done with a key.
    #[prop(into)]
    on_key: Callback<Key>,
    /// Whether there is a decimal point.
    #[prop(optional, into)]
    point: Signal<bool>,
    /// Whether keys do nothing now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// A tall key beside the others that confirms.
    #[prop(optional, into)]
    confirm: Option<ViewFn>,
) -> View {
    let confirmed = confirm.is_some();
    let press = move |key| {
        if !disabled.get_untracked() {
            on_key.run(key);
        }
    };
    let digit = move |digit: u8| {
        view! {
            <button class="key" type="button" class:zero=digit == 0 disabled=disabled data-test=format!("key-{digit}")
                on:mousedown=keep_focus on:click=move |_| press(Key::Digit(digit))>
                {digit.to_string()}
            </button>
        }
    };
    view! {
        <div class="keypad" class:confirmed=confirmed>
            {(1..=9).map(digit).collect_view()}
            {move || point.get().then(|| view! {
                <button class="key point" type="button" disabled=disabled aria-label=t!("ui.point") data-test="key-point"
                    on:mousedown=keep_focus on:click=move |_| press(Key::Point)>"."</button>
            })}
            {digit(0)}
            <button class="key back" type="button" disabled=disabled aria-label=t!("ui.backspace") data-test="key-back"
                on:mousedown=keep_focus on:click=move |_| press(Key::Back)>
                <Icon name="delete" />
            </button>
            {confirm.map(|confirm| confirm.run())}
        </div>
    }
}

/// Lets the field keep the caret while its keypad is used.
fn keep_focus(ev: leptos::ev::MouseEvent) {
    ev.prevent_default();
}

/// A keypad that types an amount, with the key that confirms it.
#[component]
pub(crate) fn AmountKeypad(
    /// What is typed.
    value: RwSignal<String>,
    /// The currency, which says whether there is a point and how many decimals.
    #[prop(into)]
    currency: Signal<Currency>,
    /// The word on the key that confirms.
    #[prop(into)]
    confirm: Signal<String>,
    /// Whether it cannot be confirmed yet.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it is being confirmed.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What is done then.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// The confirming key's name for tests.
    #[prop(default = "confirm")]
    test: &'static str,
) -> View {
    let exponent = move || currency.get().exponent();
    let confirm_key = move || {
        view! {
            <button class="key confirm" type="button" class:busy=busy disabled=move || disabled.get() || busy.get() data-test=test
                aria-busy=move || busy.get().then_some("true") on:click=move |_| on_confirm.run(())>
                <span class="button-label">{confirm}</span>
                <span class="spinner" aria-hidden="true"></span>
            </button>
        }
    };
    view! {
        <Keypad
            point=Signal::derive(move || exponent() > 0)
            disabled=busy
            on_key=move |key| value.update(|text| *text = amount::press(text, key, currency.get_untracked().exponent()))
            confirm=confirm_key
        />
    }
}
