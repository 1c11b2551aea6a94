//! A group: what it is called, who belongs to it, adding people, leaving.

use super::links;
use super::members::Members;
use crate::act::{Act, problem};
use crate::clock::new_op;
use crate::people::Chooser;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::ChatId;
use sampan_protocol::messages::ops::Face;
use sampan_protocol::messages::{Chat, InviteToGroup, LeaveGroup, NAME_LIMIT, UpdateGroup};
use sampan_protocol::people::{Person, Picture};

/// What is shown of a group.
#[component]
pub(super) fn GroupInfo(
    /// Which.
    chat: Chat,
) -> View {
    let (adding, changing, leaving) =
        (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let act = Act::new();
    let navigate = use_navigate();
    let (id, admin) = (chat.id, chat.admin);
    let leave = move |()| {
        let navigate = navigate.clone();
        act.run_aloud(LeaveGroup { op: new_op(), chat: id }, move |()| {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(links::ROOT, options);
        });
    };
    let change = admin.then(|| {
        view! { <ListItem title=t!("messages.group.change") on_press=move |()| changing.set(true) lead=|| view! { <Icon name="pencil" size=20 /> } test="group-change" /> }
    });
    view! {
        <Members chat=id admin />
        <ListSection>
            <ListItem title=t!("messages.group.add") on_press=move |()| adding.set(true) lead=|| view! { <Icon name="user-round-plus" size=20 /> } test="group-add" />
            {change}
            <ListItem title=t!("messages.group.leave") danger=true on_press=move |()| leaving.set(true) lead=|| view! { <Icon name="log-out" size=20 /> } test="group-leave" />
        </ListSection>
        <AddSheet open=adding chat=id />
        <ChangeSheet open=changing chat />
        <Confirm open=leaving danger=true test="leave-ask" title=t!("messages.group.leave.ask") text=t!("messages.group.leave.text")
            confirm=t!("messages.group.leave") on_confirm=leave />
    }
}

/// Adds people.
#[component]
fn AddSheet(open: RwSignal<bool>, chat: ChatId) -> View {
    let chosen = RwSignal::new(Vec::<Person>::new());
    let act = Act::new();
    let none = Memo::new(move || chosen.with(Vec::is_empty));
    let add = Callback::new(move |()| {
        let people = chosen.get_untracked();
        act.run(InviteToGroup { op: new_op(), chat, people }, move |()| {
            chosen.try_set(Vec::new());
            open.try_set(false);
        });
    });
    view! {
        <Sheet open title=t!("messages.group.add") test="add-sheet">
            <Chooser chosen />
            {problem(act)}
            <Button block=true busy=act.busy() disabled=none on_press=add test="add-confirm">{t!("messages.group.add.confirm")}</Button>
        </Sheet>
    }
}

/// Changes name and picture.
#[component]
fn ChangeSheet(open: RwSignal<bool>, chat: Chat) -> View {
    let name = RwSignal::new(chat.name.clone());
    let picture = RwSignal::new(Picture::Keep);
    let act = Act::new();
    let (id, kept) = (chat.id, StoredValue::new(chat.picture.clone()));
    let save = Callback::new(move |()| {
        let name = name.with_untracked(|name| name.trim().to_owned());
        let (kept, picture) = match picture.get_untracked() {
            Picture::Keep => (kept.get_value(), None),
            Picture::Remove => (None, None),
            Picture::Set(base64) => (None, Some(base64)),
        };
        let face = Face { name, picture: kept };
        act.run(UpdateGroup { op: new_op(), chat: id, face, picture }, move |()| {
            open.try_set(false);
        });
    });
    view! {
        <Sheet open title=t!("messages.group.change") test="change-sheet">
            <div class="form">
                <PictureField value=picture name current=kept.get_value() />
                <Field label=t!("messages.group.name") value=name max=NAME_LIMIT as u32 test="group-name" />
                {problem(act)}
                <Button block=true busy=act.busy() on_press=save test="group-save">{t!("messages.group.save")}</Button>
            </div>
        </Sheet>
    }
}
