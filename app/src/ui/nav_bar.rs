//! The bar at the top of a screen: back, title, what can be done.

use super::IconButton;
use crate::prelude::*;
use crate::router::use_navigate;
use crate::t;

/// What the shell adds to every bar: how it stands with the backend.
#[derive(Clone)]
pub(crate) struct BarExtra(pub(crate) ViewFn);

/// A bar of 46 pixels.
#[component]
pub(crate) fn NavBar(
    /// The title.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// The parent's path; empty for none.
    #[prop(optional)]
    back: &'static str,
    /// What can be done, at the right.
    #[prop(optional_no_strip)]
    actions: Option<ViewFn>,
) -> View {
    let extra = use_context::<BarExtra>();
    let go = go_back(back);
    view! {
        <header class="nav-bar">
            <div class="nav-side">
                {(!back.is_empty()).then(|| view! {
                    <IconButton icon="arrow-left" label=t!("ui.back") on_press=move |()| go.run(()) test="back" />
                })}
            </div>
            <h1 class="nav-title" tabindex="-1">{move || title.get()}</h1>
            <div class="nav-side end">
                {extra.map(|extra| extra.0.run())}
                {actions.map(|actions| actions.run())}
            </div>
        </header>
    }
}

/// Goes to where one came from, or to the parent if the app was opened here.
pub(crate) fn go_back(parent: &'static str) -> Callback<()> {
    let navigate = use_navigate();
    Callback::new(move |()| {
        let history = window().history().ok().filter(|h| h.length().unwrap_or_default() > 1);
        if history.is_none_or(|history| history.back().is_err()) {
            navigate(
                parent,
                crate::router::NavigateOptions { replace: true, ..Default::default() },
            );
        }
    })
}
