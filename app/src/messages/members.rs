//! Who belongs to a group, and what an admin can do about it.

use super::reads::my_id;
use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::people;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::ChatId;
use sampan_protocol::messages::{
    AskGroup, ListGroup, Member, RemoveFromGroup, SetGroupAdmin, rows,
};
use sampan_protocol::people::Person;

/// Who belongs to a group.
#[component]
pub(super) fn Members(
    /// Which.
    chat: ChatId,
    /// Whether I decide about it.
    admin: bool,
) -> View {
    let parts = RwSignal::new(1_u32);
    let members = read(&[rows::PAGE, rows::CHAT], move || ListGroup {
        list: AskGroup { chat },
        parts: parts.get(),
    });
    let removing = RwSignal::new(None::<Person>);
    let ask = RwSignal::new(false);
    let act = Act::new();
    let row = move |member: Member| row(member, (chat, admin), act, (removing, ask));
    let body = move || {
        loaded(
            members.get(),
            move |()| members.refetch(),
            move |list| {
                let more = list.more.then(|| {
                let go = move |()| parts.update(|parts| *parts += 1);
                view! { <Button kind=ButtonKind::Quiet small=true on_press=go test="more-members">{t!("messages.group.more")}</Button> }
            });
                view! {
                    <ListSection title=t!("messages.group.people")>{list.items.into_iter().map(row).collect_view()}</ListSection>
                    {more}
                }
            },
        )
    };
    let name = Signal::derive(move || {
        let name = removing.with(|who| who.as_ref().map(|who| who.name.clone()));
        t!("messages.group.remove.ask", name = name.unwrap_or_default())
    });
    let remove = move |()| {
        if let Some(person) = removing.get_untracked() {
            act.run_aloud(RemoveFromGroup { op: new_op(), chat, person }, |()| {});
        }
    };
    view! {
        {body}
        <Confirm open=ask danger=true test="remove-ask" title=name confirm=t!("messages.group.remove") on_confirm=remove />
    }
}

fn row(
    member: Member,
    (chat, admin): (ChatId, bool),
    act: Act,
    (removing, ask): (RwSignal<Option<Person>>, RwSignal<bool>),
) -> View {
    let Member { person, admin: decides, .. } = member;
    let (href, title) = (people::path_of(&person), person.name.clone());
    let test = format!("member-{}", person.handle);
    let face = person.clone();
    let may = admin && Some(person.id) != my_id();
    let person = StoredValue::new(person);
    let tail = move || {
        let badge =
            decides.then(|| view! { <Badge tone=Tone::Brand>{t!("messages.group.admin")}</Badge> });
        let label = person.with_value(|who| t!("messages.group.menu", name = who.name.clone()));
        let menu = may.then(|| {
            let turn = move |()| {
                let person = person.get_value();
                let command = SetGroupAdmin { op: new_op(), chat, person, admin: !decides };
                act.run_aloud(command, |()| {});
            };
            let remove = move |()| {
                removing.set(Some(person.get_value()));
                ask.set(true);
            };
            let word = if decides { t!("messages.group.admin.unmake") } else { t!("messages.group.admin.make") };
            view! {
                <Menu label test="member-menu">
                    <MenuItem label=word icon="badge-check" on_press=turn test="member-admin" />
                    <MenuItem label=t!("messages.group.remove") icon="log-out" danger=true on_press=remove test="member-remove" />
                </Menu>
            }
        });
        view! { <span class="chat-member-tail">{badge}{menu}</span> }
    };
    match may {
        true => {
            view! { <ListItem title lead=move || view! { <PersonAvatar person=face.clone() size=40 /> } tail test /> }
        }
        false => {
            view! { <ListItem title href lead=move || view! { <PersonAvatar person=face.clone() size=40 /> } tail test /> }
        }
    }
}
