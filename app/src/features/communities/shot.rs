//! Pictures of posts: a few beside an excerpt, all of them in the post, one of them large.

use crate::prelude::*;
use crate::t;
use crate::ui::*;

/// How many stand beside an excerpt.
const FEW: usize = 3;

/// One picture, from the device or the service.
#[component]
pub(super) fn Shot(
    /// Its SHA-256.
    name: String,
) -> View {
    view! { <Picture name alt=t!("communities.picture") /> }
}

/// The first pictures, and how many more there are.
pub(super) fn few(names: &[String]) -> View {
    if names.is_empty() {
        return View::none();
    }
    let more = names.len().saturating_sub(FEW);
    let shots = names.iter().take(FEW).map(|name| {
        view! { <span class="shot"><Shot name=name.clone() /></span> }
    });
    let more = (more > 0).then(|| view! { <span class="shots-more">{format!("+{more}")}</span> });
    view! { <span class="shots">{shots.collect_view()}{more}</span> }
}

/// All pictures; pressing one shows it large.
#[component]
pub(super) fn Gallery(
    /// Their SHA-256, in order.
    names: Vec<String>,
    /// Which one is shown large; the sheet for it stands elsewhere.
    large: Large,
) -> View {
    let shot = move |name: String| {
        let this = name.clone();
        let show = move |_| {
            large.name.set(this.clone());
            large.open.set(true);
        };
        view! {
            <button class="shot" type="button" aria-label=t!("communities.picture.large") on:click=show data-test="picture">
                <Shot name />
            </button>
        }
    };
    let class = if names.len() == 1 { "gallery single" } else { "gallery" };
    view! { <div class=class>{names.into_iter().map(shot).collect_view()}</div> }
}

/// A picture that is shown large.
#[derive(Clone, Copy)]
pub(super) struct Large {
    open: RwSignal<bool>,
    name: RwSignal<String>,
}

impl Large {
    /// None is.
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), name: RwSignal::new(String::new()) }
    }
}

/// Shows a picture large.
#[component]
pub(super) fn LargeSheet(
    /// Which.
    large: Large,
) -> View {
    view! {
        <Sheet open=large.open title=t!("communities.picture") test="picture-large">
            <div class="shot-large">{move || view! { <Shot name=large.name.get() /> }}</div>
        </Sheet>
    }
}
