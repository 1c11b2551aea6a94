//! Screen `communities.discover`: looking for communities, by interest and by place.

use super::entrance::{Entrance, EntranceSheet, JoinButton};
use super::interests::{branch_word, leaf, topic_word};
use super::links;
use super::near::{Near, NearRow, NearSheet};
use super::reads::{KINDS, read_memberships, role_in};
use crate::answer::read;
use crate::listing::{rows_or, state_of};
use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::communities::interests::branches;
use sampan_protocol::communities::{AskCommunities, Community, ListCommunities, Membership, Topic};

/// Communities that everybody may see.
#[component]
pub(crate) fn DiscoverScreen() -> View {
    let (looking, near) = (Interest::new(), Near::kept());
    let parts = looking.parts;
    let list = read(KINDS, move || ListCommunities {
        list: AskCommunities {
            topic: looking.topic.get(),
            branch: looking.branch.get().to_owned(),
            near: near.cell.get(),
        },
        parts: parts.get(),
    });
    Effect::new(move |_| {
        near.cell.track();
        parts.set(1);
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
                <NearRow near />
                <Topics looking />
                {rows_or(list, none, rows)}
            </div>
            <EntranceSheet entrance />
            <NearSheet near />
        </Screen>
    }
}

fn none() -> View {
    view! {
        <StateView icon="users-round" title=t!("communities.discover.none") text=t!("communities.discover.none.text")
            action=t!("communities.new") href=links::NEW test="first-community" />
    }
}

/// What is looked for: a topic, and one of its branches.
#[derive(Clone, Copy)]
struct Interest {
    topic: RwSignal<Option<Topic>>,
    /// Empty for all of the topic.
    branch: RwSignal<&'static str>,
    parts: RwSignal<u32>,
}

impl Interest {
    fn new() -> Self {
        Self { topic: RwSignal::new(None), branch: RwSignal::new(""), parts: RwSignal::new(1) }
    }
}

/// The tree of interests: topics, and below the chosen one its branches.
#[component]
fn Topics(looking: Interest) -> View {
    let Interest { topic, branch, parts } = looking;
    let chip = move |this: Option<Topic>| {
        let label = this.map_or_else(|| t!("communities.topic.all"), topic_word);
        let choose = move |()| {
            parts.set(1);
            branch.set("");
            topic.set(this);
        };
        view! { <Chip label selected=Signal::derive(move || topic.get() == this) on_press=choose test="topic" /> }
    };
    let twig = move |this: &'static str| {
        let label = match this.is_empty() {
            true => t!("communities.branch.all"),
            false => branch_word(this),
        };
        let choose = move |()| {
            parts.set(1);
            branch.set(this);
        };
        view! { <Chip label selected=Signal::derive(move || branch.get() == this) on_press=choose test="branch" /> }
    };
    let below = move || {
        let topic = topic.get()?;
        let all = branches(topic);
        (!all.is_empty()).then(|| {
            let all = std::iter::once("").chain(all.iter().copied());
            view! {
                <div class="chips branches" role="group" aria-label=topic_word(topic)>
                    <Icon name="chevron-right" size=16 />
                    {all.map(twig).collect_view()}
                </div>
            }
        })
    };
    let all = std::iter::once(None).chain(Topic::ALL.into_iter().map(Some));
    view! {
        <div class="interests">
            <div class="chips" role="group" aria-label=t!("communities.topic")>{all.map(chip).collect_view()}</div>
            {below}
        </div>
    }
}

fn row(community: Community, mine: &[Membership], entrance: Entrance) -> View {
    let role = role_in(mine, community.id);
    let href = links::one(community.id);
    let about = community.about.lines().next().unwrap_or_default().to_owned();
    let about = (!about.is_empty()).then(|| view! { <span class="item-detail">{about}</span> });
    let members = tn!("communities.members", community.members);
    let facts = match community.place.is_empty() {
        true => format!("{members} · {}", leaf(&community)),
        false => format!("{members} · {} · {}", leaf(&community), community.place),
    };
    let (name, picture) = (community.name.clone(), community.picture.clone());
    view! {
        <li class="item community-row" data-test="community" data-community=community.id.to_string()>
            <a class="item-row" href=href data-test="community-open">
                <span class="item-lead"><Avatar name=name.clone() picture size=48 square=true /></span>
                <span class="item-text">
                    <span class="item-title">{name}</span>
                    <span class="community-count">{facts}</span>
                    {about}
                </span>
            </a>
            <span class="community-join"><JoinButton community role entrance small=true /></span>
        </li>
    }
}
