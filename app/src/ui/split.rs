//! A list and what is picked from it: side by side where there is room, one after the other else.

use super::{Roomy, StateView};
use crate::prelude::*;

/// Whether a list's screen stands beside what was picked from it, which is the main part then.
pub(crate) fn beside(picked: Signal<bool>) -> Signal<bool> {
    let roomy = use_context::<Roomy>();
    Signal::derive(move || picked.get() && roomy.is_some_and(|roomy| roomy.rail.get()))
}

/// A master–detail pair of screens. Each stands under an owner of its own, because each provides
/// its own scroller.
#[component]
pub(crate) fn Split(
    /// The list.
    #[prop(into)]
    list: ViewFn,
    /// What is picked; none while nothing is.
    #[prop(into)]
    detail: ViewFn,
    /// Whether something is picked.
    picked: Memo<bool>,
    /// Icon, title and text of what is said while nothing is picked.
    nothing: (&'static str, String, String),
) -> View {
    let nothing = StoredValue::new(nothing);
    let said = move || {
        let (icon, title, text) = nothing.get_value();
        view! { <div class="split-nothing"><StateView icon title text /></div> }
    };
    view! {
        <div class="split" class:picked=picked>
            <div class="split-list">{move || list.run()}</div>
            <div class="split-detail">
                {move || if picked.get() { detail.run() } else { said() }}
            </div>
        </div>
    }
}
