//! How much room the window has.

use crate::prelude::*;

/// What there is room for.
#[derive(Clone, Copy)]
pub(crate) struct Roomy {
    /// A rail at the left instead of a bar below.
    pub(crate) rail: Signal<bool>,
    /// A column of context at the right.
    pub(crate) aside: Signal<bool>,
}

impl Roomy {
    /// Follows the width of the window.
    pub(crate) fn follow() -> Self {
        let width =
            || window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
        let (now, set_now) = signal(width());
        let listener = window_event_listener(leptos::ev::resize, move |_| set_now.set(width()));
        on_cleanup(move || listener.remove());
        // The style sheets say the same.
        let at_least = move |wanted: f64| Memo::new(move || now.get() >= wanted).into();
        Self { rail: at_least(900.0), aside: at_least(1_100.0) }
    }
}
