//! Asks once before something that cannot be undone.

use super::{Button, ButtonKind, fresh_id, sheet::show_while};
use crate::prelude::*;
use crate::t;
use leptos::{ev, html};

/// A question with two answers.
#[component]
pub(crate) fn Confirm(
    /// Whether it is asked now.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What follows from a yes.
    #[prop(optional, into)]
    text: MaybeProp<String>,
    /// The word for yes: the verb of what is done.
    #[prop(into)]
    confirm: Signal<String>,
    /// Whether a yes cannot be undone.
    #[prop(optional)]
    danger: bool,
    /// What is done on a yes.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Its name for tests; yes is `<test>-yes`.
    #[prop(default = "confirm")]
    test: &'static str,
) -> View {
    let id = fresh_id("confirm");
    let labelled_by = id.clone();
    let dialog = NodeRef::<html::Dialog>::new();
    let (shown, set_shown) = signal(false);
    let (leaving, set_leaving) = signal(false);
    show_while(open, dialog, set_shown, set_leaving);
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <dialog
            node_ref=dialog
            class="question"
            class:leaving=leaving
            role="alertdialog"
            aria-labelledby=labelled_by
            on:cancel=move |ev: ev::Event| {
                ev.prevent_default();
                open.set(false);
            }
            data-test=test
        >
            <h2 class="question-title" id=id>{title}</h2>
            {move || text.get().map(|text| view! { <p class="question-text">{text}</p> })}
            <div class="question-answers">
                <Button kind=ButtonKind::Soft block=true on_press=move |()| open.set(false) test="confirm-no">
                    {t!("ui.cancel")}
                </Button>
                {move || shown.get().then(|| view! {
                    <Button kind block=true test="confirm-yes" on_press=move |()| {
                        open.set(false);
                        on_confirm.run(());
                    }>{confirm}</Button>
                })}
            </div>
        </dialog>
    }
}
