//! Short messages that go by themselves, and may offer to undo what was done.

use super::Icon;
use crate::prelude::*;
use crate::t;
use crate::words::tell;
use sampan_protocol::Error;
use std::time::Duration;

/// How long a message stays.
const STAYS: Duration = Duration::from_secs(5);
/// How many are shown at once.
const AT_ONCE: usize = 3;

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    failed: bool,
    undo: Option<Callback<()>>,
}

/// Where messages are put.
#[derive(Clone, Copy)]
pub(crate) struct Toasts(RwSignal<Vec<Toast>>);

/// Where messages are put.
pub(crate) fn use_toasts() -> Toasts {
    expect_context::<Toasts>()
}

impl Toasts {
    /// No message yet.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Says that something is done.
    pub(crate) fn say(self, text: impl Into<String>) {
        self.add(text.into(), false, None);
    }

    /// Says that something is done, and offers to undo it.
    pub(crate) fn undo(self, text: impl Into<String>, undo: impl Into<Callback<()>>) {
        self.add(text.into(), false, Some(undo.into()));
    }

    /// Tells what went wrong.
    pub(crate) fn fail(self, error: &Error) {
        self.add(tell(error), true, None);
    }

    fn add(self, text: String, failed: bool, undo: Option<Callback<()>>) {
        let mut id = 0;
        self.0.update(|toasts| {
            id = toasts.last().map_or(0, |t| t.id.wrapping_add(1));
            toasts.retain(|toast| toast.text != text);
            if toasts.len() == AT_ONCE {
                toasts.remove(0);
            }
            toasts.push(Toast { id, text, failed, undo });
        });
        // What went wrong may take longer to read.
        let stays = if failed { STAYS * 2 } else { STAYS };
        set_timeout(move || self.remove(id), stays);
    }

    fn remove(self, id: u32) {
        self.0.try_update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

/// Shows the messages; stands once, at the root.
#[component]
pub(crate) fn ToastHost() -> View {
    let toasts = use_toasts();
    let place = NodeRef::<leptos::html::Div>::new();
    // A popover stands above open dialogs, if it was shown after them.
    Effect::new(move |_| {
        let count = toasts.0.with(Vec::len);
        if let Some(place) = place.get() {
            let call = |name: &str| {
                let method = js_sys::Reflect::get(&place, &name.into()).ok();
                let method =
                    method.and_then(|m| wasm_bindgen::JsCast::dyn_into::<js_sys::Function>(m).ok());
                // Hiding what is hidden throws; that is as good.
                let _ = method.and_then(|m| m.call0(&place).ok());
            };
            call("hidePopover");
            if count > 0 {
                call("showPopover");
            }
        }
    });
    view! {
        <div class="toasts" node_ref=place popover="manual" role="status" aria-live="polite">
            <For each=move || toasts.0.get() key=|toast| toast.id let:toast>
                <div class="toast" class:failed=toast.failed data-test="toast">
                    <Icon name=if toast.failed { "circle-alert" } else { "circle-check" } size=20 />
                    <span class="toast-text">{toast.text}</span>
                    {toast.undo.map(|undo| view! {
                        <button class="toast-undo" type="button" data-test="undo" on:click=move |_| {
                            toasts.remove(toast.id);
                            undo.run(());
                        }>{t!("ui.undo")}</button>
                    })}
                </div>
            </For>
        </div>
    }
}
