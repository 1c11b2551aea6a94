//! Something that is on or off, and takes effect at once.

use crate::prelude::*;

/// A switch in a row of its own.
#[component]
pub(crate) fn Switch(
    /// What it switches.
    #[prop(into)]
    label: Signal<String>,
    /// What that means.
    #[prop(optional, into)]
    detail: MaybeProp<String>,
    /// What stands before it: an icon.
    #[prop(optional, into)]
    lead: Option<ViewFn>,
    /// Whether it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// What is done when it is turned.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Whether it cannot be turned.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name for tests.
    #[prop(optional)]
    test: &'static str,
) -> View {
    view! {
        <li class="item">
            <label class="item-row switch" class:disabled=disabled data-test=test>
                {lead.map(|lead| view! { <span class="item-lead">{lead.run()}</span> })}
                <span class="item-text">
                    <span class="item-title">{label}</span>
                    {move || detail.get().map(|text| view! { <span class="item-detail">{text}</span> })}
                </span>
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=checked
                    disabled=disabled
                    on:change=move |ev| on_change.run(event_target_checked(&ev))
                />
                <span class="switch-track" aria-hidden="true"></span>
            </label>
        </li>
    }
}
