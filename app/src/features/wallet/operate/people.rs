//! Screen `operate-people`: looks somebody up.

use super::holder;
use crate::operate::{PersonChoice, only};
use crate::prelude::*;
use crate::router::use_navigate;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::Person;

/// Looks somebody up.
#[component]
pub(crate) fn PeopleScreen() -> View {
    let navigate = StoredValue::new_local(use_navigate());
    let content = only(move || {
        let chosen = Callback::new(move |person: Person| {
            navigate.with_value(|go| go(&holder(person.id), Default::default()));
        });
        view! {
            <div class="stack">
                <PersonChoice chosen anybody=true />
                <p class="list-foot">{t!("wallet.holder.look_up_text")}</p>
            </div>
        }
    });
    view! { <Screen name="operate-people" title=t!("wallet.holder.title") back="/operate">{content}</Screen> }
}
