//! Screen `messages.requests`: chats that somebody began whom I do not know.

use super::links;
use super::list::row;
use super::reads::read_chats;
use crate::prelude::*;
use crate::t;
use crate::ui::*;

/// Chats that wait for an answer.
#[component]
pub(crate) fn RequestsScreen() -> View {
    let chats = read_chats();
    let state =
        Signal::derive(move || ScreenState::of(&chats.get(), |all| all.requests.is_empty()));
    let body = move || {
        loaded(
            chats.get(),
            move |()| chats.refetch(),
            |all| {
                if all.requests.is_empty() {
                    return view! { <StateView icon="inbox" title=t!("messages.requests.none") text=t!("messages.requests.text") /> };
                }
                let rows = all.requests.into_iter().map(|seen| row(seen, None));
                view! {
                    <p class="hint">{t!("messages.requests.text")}</p>
                    <nav class="chat-list" aria-label=t!("messages.requests")>{rows.collect_view()}</nav>
                }
            },
        )
    };
    view! { <Screen name="messages.requests" title=t!("messages.requests") back=links::ROOT state>{body}</Screen> }
}
