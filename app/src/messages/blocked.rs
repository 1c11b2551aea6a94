//! Screen `messages.blocked`: who may not write to me.

use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::messages::{Block, ListBlocked, UnblockPerson, rows};

/// Who may not write to me.
#[component]
pub(crate) fn BlockedScreen() -> View {
    let blocked = read(&[rows::BLOCK], || ListBlocked {});
    let state = Signal::derive(move || ScreenState::of(&blocked.get(), Vec::is_empty));
    let act = Act::new();
    let row = move |block: Block| {
        let (person, detail) = (block.person.clone(), format!("@{}", block.person.handle));
        let id = person.id;
        let unblock = move |()| act.run_aloud(UnblockPerson { op: new_op(), person: id }, |()| {});
        view! {
            <ListItem title=block.person.name detail lead=move || view! { <PersonAvatar person=person.clone() size=40 /> }
                tail=move || view! { <Button small=true kind=ButtonKind::Soft on_press=unblock test="unblock">{t!("messages.unblock")}</Button> } />
        }
    };
    let body = move || {
        loaded(
            blocked.get(),
            move |()| blocked.refetch(),
            move |all| {
                if all.is_empty() {
                    return view! { <StateView icon="ban" title=t!("messages.blocked.none") text=t!("messages.blocked.none.text") /> };
                }
                view! { <ListSection>{all.into_iter().map(row).collect_view()}</ListSection> }
            },
        )
    };
    view! { <Screen name="messages.blocked" title=t!("messages.blocked") back="/settings" state>{body}</Screen> }
}
