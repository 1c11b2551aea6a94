//! Draws an icon of the sprite.

use crate::prelude::*;

/// An icon, for the eye only: what it means is said by a label beside or around it.
#[component]
pub(crate) fn Icon(
    /// Its name in assets/icons/icons.txt.
    name: &'static str,
    /// Pixels a side.
    #[prop(default = 24)]
    size: u16,
) -> View {
    let size = size.to_string();
    view! {
        <svg class="icon" width=size.clone() height=size aria-hidden="true" focusable="false">
            <use href=format!("#icon-{name}")></use>
        </svg>
    }
}
