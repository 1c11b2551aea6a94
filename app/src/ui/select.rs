//! One of several: a native list, a row of boxes, or underlined tabs.

use super::field::{FieldFoot, fresh_id};
use crate::prelude::*;

/// A native list of options.
#[component]
pub(crate) fn Select<T>(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// What there is, with its words.
    options: Vec<(T, String)>,
    /// What is chosen now.
    value: RwSignal<T>,
    /// A hint below.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Its name for tests.
    #[prop(optional)]
    test: &'static str,
) -> View
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let id = fresh_id("select");
    let foot = format!("{id}-foot");
    let values: Vec<T> = options.iter().map(|(value, _)| value.clone()).collect();
    let chosen = {
        let values = values.clone();
        move || {
            values.iter().position(|v| value.with(|now| now == v)).unwrap_or_default().to_string()
        }
    };
    let words = options.into_iter().enumerate();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="field-box select">
                <select
                    id=id
                    prop:value=chosen
                    on:change=move |ev| {
                        let at = event_target_value(&ev).parse::<usize>().unwrap_or_default();
                        if let Some(chosen) = values.get(at) {
                            value.set(chosen.clone());
                        }
                    }
                    aria-describedby=foot.clone()
                    data-test=test
                >
                    {words
                        .map(|(at, (option, word))| {
                            let selected = value.with_untracked(|now| *now == option);
                            view! { <option value=at.to_string() selected=selected>{word}</option> }
                        })
                        .collect_view()}
                </select>
                <super::Icon name="chevron-down" size=20 />
            </div>
            <FieldFoot id=foot hint />
        </div>
    }
}

/// A row of boxes, one of which is down.
#[component]
pub(crate) fn Segmented<T>(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// What there is, with its words.
    options: Vec<(T, String)>,
    /// What is chosen now.
    value: RwSignal<T>,
    /// Its name for tests; that of each box is `<test>-<position>`.
    #[prop(optional)]
    test: &'static str,
) -> View
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    choices("segmented", label, options, value, test)
}

/// Underlined tabs.
#[component]
pub(crate) fn Tabs<T>(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// What there is, with its words.
    options: Vec<(T, String)>,
    /// What is chosen now.
    value: RwSignal<T>,
    /// Its name for tests; that of each tab is `<test>-<position>`.
    #[prop(optional)]
    test: &'static str,
) -> View
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    choices("tabs", label, options, value, test)
}

/// Native radio buttons, so that arrow keys work as everywhere.
fn choices<T>(
    class: &'static str,
    label: Signal<String>,
    options: Vec<(T, String)>,
    value: RwSignal<T>,
    test: &'static str,
) -> View
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let name = fresh_id(class);
    let boxes = options.into_iter().enumerate().map(|(at, (option, word))| {
        let this = option.clone();
        let checked = move || value.with(|now| *now == this);
        view! {
            <label class="choice" data-test=(!test.is_empty()).then(|| format!("{test}-{at}"))>
                <input type="radio" name=name.clone() prop:checked=checked on:change=move |_| value.set(option.clone()) />
                <span>{word}</span>
            </label>
        }
    });
    view! { <div class=class role="radiogroup" aria-label=label data-test=test>{boxes.collect_view()}</div> }
}
