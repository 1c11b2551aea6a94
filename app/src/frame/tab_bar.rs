//! The bar of tabs at the bottom of a phone.

use super::{tab_of, tabs};
use crate::messages;
use crate::prelude::*;
use crate::router::use_location;
use crate::t;
use crate::ui::Icon;

/// The bar of tabs.
#[component]
pub(crate) fn TabBar() -> View {
    let path = use_location().pathname;
    let current = Memo::new(move || tab_of(&path.get(), &tabs()));
    let tab = move |(at, entry): (usize, crate::features::Entry)| {
        let unread = (entry.path == messages::ROOT).then(|| view! { <messages::Unread /> });
        view! {
            <a class="tab" href=entry.path aria-current=move || (current.get() == at).then_some("page") data-test=entry.test>
                <span class="tab-icon"><Icon name=entry.icon />{unread}</span>
                <span>{t!(entry.label)}</span>
            </a>
        }
    };
    view! { <nav class="tab-bar" aria-label=t!("nav.main")>{tabs().into_iter().enumerate().map(tab).collect_view()}</nav> }
}
