//! A menu of what else can be done: a native popover at its button.

use super::{Icon, fresh_id};
use crate::prelude::*;

/// The identifier of the menu that an item is in, so that the item closes it.
#[derive(Clone)]
struct Owner(String);

/// A button, with three dots if nothing else is said, and its menu: what is in it is made when it is first opened,
/// for a screen has many that never are.
#[component]
pub(crate) fn Menu(
    /// What the menu is about.
    #[prop(into)]
    label: Signal<String>,
    /// Its icon.
    #[prop(default = "ellipsis")]
    icon: &'static str,
    /// Its name for tests.
    #[prop(default = "menu")]
    test: &'static str,
    /// Its items.
    children: Children,
) -> View {
    let id = fresh_id("menu");
    provide_context(Owner(id.clone()));
    let opened = RwSignal::new(false);
    let children = StoredValue::new_local(Some(children));
    let items = move || {
        let children = opened.get().then(|| children.try_update_value(Option::take).flatten());
        children.flatten().map(|children| children())
    };
    // The press comes before the menu opens.
    let open = move |_| {
        if !opened.get_untracked() {
            opened.set(true);
        }
    };
    view! {
        <span class="menu">
            <button class="icon-button" type="button" popovertarget=id.clone() aria-label=label title=label on:click=open data-test=test>
                <Icon name=icon />
            </button>
            <div class="menu-items" id=id popover="auto">{items}</div>
        </span>
    }
}

/// Something that can be done.
#[component]
pub(crate) fn MenuItem(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// Its icon.
    icon: &'static str,
    /// What is done.
    #[prop(into)]
    on_press: Callback<()>,
    /// Whether it cannot be undone.
    #[prop(optional)]
    danger: bool,
    /// Its name for tests.
    #[prop(optional)]
    test: &'static str,
) -> View {
    let owner = use_context::<Owner>().map(|owner| owner.0);
    view! {
        <button
            class="menu-item"
            class:danger=danger
            type="button"
            popovertarget=owner
            popovertargetaction="hide"
            on:click=move |_| on_press.run(())
            data-test=test
        >
            <Icon name=icon size=20 />
            {label}
        </button>
    }
}

/// One of a few signs in a row of a menu, of which one may be chosen.
#[component]
pub(crate) fn MenuSign(
    /// The sign: a character in colour.
    sign: &'static str,
    /// What it means.
    #[prop(into)]
    label: String,
    /// Whether it is chosen.
    chosen: bool,
    /// What is done.
    #[prop(into)]
    on_press: Callback<()>,
    /// Its name for tests.
    test: String,
) -> View {
    let owner = use_context::<Owner>().map(|owner| owner.0);
    view! {
        <button
            class="menu-sign"
            type="button"
            popovertarget=owner
            popovertargetaction="hide"
            aria-label=label.clone()
            title=label
            aria-pressed=chosen.to_string()
            on:click=move |_| on_press.run(())
            data-test=test
        >
            {sign}
        </button>
    }
}
