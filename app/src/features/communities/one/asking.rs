//! Those who want to be let in: a moderator lets them in, or does not.

use super::super::reads::KINDS;
use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::people;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{AskMembers, DecideAsking, ListMembers, Member};
use sampan_protocol::ids::CommunityId;

/// Those who want to be let in; nothing where nobody does.
#[component]
pub(super) fn Asking(
    /// Where.
    community: CommunityId,
) -> View {
    let parts = RwSignal::new(1_u32);
    let asking = read(KINDS, move || ListMembers {
        list: AskMembers { community, asking: true },
        parts: parts.get(),
    });
    move || {
        let list = asking.get().and_then(Result::ok)?;
        if list.items.is_empty() {
            return None;
        }
        let row = |one: Member| view! { <Row community member=one /> };
        let rows = list.items.into_iter().map(row).collect_view();
        let more = list.more.then(|| {
            let go_on = move |()| parts.update(|n| *n += 1);
            view! { <Button kind=ButtonKind::Quiet on_press=go_on test="more-asking">{t!("communities.more")}</Button> }
        });
        Some(view! { <ListSection title=t!("communities.asking")>{rows}</ListSection>{more} })
    }
}

#[component]
fn Row(community: CommunityId, member: Member) -> View {
    let (act, person) = (Act::new(), member.person);
    let id = person.id;
    let decide = move |let_in: bool| {
        act.run_aloud(DecideAsking { op: new_op(), community, person: id, let_in }, |()| {});
    };
    let href = people::path_of(&person);
    let (name, asked) = (person.name.clone(), age(member.since));
    view! {
        <li class="item asking" data-test="asking">
            <a class="item-row" href=href>
                <span class="item-lead"><PersonAvatar person size=40 /></span>
                <span class="item-text"><span class="item-title">{name}</span><span class="item-detail">{asked}</span></span>
            </a>
            <span class="asking-answers">
                <Button kind=ButtonKind::Quiet small=true busy=act.busy() on_press=move |()| decide(false) test="turn-away">{t!("communities.turn_away")}</Button>
                <Button small=true busy=act.busy() on_press=move |()| decide(true) test="let-in">{t!("communities.let_in")}</Button>
            </span>
        </li>
    }
}
