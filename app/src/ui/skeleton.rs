//! What stands where something is going to be.

use crate::prelude::*;

/// Rows of a list that is being read.
#[component]
pub(crate) fn SkeletonRows(
    /// How many.
    #[prop(default = 6)]
    count: usize,
) -> View {
    let row = || {
        view! {
            <div class="skeleton-row">
                <span class="skeleton round"></span>
                <span class="skeleton-lines"><span class="skeleton line"></span><span class="skeleton line short"></span></span>
            </div>
        }
    };
    view! { <div class="skeleton-rows" aria-hidden="true">{(0..count).map(|_| row()).collect_view()}</div> }
}

/// A card that is being read.
#[component]
pub(crate) fn SkeletonBlock(
    /// How many lines.
    #[prop(default = 3)]
    lines: usize,
) -> View {
    view! {
        <div class="card skeleton-block" aria-hidden="true">
            {(0..lines).map(|_| view! { <span class="skeleton line"></span> }).collect_view()}
        </div>
    }
}
