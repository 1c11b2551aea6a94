//! Screen `messages`: the list of chats; beside it, or after it, one chat.

use super::chat::ChatScreen;
use super::links;
use super::reads::{place_in_path, read_chats};
use super::told;
use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::messages::{ChatSeen, Chats, Place};

/// My chats, and the one in the address.
#[component]
pub(crate) fn ChatsScreen() -> View {
    let place = place_in_path();
    let picked = Memo::new(move || place.with(Option::is_some));
    let detail = move || match place.get() {
        Some(place) => view! { <ChatScreen place /> },
        None => View::none(),
    };
    let nothing = ("message-circle", t!("messages.pick"), t!("messages.pick.text"));
    view! { <Split list=move || view! { <Listed place /> } detail picked nothing /> }
}

#[component]
fn Listed(place: Memo<Option<Place>>) -> View {
    let chats = read_chats();
    let picked = Memo::new(move || place.with(Option::is_some));
    let is_empty = |all: &Chats| all.chats.is_empty() && all.requests.is_empty();
    let state = Signal::derive(move || ScreenState::of(&chats.get(), is_empty));
    let body = move || loaded(chats.get(), move |()| chats.refetch(), move |all| list(all, place));
    let actions = || view! { <IconButton icon="message-circle-plus" label=t!("messages.new") href=links::NEW test="new-chat" /> };
    view! {
        <Screen name="messages" title=t!("messages.title") state actions beside=beside(picked.into())>{body}</Screen>
    }
}

fn list(all: Chats, place: Memo<Option<Place>>) -> View {
    let Chats { chats, requests, .. } = all;
    if chats.is_empty() && requests.is_empty() {
        return view! {
            <StateView icon="message-circle" title=t!("messages.none") text=t!("messages.none.text")
                action=t!("messages.new") href=links::NEW test="empty-new-chat" />
        };
    }
    let asked = (!requests.is_empty()).then(|| {
        let unread = requests.iter().map(|one| one.unread).sum::<i64>();
        let count = format::number(requests.len() as i64);
        view! {
            <a class="chat-row requests" href=links::REQUESTS data-test="requests">
                <span class="tile hue-4"><Icon name="inbox" size=20 /></span>
                <span class="chat-row-text">
                    <span class="chat-row-name">{t!("messages.requests")}</span>
                    <span class="chat-row-said">{count}</span>
                </span>
                {badge(unread, false)}
            </a>
        }
    });
    let rows = chats.into_iter().map(|seen| row(seen, Some(place)));
    view! { <nav class="chat-list" aria-label=t!("messages.title") data-test="chats">{asked}{rows.collect_view()}</nav> }
}

/// One chat in a list.
pub(super) fn row(seen: ChatSeen, open: Option<Memo<Option<Place>>>) -> View {
    let ChatSeen { chat, unread, waits, failed } = seen;
    let place = told::place(&chat);
    let is_open = move || open.is_some_and(|open| open.get() == Some(place));
    let when = chat.latest.as_ref().map(|latest| format::brief(latest.sent));
    let marks = [
        (chat.pinned, "pin", t!("messages.pinned")),
        (chat.muted, "bell-off", t!("messages.muted")),
    ];
    let marks = marks.into_iter().filter(|(is, ..)| *is).map(|(_, name, label)| {
        view! { <span class="chat-row-mark" title=label><Icon name size=16 /></span> }
    });
    let state = match (failed, waits) {
        (true, _) => {
            view! { <span class="chat-row-failed"><Icon name="circle-alert" size=16 /></span> }
        }
        (_, true) => view! { <span class="chat-row-waits"><Icon name="clock" size=16 /></span> },
        _ => View::none(),
    };
    let (name, said) = (told::name(&chat), told::preview(&chat));
    view! {
        <a class="chat-row" class:pinned=chat.pinned href=links::chat(place) aria-current=move || is_open().then_some("true")
            data-test="chat-row" data-chat=chat.id.to_string()>
            {face(&chat, 48)}
            <span class="chat-row-text">
                <span class="chat-row-name">{name}</span>
                <span class="chat-row-said">{state}{said}</span>
            </span>
            <span class="chat-row-side">
                <span class="chat-row-when">{when}</span>
                <span class="chat-row-marks">{marks.collect_view()}{badge(unread, chat.muted)}</span>
            </span>
        </a>
    }
}

/// The picture of a chat.
pub(super) fn face(chat: &sampan_protocol::messages::Chat, size: u16) -> View {
    match chat.other.clone() {
        Some(person) => view! { <PersonAvatar person size /> },
        None => {
            let (name, picture) = (chat.name.clone(), chat.picture.clone());
            view! { <Avatar name picture size square=true /> }
        }
    }
}

fn badge(unread: i64, muted: bool) -> View {
    if unread <= 0 {
        return View::none();
    }
    let shown = if unread > 99 { "99+".to_owned() } else { unread.to_string() };
    view! { <span class="unread" class:muted=muted aria-label=tn!("messages.unread", unread) data-test="chat-unread">{shown}</span> }
}
