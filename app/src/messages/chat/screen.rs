//! Screen `messages.chat`: what is said in one chat.

use super::acts::{Acting, ActsSheet};
use super::composer::Composer;
use super::thread::Thread;
use crate::act::Act;
use crate::answer::Answer;
use crate::bridge;
use crate::clock::new_op;
use crate::messages::large::{Large, LargeSheet};
use crate::messages::reads::read_chat;
use crate::messages::{links, told};
use crate::outward::{Outward, OutwardSheet};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::ids::MessageId;
use sampan_protocol::messages::{
    AcceptChat, BlockPerson, Chat, ChatOpen, ClearChat, Place, ReadChat, UnblockPerson, rule,
};

/// One chat.
#[component]
pub(crate) fn ChatScreen(
    /// Which.
    place: Place,
) -> View {
    let reach = Reach::here::<MessageId>("message");
    let parts = RwSignal::new(0_u32);
    let answer = read_chat(place, parts);
    let chat = Memo::new(move || answer.get().and_then(Result::ok).and_then(|open| open.chat));
    let (large, outward, acting) = (Large::provide(), Outward::provide(), Acting::new());
    keep_read(chat);
    let state = Signal::derive(move || ScreenState::of(&answer.get(), |open| open.chat.is_none()));
    let title = Signal::derive(move || chat.with(|chat| chat.as_ref().map(told::name)));
    let body = move || {
        let known =
            Memo::new(move || answer.get().map(|open| open.map(|open| open.chat.is_some())));
        let shown = move || {
            loaded(
                known.get(),
                move |()| answer.refetch(),
                move |there| match there {
                    true => view! { <Thread answer parts acting reach /> },
                    false => {
                        view! { <StateView icon="message-circle" title=t!("messages.gone") text=t!("messages.gone.text") action=t!("messages.title") href=links::ROOT /> }
                    }
                },
            )
        };
        shown.view()
    };
    let there = Memo::new(move || chat.with(Option::is_some));
    let foot = move || move || there.get().then(|| view! { <Foot place answer chat acting /> });
    let actions = move || {
        move || {
            there.get().then(|| view! { <IconButton icon="ellipsis" label=t!("messages.info") href=links::info(place) test="chat-info" /> })
        }
    };
    view! {
        <Screen name="messages.chat" title back=links::ROOT state actions foot=ViewFn::from(move || foot().view())>
            {body()}
        </Screen>
        <ActsSheet acting />
        <LargeSheet large />
        <OutwardSheet outward />
    }
}

/// Says that everything is read, as long as the window is looked at.
fn keep_read(chat: Memo<Option<Chat>>) {
    let looked = RwSignal::new(0_u32);
    let focus = window_event_listener(leptos::ev::focus, move |_| {
        looked.try_update(|n| *n += 1);
    });
    on_cleanup(move || focus.remove());
    let unread = Memo::new(move || {
        chat.with(|chat| {
            let chat = chat.as_ref().filter(|chat| rule::unread(chat) > 0)?;
            Some((chat.id, chat.last))
        })
    });
    Effect::new(move |_| {
        looked.track();
        let Some((chat, _)) = unread.get() else { return };
        if document().has_focus().unwrap_or(true) {
            spawn_local(async move {
                let _ = bridge::call(&ReadChat { op: new_op(), chat }).await;
            });
        }
    });
}

/// What stands below: writing, or why one cannot, or whether one wants to.
#[component]
fn Foot(place: Place, answer: Answer<ChatOpen>, chat: Memo<Option<Chat>>, acting: Acting) -> View {
    let act = Act::new();
    let blocked = Memo::new(move || answer.get().is_some_and(|open| open.is_ok_and(|o| o.blocked)));
    let other = Memo::new(move || chat.with(|chat| chat.as_ref().and_then(|c| c.other.clone())));
    let asked = Memo::new(move || chat.with(|chat| chat.as_ref().is_some_and(|c| c.request)));
    let request = move || {
        let name = chat.with(|chat| chat.as_ref().map(told::name)).unwrap_or_default();
        asked.get().then(|| view! { <Request name act chat /> })
    };
    move || match (blocked.get(), other.get()) {
        (true, Some(person)) => {
            let name = person.name.clone();
            let unblock =
                move |()| act.run_aloud(UnblockPerson { op: new_op(), person: person.id }, |()| {});
            view! {
                <div class="chat-stop">
                    <p>{t!("messages.blocked.here", name = name)}</p>
                    <Button kind=ButtonKind::Soft busy=act.busy() on_press=unblock test="unblock">{t!("messages.unblock")}</Button>
                </div>
            }
        }
        _ => view! { {request}<Composer place chat acting /> },
    }
}

/// Whether one wants to hear from somebody whom one does not know.
#[component]
fn Request(name: String, act: Act, chat: Memo<Option<Chat>>) -> View {
    let navigate = use_navigate();
    let id = move || chat.with_untracked(|chat| chat.as_ref().map(|chat| chat.id));
    let accept = move |()| {
        if let Some(chat) = id() {
            act.run_aloud(AcceptChat { op: new_op(), chat }, |()| {});
        }
    };
    let leave = Callback::new(move |()| navigate(links::ROOT, NavigateOptions::default()));
    let delete = move |()| {
        if let Some(chat) = id() {
            act.run_aloud(ClearChat { op: new_op(), chat }, move |()| leave.run(()));
        }
    };
    let block = move || {
        let other = chat.with(|chat| chat.as_ref().and_then(|chat| chat.other.clone()))?;
        let block =
            move |()| act.run_aloud(BlockPerson { op: new_op(), person: other.clone() }, |()| {});
        Some(
            view! { <Button small=true kind=ButtonKind::Grave on_press=block test="request-block">{t!("messages.block")}</Button> },
        )
    };
    view! {
        <div class="chat-request" data-test="request">
            <p>{t!("messages.request", name = name)}</p>
            <div class="chat-request-acts">
                {block}
                <Button small=true kind=ButtonKind::Grave on_press=delete test="request-delete">{t!("messages.request.delete")}</Button>
                <Button small=true on_press=accept test="request-accept">{t!("messages.request.accept")}</Button>
            </div>
        </div>
    }
}
