//! Who belongs to a community; the owner gives roles.

use super::super::reads::{KINDS, my_id};
use super::roles::Roles;
use crate::answer::read;
use crate::listing::rows_or;
use crate::people;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{AskMembers, ListMembers, Member, Role};
use sampan_protocol::ids::CommunityId;

/// Who belongs to it.
#[component]
pub(super) fn Members(
    /// Where.
    community: CommunityId,
    /// Whether it is mine, so that I give roles.
    owns: Memo<bool>,
    /// Whose role is being changed.
    roles: Roles,
) -> View {
    let parts = RwSignal::new(1_u32);
    let members = read(KINDS, move || ListMembers {
        list: AskMembers { community, asking: false },
        parts: parts.get(),
    });
    let items =
        move || members.get().and_then(Result::ok).map(|list| list.items).unwrap_or_default();
    let more =
        Memo::new(move || members.get().is_some_and(|list| list.is_ok_and(|list| list.more)));
    let count = Memo::new(move || items().len());
    let me = my_id();
    let rows = move || {
        let all = move || {
            let owns = owns.get();
            let row = |one: Member| {
                let other = Some(one.person.id) != me && one.role.belongs();
                row(one, (owns && other).then_some(roles))
            };
            items().into_iter().map(row).collect_view()
        };
        let go_on = move |()| parts.update(|n| *n += 1);
        view! {
            <ul class="list" data-test="members">{all}</ul>
            {move || more.get().then(|| view! { <More rows=count label=t!("communities.more") on_more=go_on /> })}
        }
    };
    let none = || view! { <StateView icon="users-round" title=t!("communities.members.none") /> };
    rows_or(members, none, rows)
}

fn row(member: Member, roles: Option<Roles>) -> View {
    let Member { person, role, since } = member;
    let mark = (role != Role::Member).then(|| {
        let tone = if role.moderates() { Tone::Brand } else { Tone::Plain };
        let word = t!(&format!("communities.role.{}", role.word()));
        view! { <Badge tone>{word}</Badge> }
    });
    let href = people::path_of(&person);
    let (name, detail) = (person.name.clone(), age(since));
    let face = person.clone();
    let label = t!("communities.role.change", name = person.name);
    let change = roles.map(|roles| {
        let ask = move |()| roles.ask(person.clone(), role);
        view! { <IconButton icon="sliders-horizontal" label on_press=ask test="change-role" /> }
    });
    view! {
        <li class="item asking" data-test="member" data-role=role.word()>
            <a class="item-row" href=href>
                <span class="item-lead"><PersonAvatar person=face size=40 /></span>
                <span class="item-text"><span class="item-title">{name}</span><span class="item-detail">{detail}</span></span>
                {mark}
            </a>
            {change}
        </li>
    }
}
