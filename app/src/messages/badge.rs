//! How many messages are unread, at the tab.

use super::reads::read_chats;
use crate::prelude::*;
use crate::tn;

/// A number at the tab's icon; nothing where everything is read.
#[component]
pub(crate) fn Unread() -> View {
    let chats = read_chats();
    let unread = Memo::new(move || chats.get().and_then(Result::ok).map_or(0, |all| all.unread));
    move || {
        let n = unread.get();
        (n > 0).then(|| {
            let shown = if n > 99 { "99+".to_owned() } else { n.to_string() };
            view! { <span class="tab-badge" role="status" aria-label=tn!("messages.unread", n) data-test="unread">{shown}</span> }
        })
    }
}
