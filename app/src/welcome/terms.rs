//! The terms of a service, and who may register there.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::service::{Registration, Settings};

/// Whether an invitation is asked for. Where nobody may register, the operator still may.
pub(crate) fn needs_invitation(settings: &Settings) -> bool {
    settings.registration != Registration::Open
}

/// The terms, and a box to accept them.
#[component]
pub(crate) fn Terms(
    /// The terms.
    text: String,
    /// Whether they are accepted.
    accepts: RwSignal<bool>,
) -> View {
    let open = RwSignal::new(false);
    view! {
        <div class="terms">
            <label class="check">
                <input type="checkbox" prop:checked=accepts on:change=move |ev| accepts.set(event_target_checked(&ev)) data-test="accept-terms" />
                <span>{t!("welcome.terms_accept")}</span>
            </label>
            <button class="link-button" type="button" on:click=move |_| open.set(true) data-test="read-terms">{t!("welcome.terms_read")}</button>
        </div>
        <Sheet open title=t!("welcome.terms") test="terms-sheet"><p class="terms-text selectable">{text.clone()}</p></Sheet>
    }
}
