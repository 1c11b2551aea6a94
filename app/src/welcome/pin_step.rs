//! Choosing a PIN: typed twice, not too easy.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::pin;

/// Choosing a PIN.
#[component]
pub(crate) fn PinStep(
    /// What is done with it.
    #[prop(into)]
    on_pin: Callback<String>,
    /// Whether an answer is awaited.
    #[prop(into)]
    busy: Signal<bool>,
) -> View {
    let first = RwSignal::new(None::<String>);
    let value = RwSignal::new(String::new());
    let (wrong, set_wrong) = signal(None::<String>);
    let shake = RwSignal::new(0_u32);
    let again = move |why: String| {
        set_wrong.set(Some(why));
        shake.update(|n| *n += 1);
        value.set(String::new());
    };
    let full = move |typed: String| match first.get_untracked() {
        None => match pin::check(&typed) {
            Ok(()) => {
                first.set(Some(typed));
                set_wrong.set(None);
                value.set(String::new());
            }
            Err(error) => again(tell(&error)),
        },
        Some(before) if before == typed => on_pin.run(typed),
        Some(_) => {
            first.set(None);
            again(t!("welcome.pin_differs"));
        }
    };
    let ask = move || match first.with(Option::is_some) {
        true => t!("welcome.pin_again"),
        false => t!("welcome.pin_choose"),
    };
    view! {
        <div class="pin-step">
            <p class="pin-step-title" data-test=move || if first.with(Option::is_some) { "pin-again" } else { "pin-first" }>{ask}</p>
            <p class="pin-message" class:error=move || wrong.with(Option::is_some) aria-live="assertive">
                {move || wrong.get().unwrap_or_else(|| t!("welcome.pin_text"))}
            </p>
            <PinEntry value on_full=full busy shake label=Signal::derive(ask) />
        </div>
    }
}
