//! A field for looking something up.

use super::{Icon, field::focus_first};
use crate::prelude::*;
use crate::t;

/// A search field with a way to empty it.
#[component]
pub(crate) fn SearchField(
    /// What is searched.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// Whether typing starts here.
    #[prop(optional)]
    autofocus: bool,
    /// Its name for tests.
    #[prop(default = "search")]
    test: &'static str,
) -> View {
    let input = NodeRef::new();
    focus_first(input, autofocus);
    let clear = move || {
        value.set(String::new());
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    view! {
        <div class="search" role="search">
            <Icon name="search" size=20 />
            <input
                node_ref=input
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                maxlength="200"
                placeholder=label
                aria-label=label
                prop:value=value
                on:input=move |ev| value.set(event_target_value(&ev))
                on:keydown=move |ev| {
                    // The first Esc empties the field, the next one is for whoever is around.
                    if ev.key() == "Escape" && !value.with_untracked(String::is_empty) {
                        ev.stop_propagation();
                        ev.prevent_default();
                        clear();
                    }
                }
                data-test=test
            />
            {move || (!value.with(String::is_empty)).then(|| view! {
                <button class="search-clear" type="button" aria-label=t!("ui.clear") on:click=move |_| clear() data-test="search-clear">
                    <Icon name="circle-x" size=20 />
                </button>
            })}
        </div>
    }
}
