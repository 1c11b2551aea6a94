//! The bell, which says how much is new.

use super::mine;
use crate::prelude::*;
use crate::t;
use crate::ui::Icon;
use crate::ui::format;

/// The bell, which leads to my notices.
#[component]
pub(crate) fn Bell() -> View {
    let notices = mine();
    let unseen =
        Memo::new(move || notices.get().and_then(Result::ok).map_or(0, |mine| mine.unseen));
    let label = Signal::derive(move || match unseen.get() {
        0 => t!("notices.title"),
        n => t!("notices.unseen", n = format::number(n.into())),
    });
    let count = move || {
        let n = unseen.get();
        let shown = if n > 99 { "99+".to_owned() } else { n.to_string() };
        (n > 0).then(
            || view! { <span class="count" aria-hidden="true" data-test="unseen">{shown}</span> },
        )
    };
    view! {
        <a class="bell" href="/notices" aria-label=label title=label data-test="bell">
            <Icon name="bell" />
            {count}
        </a>
    }
}
