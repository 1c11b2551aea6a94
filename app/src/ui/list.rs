//! Lists: sections with a heading, and rows that lead somewhere or do something.

use super::Icon;
use crate::prelude::*;

/// A section of a list.
#[component]
pub(crate) fn ListSection(
    /// The heading.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// What is to be said below.
    #[prop(optional, into)]
    foot: MaybeProp<String>,
    /// Its rows.
    children: Children,
) -> View {
    view! {
        <section class="list-section">
            {move || title.get().map(|text| view! { <h2 class="list-title">{text}</h2> })}
            <ul class="list">{children()}</ul>
            {move || foot.get().map(|text| view! { <p class="list-foot">{text}</p> })}
        </section>
    }
}

/// A row of a list.
#[component]
pub(crate) fn ListItem(
    /// What it is.
    #[prop(into)]
    title: Signal<String>,
    /// More about it.
    #[prop(optional, into)]
    detail: MaybeProp<String>,
    /// What stands before it: an icon, an avatar.
    #[prop(optional, into)]
    lead: Option<ViewFn>,
    /// What stands behind it: a value, a badge, a button.
    #[prop(optional, into)]
    tail: Option<ViewFn>,
    /// Where it leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// What is done when pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Whether what it does cannot be undone.
    #[prop(optional)]
    danger: bool,
    /// Whether it cannot be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name for tests.
    #[prop(optional, into)]
    test: Option<String>,
    /// Sheets and questions that belong to the row.
    #[prop(optional)]
    children: Option<Children>,
) -> View {
    let inside = view! {
        {lead.map(|lead| view! { <span class="item-lead">{move || lead.run()}</span> })}
        <span class="item-text">
            <span class="item-title">{title}</span>
            {move || detail.get().filter(|text| !text.is_empty()).map(|text| view! { <span class="item-detail">{text}</span> })}
        </span>
        {tail.map(|tail| view! { <span class="item-tail">{move || tail.run()}</span> })}
    };
    let row = match (href, on_press) {
        (Some(href), _) => view! {
            <a class="item-row" href=href data-test=test>
                {inside}
                <Icon name="chevron-right" size=20 />
            </a>
        },
        (None, Some(on_press)) => view! {
            <button class="item-row" type="button" class:danger=danger disabled=disabled on:click=move |_| on_press.run(()) data-test=test>
                {inside}
            </button>
        },
        (None, None) => view! { <div class="item-row" data-test=test>{inside}</div> },
    };
    view! { <li class="item">{row}{children.map(|children| children())}</li> }
}
