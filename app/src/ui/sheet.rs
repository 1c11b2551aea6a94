//! A sheet: slides up on phones, stands in the middle of larger windows.

use super::{Icon, fresh_id};
use crate::prelude::*;
use crate::t;
use leptos::{ev, html};
use std::time::Duration;

/// How long a sheet takes to leave; the style sheet says the same.
const LEAVING: Duration = Duration::from_millis(160);

/// A modal sheet. Esc, the cross and a press beside it close it.
#[component]
pub(crate) fn Sheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its title.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// Its name for tests.
    #[prop(optional)]
    test: &'static str,
    /// Whether it cannot be left now.
    #[prop(optional, into)]
    locked: Signal<bool>,
    /// What is in it; made when it opens.
    children: ChildrenFn,
) -> View {
    let id = fresh_id("sheet");
    let labelled_by = id.clone();
    let dialog = NodeRef::<html::Dialog>::new();
    let (shown, set_shown) = signal(false);
    let (leaving, set_leaving) = signal(false);
    show_while(open, dialog, set_shown, set_leaving);
    let leave = move || {
        if !locked.get_untracked() {
            open.set(false);
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="sheet"
            class:leaving=leaving
            aria-labelledby=labelled_by
            on:cancel=move |ev: ev::Event| {
                ev.prevent_default();
                leave();
            }
            on:close=move |_| open.set(false)
            on:mousedown=move |ev| {
                // Only a press on the backdrop has the dialog itself as its target.
                if dialog.get_untracked().is_some_and(|d| ev.target().as_ref() == Some(d.as_ref())) {
                    leave();
                }
            }
            data-test=test
        >
            <div class="sheet-body">
                <header class="sheet-head">
                    // The title takes the caret, so that nothing in the sheet looks chosen.
                    <h2 class="sheet-title" id=id tabindex="-1" autofocus=true>{move || title.get()}</h2>
                    <button class="icon-button" type="button" aria-label=t!("ui.close") on:click=move |_| leave() data-test="close">
                        <Icon name="x" />
                    </button>
                </header>
                {move || shown.get().then(|| children.run())}
            </div>
        </dialog>
    }
}

/// Shows the native dialog while `open`, and lets it slide out before it closes.
pub(crate) fn show_while(
    open: RwSignal<bool>,
    dialog: NodeRef<html::Dialog>,
    set_shown: WriteSignal<bool>,
    set_leaving: WriteSignal<bool>,
) {
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() {
            set_leaving.set(false);
            set_shown.set(true);
            if !dialog.open() {
                let _ = dialog.show_modal();
            }
        } else if dialog.open() {
            set_leaving.set(true);
            set_timeout(
                move || {
                    if open.try_get_untracked() == Some(false) {
                        dialog.close();
                        set_leaving.set(false);
                        set_shown.set(false);
                    }
                },
                LEAVING,
            );
        }
    });
}
