//! One line of text to be typed, with its label, a hint, and what is wrong with it.

use crate::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

/// An identifier that no other element of the page has.
pub(crate) fn fresh_id(word: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{word}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A line below a field: what is wrong, or else a hint.
#[component]
pub(crate) fn FieldFoot(
    /// Its identifier, for `aria-describedby`.
    id: String,
    /// A hint.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: MaybeProp<String>,
) -> View {
    view! {
        <p class="field-foot" id=id class:error=move || error.get().is_some() aria-live="polite">
            {move || error.get().or_else(|| hint.get())}
        </p>
    }
}

/// A field of one line.
#[component]
pub(crate) fn Field(
    /// What is to be typed.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    /// An example, shown while nothing is typed.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// A hint below.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong, below.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// What stands before the text and is not typed, e.g. `@`.
    #[prop(optional)]
    prefix: &'static str,
    /// The most characters.
    #[prop(default = 2_000)]
    max: u32,
    /// Which keyboard a phone shows.
    #[prop(default = "text")]
    mode: &'static str,
    /// Whether the webview may remember it, and as what.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether typing starts here.
    #[prop(optional)]
    autofocus: bool,
    /// What is done on Enter.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// Its name for tests.
    #[prop(optional)]
    test: &'static str,
) -> View {
    let id = fresh_id("field");
    let foot = format!("{id}-foot");
    let input = NodeRef::new();
    focus_first(input, autofocus);
    view! {
        <div class="field" class:invalid=move || error.get().is_some()>
            <label for=id.clone()>{label}</label>
            <div class="field-box">
                {(!prefix.is_empty()).then(|| view! { <span class="field-prefix" aria-hidden="true">{prefix}</span> })}
                <input
                    node_ref=input
                    id=id
                    type=kind
                    inputmode=mode
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength=max.to_string()
                    placeholder=placeholder
                    prop:value=value
                    on:input=move |ev| value.set(event_target_value(&ev))
                    on:keydown=move |ev| {
                        if let Some(on_enter) = on_enter
                            && ev.key() == "Enter"
                            && !ev.is_composing()
                        {
                            ev.prevent_default();
                            on_enter.run(());
                        }
                    }
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=foot.clone()
                    data-test=test
                />
            </div>
            <FieldFoot id=foot hint error />
        </div>
    }
}

/// Puts the caret into `input` when it is shown, where asked for.
pub(crate) fn focus_first(input: NodeRef<leptos::html::Input>, wanted: bool) {
    if wanted {
        Effect::new(move |_| {
            if let Some(input) = input.get() {
                request_animation_frame(move || {
                    let _ = input.focus();
                });
            }
        });
    }
}
