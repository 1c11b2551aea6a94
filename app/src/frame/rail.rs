//! The rail at the left of a large window.

use super::{tab_of, tabs};
use crate::messages;
use crate::prelude::*;
use crate::router::use_location;
use crate::t;
use crate::ui::Icon;

/// The rail; what is given stands at its foot.
#[component]
pub(crate) fn Rail(children: Children) -> View {
    let path = use_location().pathname;
    let current = Memo::new(move || tab_of(&path.get(), &tabs()));
    let tab = move |(at, entry): (usize, crate::features::Entry)| {
        let unread = (entry.path == messages::ROOT).then(|| view! { <messages::Unread /> });
        view! {
            <a class="side-tab" href=entry.path aria-current=move || (current.get() == at).then_some("page") data-test=entry.test>
                <span class="side-icon"><Icon name=entry.icon />{unread}</span>
                <span>{t!(entry.label)}</span>
            </a>
        }
    };
    view! {
        <nav class="side" aria-label=t!("nav.main")>
            <a class="side-logo" href="/" aria-label=t!("app.name")><Icon name="sampan" size=32 /></a>
            {tabs().into_iter().enumerate().map(tab).collect_view()}
            <div class="side-foot">{children()}</div>
        </nav>
    }
}
