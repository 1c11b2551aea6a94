//! Buttons that show an icon alone, and say what they do to those who cannot see it.

use super::Icon;
use crate::prelude::*;

/// A round button with an icon.
#[component]
pub(crate) fn IconButton(
    /// The icon.
    icon: &'static str,
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// Where it leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// What is done when pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// For a button that stays down: whether it is down.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
    /// Its name for tests.
    #[prop(optional)]
    test: &'static str,
) -> View {
    if let Some(href) = href {
        return view! {
            <a class="icon-button" href=href aria-label=label title=label data-test=test>
                <Icon name=icon />
            </a>
        };
    }
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=label
            title=label
            aria-pressed=move || pressed.get().map(|down| down.to_string())
            on:click=move |_| {
                if let Some(on_press) = on_press {
                    on_press.run(());
                }
            }
            data-test=test
        >
            <Icon name=icon />
        </button>
    }
}
