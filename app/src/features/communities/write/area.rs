//! A text in Markdown, with buttons for its marks.

use super::marks::{Chosen, Mark, byte_at, units_before};
use super::naming::Naming;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;

/// The marks: their icons, their words, their names for tests.
const MARKS: [(Mark, &str, &str, &str); 6] = [
    (Mark::Bold, "bold", "communities.mark.bold", "mark-bold"),
    (Mark::Italic, "italic", "communities.mark.italic", "mark-italic"),
    (Mark::Link, "link", "communities.mark.link", "mark-link"),
    (Mark::List, "list", "communities.mark.list", "mark-list"),
    (Mark::Quote, "quote", "communities.mark.quote", "mark-quote"),
    (Mark::Code, "code", "communities.mark.code", "mark-code"),
];

/// A text in Markdown.
#[component]
pub(in super::super) fn MarkdownArea(
    /// What is to be typed.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// How many lines are shown at least.
    rows: u32,
    /// The most characters.
    max: usize,
    /// Whether the label is only said to those who cannot see, and shown while nothing is typed.
    #[prop(optional)]
    quiet: bool,
    /// The element, for whoever puts the caret there.
    #[prop(optional)]
    place: NodeRef<html::Textarea>,
    /// Its name for tests.
    test: &'static str,
) -> View {
    let id = fresh_id("markdown");
    let put = move |mark: Mark| {
        let Some(area) = place.get_untracked() else { return };
        let text = value.get_untracked();
        let place = |units: Option<u32>| {
            byte_at(&text, units.and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX))
        };
        let from = place(area.selection_start().ok().flatten());
        let to = place(area.selection_end().ok().flatten()).max(from);
        let done = mark.put(&Chosen { text, from, to });
        let units = |byte| u32::try_from(units_before(&done.text, byte)).unwrap_or(u32::MAX);
        let (from, to) = (units(done.from), units(done.to));
        area.set_value(&done.text);
        value.set(done.text.clone());
        let _ = area.focus();
        let _ = area.set_selection_range(from, to);
    };
    let button = move |(mark, icon, label, test): (
        Mark,
        &'static str,
        &'static str,
        &'static str,
    )| {
        let label = t!(label);
        // The caret stays in the text while the button is pressed.
        view! {
            <button class="mark" type="button" aria-label=label.clone() title=label on:mousedown=move |ev| ev.prevent_default()
                on:click=move |_| put(mark) data-test=test><Icon name=icon size=20 /></button>
        }
    };
    let placeholder = quiet.then(|| label.clone());
    view! {
        <div class="field markdown">
            <label for=id.clone() class:sr-only=quiet>{label}</label>
            <div class="field-box tall">
                <textarea
                    node_ref=place
                    id=id
                    rows=rows.to_string()
                    maxlength=max.to_string()
                    placeholder=placeholder
                    prop:value=value
                    on:input=move |ev| value.set(event_target_value(&ev))
                    data-test=test
                ></textarea>
            </div>
            <Naming value place />
            <div class="marks" role="toolbar" aria-label=t!("communities.marks")>{MARKS.map(button).into_iter().collect_view()}</div>
        </div>
    }
}
