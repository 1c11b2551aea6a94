//! Screen `communities.discover`: looking for communities, by interest.

use super::entrance::{Entrance, EntranceSheet, JoinButton};
use super::links;
use super::reads::{KINDS, read_memberships, role_in};
use crate::answer::read;
use crate::listing::{rows_or, state_of};
use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::communities::{AskCommunities, Community, ListCommunities, Membership, Topic};

/// Communities that everybody may see.
#[component]
pub(crate) fn DiscoverScreen() -> View {
    let topic = RwSignal::new(None::<Topic>);
    let parts = RwSignal::new(1_u32);
    let list = read(KINDS, move || ListCommunities {
        list: AskCommunities { topic: topic.get() },
        parts: parts.get(),
    });
    let mine = read_memberships();
    let mine = Memo::new(move || mine.get().and_then(Result::ok).unwrap_or_default());
    let entrance = Entrance::new();
    let items = move || list.get().and_then(Result::ok).map(|list| list.items).unwrap_or_default();
    let more = Memo::new(move || list.get().is_some_and(|list| list.is_ok_and(|list| list.more)));
    let count = Memo::new(move || items().len());
    let rows = move || {
        let all = move || {
            let all = mine.get();
            items().into_iter().map(|one| row(one, &all, entrance)).collect_view()
        };
        let go_on = move |()| parts.update(|n| *n += 1);
        view! {
            <ul class="list" data-test="communities">{all}</ul>
            {move || more.get().then(|| view! { <More rows=count label=t!("communities.more") on_more=go_on /> })}
        }
    };
    let actions = || view! { <IconButton icon="plus" label=t!("communities.new") href=links::NEW test="new-community" /> };
    view! {
        <Screen name="communities.discover" title=t!("communities.discover") back=links::ROOT state=state_of(list) actions>
            <div class="stack">
                <Topics topic parts />
                {rows_or(list, none, rows)}
            </div>
            <EntranceSheet entrance />
        </Screen>
    }
}

fn none() -> View {
    view! {
        <StateView icon="users-round" title=t!("communities.discover.none") text=t!("communities.discover.none.text")
            action=t!("communities.new") href=links::NEW test="first-community" />
    }
}

#[component]
fn Topics(topic: RwSignal<Option<Topic>>, parts: RwSignal<u32>) -> View {
    let chip = move |this: Option<Topic>| {
        let label = match this {
            Some(this) => t!(&format!("communities.topic.{}", this.word())),
            None => t!("communities.topic.all"),
        };
        let choose = move |()| {
            parts.set(1);
            topic.set(this);
        };
        view! { <Chip label selected=Signal::derive(move || topic.get() == this) on_press=choose test="topic" /> }
    };
    let all = std::iter::once(None).chain(Topic::ALL.into_iter().map(Some));
    view! { <div class="chips" role="group" aria-label=t!("communities.topic")>{all.map(chip).collect_view()}</div> }
}

fn row(community: Community, mine: &[Membership], entrance: Entrance) -> View {
    let role = role_in(mine, community.id);
    let href = links::one(community.id);
    let about = community.about.lines().next().unwrap_or_default().to_owned();
    let about = (!about.is_empty()).then(|| view! { <span class="item-detail">{about}</span> });
    let members = tn!("communities.members", community.members);
    let (name, picture) = (community.name.clone(), community.picture.clone());
    view! {
        <li class="item community-row" data-test="community" data-community=community.id.to_string()>
            <a class="item-row" href=href data-test="community-open">
                <span class="item-lead"><Avatar name=name.clone() picture size=48 square=true /></span>
                <span class="item-text">
                    <span class="item-title">{name}</span>
                    <span class="community-count">{members}</span>
                    {about}
                </span>
            </a>
            <span class="community-join"><JoinButton community role entrance small=true /></span>
        </li>
    }
}
