//! Every component in each of its states, in both themes: for those who build screens.

mod acting;
mod asking;
mod showing;
mod states;
mod typing;

use crate::prelude::*;
use crate::t;
use crate::ui::*;

/// Every component in each of its states.
#[component]
pub(crate) fn GalleryScreen() -> View {
    view! {
        <Screen name="gallery" title=t!("gallery.title") back="/settings/about" wide=true>
            <div class="stack gallery">
                <p class="hint">{t!("gallery.text")}</p>
                {acting::cases()}
                {typing::cases()}
                {asking::cases()}
                {showing::cases()}
                {states::cases()}
            </div>
        </Screen>
    }
}

/// A component, light and dark.
#[component]
fn Case(
    /// Its name in the code.
    name: &'static str,
    /// Makes it.
    #[prop(into)]
    show: ViewFn,
) -> View {
    let pane = |theme: &'static str| view! { <div class="gallery-pane stack" data-theme=theme>{show.run()}</div> };
    view! {
        <section class="gallery-case" data-test=format!("case-{name}")>
            <h2 class="gallery-name">{name}</h2>
            <div class="gallery-panes">{pane("light")}{pane("dark")}</div>
        </section>
    }
}
