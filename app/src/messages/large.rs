//! A picture that is shown large, in a sheet over the screen.

use crate::prelude::*;
use crate::t;
use crate::ui::*;

/// The picture that is shown large.
#[derive(Clone, Copy)]
pub(super) struct Large {
    open: RwSignal<bool>,
    name: RwSignal<String>,
}

impl Large {
    /// None; given to everything below.
    pub(super) fn provide() -> Self {
        let large = Self { open: RwSignal::new(false), name: RwSignal::new(String::new()) };
        provide_context(large);
        large
    }

    fn show(self, name: String) {
        self.name.set(name);
        self.open.set(true);
    }
}

/// The sheet in which it is shown.
#[component]
pub(super) fn LargeSheet(
    /// Which.
    large: Large,
) -> View {
    let shown = move || view! { <div class="message-large"><Shot name=large.name.get() /></div> };
    view! { <Sheet open=large.open title=t!("messages.picture") test="picture-sheet">{shown}</Sheet> }
}

/// Pictures of a message; pressing one shows it large.
#[component]
pub(super) fn Pictures(
    /// Their SHA-256, in order.
    names: Vec<String>,
) -> View {
    let large = use_context::<Large>();
    let shot = move |name: String| {
        let this = name.clone();
        let show = move |_| {
            if let Some(large) = large {
                large.show(this.clone());
            }
        };
        view! {
            <button class="message-shot" type="button" aria-label=t!("messages.picture.large") on:click=show data-test="message-picture">
                <Shot name />
            </button>
        }
    };
    let class = if names.len() == 1 { "message-shots single" } else { "message-shots" };
    view! { <div class=class>{names.into_iter().map(shot).collect_view()}</div> }
}

/// One picture, from the device or the service.
#[component]
pub(super) fn Shot(
    /// Its SHA-256.
    name: String,
) -> View {
    view! { <Picture name alt=t!("messages.picture") /> }
}
