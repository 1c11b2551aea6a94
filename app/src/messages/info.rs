//! Screen `messages.info`: what can be set up about a chat.

use super::group::GroupInfo;
use super::list::face;
use super::reads::{place_in_path, read_chat};
use super::{links, told};
use crate::act::Act;
use crate::clock::new_op;
use crate::people;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::ids::PersonId;
use sampan_protocol::messages::{BlockPerson, Chat, ChatOpen, ClearChat, SetChat, UnblockPerson};

/// What can be set up about the chat in the address.
#[component]
pub(crate) fn InfoScreen() -> View {
    let Some(place) = place_in_path().get_untracked() else { return gone() };
    let answer = read_chat(place, RwSignal::new(0));
    // What is said does not matter here.
    let open = Memo::new(move || {
        answer.get().map(|open| open.map(|open: ChatOpen| (open.chat, open.blocked)))
    });
    let state = Signal::derive(move || ScreenState::of(&open.get(), |(chat, _)| chat.is_none()));
    let body = move || {
        loaded(
            open.get(),
            move |()| answer.refetch(),
            move |(chat, blocked)| match chat {
                Some(chat) => info(chat, blocked),
                None => nothing(),
            },
        )
    };
    view! { <Screen name="messages.info" title=t!("messages.info") back=links::ROOT state>{body}</Screen> }
}

fn nothing() -> View {
    view! { <StateView icon="message-circle" title=t!("messages.gone") text=t!("messages.gone.text") /> }
}

/// The address names no chat.
fn gone() -> View {
    view! {
        <Screen name="messages.info" title=t!("messages.info") back=links::ROOT state=ScreenState::Empty>{nothing()}</Screen>
    }
}

fn info(chat: Chat, blocked: bool) -> View {
    let (name, head) = (told::name(&chat), face(&chat, 72));
    let person = chat.other.clone().map(|person| {
        let (href, title) = (people::path_of(&person), person.name.clone());
        let detail = format!("@{}", person.handle);
        view! {
            <ListSection>
                <ListItem title detail href lead=move || view! { <PersonAvatar person=person.clone() size=40 /> } test="info-person" />
            </ListSection>
        }
    });
    let group = chat.other.is_none().then(|| {
        let chat = chat.clone();
        view! { <GroupInfo chat /> }
    });
    let head = chat
        .other
        .is_none()
        .then(|| view! { <header class="chat-info-head">{head}<h2>{name}</h2><p class="hint">{tn!("messages.group.members", chat.members)}</p></header> });
    let exists = chat.last > 0;
    view! {
        <div class="stack">
            {head}
            {person}
            {group}
            {exists.then(|| view! { <Marks chat=chat.clone() /> })}
            <Ends chat blocked />
        </div>
    }
}

/// Muting and pinning.
#[component]
fn Marks(chat: Chat) -> View {
    let act = Act::new();
    let Chat { id, muted, pinned, .. } = chat;
    let set = move |muted, pinned| {
        act.run_aloud(SetChat { op: new_op(), chat: id, muted, pinned }, |()| {});
    };
    view! {
        <ListSection>
            <Switch label=t!("messages.mute") detail=t!("messages.mute.text") checked=Signal::stored(muted) on_change=move |on| set(on, pinned) test="mute" />
            <Switch label=t!("messages.pin") checked=Signal::stored(pinned) on_change=move |on| set(muted, on) test="pin" />
        </ListSection>
    }
}

/// Deleting, blocking.
#[component]
fn Ends(chat: Chat, blocked: bool) -> View {
    let act = Act::new();
    let (ask_clear, ask_block) = (RwSignal::new(false), RwSignal::new(false));
    let navigate = use_navigate();
    let id = chat.id;
    let leave = Callback::new(move |()| {
        navigate(links::ROOT, NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    let clear = move |()| {
        act.run_aloud(ClearChat { op: new_op(), chat: id }, move |()| leave.run(()));
    };
    let exists = chat.last > 0;
    let other = StoredValue::new(chat.other);
    let name = other.with_value(|other| other.as_ref().map(|o| o.name.clone())).unwrap_or_default();
    let block = move |()| {
        if let Some(person) = other.get_value() {
            act.run_aloud(BlockPerson { op: new_op(), person }, |()| {});
        }
    };
    let unblock =
        move |person: PersonId| act.run_aloud(UnblockPerson { op: new_op(), person }, |()| {});
    let block_item = other.get_value().map(|person| {
        let id = person.id;
        match blocked {
            true => view! { <ListItem title=t!("messages.unblock") on_press=move |()| unblock(id) test="info-unblock" /> },
            false => view! { <ListItem title=t!("messages.block") danger=true on_press=move |()| ask_block.set(true) test="info-block" /> },
        }
    });
    let clear_item = exists.then(|| {
        view! { <ListItem title=t!("messages.clear") danger=true on_press=move |()| ask_clear.set(true) test="info-clear" /> }
    });
    view! {
        <ListSection>{block_item}{clear_item}</ListSection>
        <Confirm open=ask_clear danger=true test="clear-ask" title=t!("messages.clear.ask") text=t!("messages.clear.text")
            confirm=t!("messages.clear") on_confirm=clear />
        <Confirm open=ask_block danger=true test="block-ask" title=t!("messages.block.ask", name = name) text=t!("messages.block.text")
            confirm=t!("messages.block") on_confirm=block />
    }
}
