//! Chooses a category, or none: chips under a heading.

use super::face::{category_icon, category_key};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::Category;

/// The chips; `none` is what the first one says, which stands for no category.
#[component]
pub(crate) fn CategoryPick(
    /// The heading.
    title: String,
    /// What the first chip says.
    none: String,
    /// What is chosen.
    category: RwSignal<Option<Category>>,
) -> View {
    let chip = move |this: Option<Category>| {
        let (label, icon, word) = match this {
            Some(this) => (t!(&category_key(this)), Some(category_icon(this)), this.word()),
            None => (none.clone(), None, "none"),
        };
        view! {
            <button
                class="chip"
                class:selected=move || category.get() == this
                type="button"
                aria-pressed=move || (category.get() == this).to_string()
                on:click=move |_| category.set(this)
                data-test=format!("category-{word}")
            >
                {icon.map(|name| view! { <Icon name size=16 /> })}
                {label}
            </button>
        }
    };
    // What is put aside is no spending, whatever it is for.
    let every = Category::ALL.into_iter().filter(|category| *category != Category::Pot);
    let all = std::iter::once(None).chain(every.map(Some));
    view! {
        <fieldset class="filter-group">
            <legend>{title}</legend>
            <div class="chips">{all.map(chip).collect_view()}</div>
        </fieldset>
    }
}
