//! A button that puts text on the clipboard.

use super::{Button, ButtonKind, use_toasts};
use crate::prelude::*;
use crate::t;
use wasm_bindgen_futures::JsFuture;

/// Copies text, and says so.
#[component]
pub(crate) fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// Its name for tests.
    #[prop(default = "copy")]
    test: &'static str,
) -> View {
    let toasts = use_toasts();
    let copy = move |()| {
        let written = window().navigator().clipboard().write_text(&text.get_untracked());
        leptos::task::spawn_local(async move {
            match JsFuture::from(written).await {
                Ok(_) => toasts.say(t!("ui.copied")),
                Err(_) => toasts.say(t!("ui.not_copied")),
            }
        });
    };
    view! { <Button kind=ButtonKind::Soft icon="copy" on_press=copy test>{label}</Button> }
}
