//! Buttons: what is done when pressed is said on them.

use super::Icon;
use crate::prelude::*;

/// How much a button calls for attention.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum ButtonKind {
    /// The one thing that the screen is about.
    #[default]
    Primary,
    /// Something beside it.
    Soft,
    /// Something that is there if looked for.
    Quiet,
    /// What leads to something that cannot be undone, and asks first.
    Grave,
    /// Something that cannot be undone.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Soft => "button soft",
            Self::Quiet => "button quiet",
            Self::Grave => "button grave",
            Self::Danger => "button danger",
        }
    }
}

/// A button, or a link that looks like one.
#[component]
pub(crate) fn Button(
    /// How much it calls for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the label.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Whether what it does is being done: it cannot be pressed again.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it cannot be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it is as wide as its place.
    #[prop(optional)]
    block: bool,
    /// Whether it is small.
    #[prop(optional)]
    small: bool,
    /// Where it leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// What is done when pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Whether it submits its form.
    #[prop(optional)]
    submit: bool,
    /// Its name for tests.
    #[prop(optional)]
    test: &'static str,
    /// The label.
    children: Children,
) -> View {
    let inside = view! {
        {icon.map(|name| view! { <Icon name size=20 /> })}
        <span class="button-label">{children()}</span>
        <span class="spinner" aria-hidden="true"></span>
    };
    let class = kind.class();
    if let Some(href) = href {
        return view! { <a class=class class:block=block class:small=small href=href data-test=test>{inside}</a> };
    }
    let press = move |_| {
        if let Some(on_press) = on_press
            && !busy.get_untracked()
        {
            on_press.run(());
        }
    };
    view! {
        <button
            class=class
            class:block=block
            class:small=small
            class:busy=busy
            type=if submit { "submit" } else { "button" }
            disabled=move || disabled.get() || busy.get()
            aria-busy=move || busy.get().then_some("true")
            on:click=press
            data-test=test
        >
            {inside}
        </button>
    }
}
