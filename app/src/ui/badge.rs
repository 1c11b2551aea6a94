//! Small marks: a badge says how something stands, a chip can be chosen.

use super::Icon;
use crate::prelude::*;

/// What a mark means.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Ours.
    Brand,
    /// It went well.
    Success,
    /// It wants attention.
    Warning,
    /// It went wrong.
    Danger,
}

/// Says how something stands.
#[component]
pub(crate) fn Badge(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    children: Children,
) -> View {
    let class = match tone {
        Tone::Plain => "badge",
        Tone::Brand => "badge brand",
        Tone::Success => "badge success",
        Tone::Warning => "badge warning",
        Tone::Danger => "badge danger",
    };
    view! { <span class=class>{children()}</span> }
}

/// Something that can be chosen and let go.
#[component]
pub(crate) fn Chip(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is chosen.
    #[prop(optional, into)]
    selected: Signal<bool>,
    /// An icon before it.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// What is done when pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// Its name for tests.
    #[prop(optional)]
    test: &'static str,
) -> View {
    view! {
        <button
            class="chip"
            class:selected=selected
            type="button"
            aria-pressed=move || selected.get().to_string()
            on:click=move |_| on_press.run(())
            data-test=test
        >
            {icon.map(|name| view! { <Icon name size=16 /> })}
            {label}
        </button>
    }
}
