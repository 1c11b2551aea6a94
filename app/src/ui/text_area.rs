//! Several lines of text to be typed.

use super::field::{FieldFoot, fresh_id};
use crate::prelude::*;

/// A field of several lines.
#[component]
pub(crate) fn TextArea(
    /// What is to be typed.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// An example, shown while nothing is typed.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// A hint below.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong, below.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// How many lines are shown.
    #[prop(default = 3)]
    rows: u32,
    /// The most characters.
    #[prop(default = 100_000)]
    max: u32,
    /// Its name for tests.
    #[prop(optional)]
    test: &'static str,
) -> View {
    let id = fresh_id("area");
    let foot = format!("{id}-foot");
    view! {
        <div class="field" class:invalid=move || error.get().is_some()>
            <label for=id.clone()>{label}</label>
            <div class="field-box tall">
                <textarea
                    id=id
                    rows=rows.to_string()
                    maxlength=max.to_string()
                    placeholder=placeholder
                    prop:value=value
                    on:input=move |ev| value.set(event_target_value(&ev))
                    aria-describedby=foot.clone()
                    data-test=test
                ></textarea>
            </div>
            <FieldFoot id=foot hint error />
        </div>
    }
}
