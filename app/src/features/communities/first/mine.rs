//! The communities that I have to do with: a row of pictures, or a list beside the feed.

use super::super::links;
use super::super::reads::read_memberships;
use crate::answer::Answer;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{Membership, Role};

/// A row of pictures that scrolls sideways; the way to others stands first.
#[component]
pub(super) fn MineRow(mine: Answer<Vec<Membership>>) -> View {
    let one = |Membership { community, role, .. }: Membership| {
        let (name, picture) = (community.name.clone(), community.picture);
        view! {
            <a class="mine-one" class:invited=role == Role::Invited href=links::one(community.id) data-test="my-community">
                <Avatar name=name.clone() picture size=56 />
                <span class="mine-name">{name}</span>
            </a>
        }
    };
    let all = move || {
        mine.get().and_then(Result::ok).unwrap_or_default().into_iter().map(one).collect_view()
    };
    view! {
        <nav class="mine" aria-label=t!("communities.mine")>
            <a class="mine-one" href=links::DISCOVER data-test="discover">
                <span class="mine-discover"><Icon name="compass" size=28 /></span>
                <span class="mine-name">{t!("communities.discover.short")}</span>
            </a>
            {all}
        </nav>
    }
}

/// The same as a list, for where there is room.
#[component]
pub(super) fn MineCard() -> View {
    let mine = read_memberships();
    let row = |Membership { community, role, .. }: Membership| {
        let (name, picture) = (community.name.clone(), community.picture);
        let detail = t!(&format!("communities.role.{}", role.word()));
        let lead = move || view! { <Avatar name=name.clone() picture=picture.clone() size=40 square=true /> };
        view! { <ListItem title=community.name detail lead href=links::one(community.id) /> }
    };
    let all = move || {
        let all = mine.get().and_then(Result::ok).unwrap_or_default();
        (!all.is_empty()).then(|| view! { <ListSection title=t!("communities.mine")>{all.into_iter().map(row).collect_view()}</ListSection> })
    };
    view! {
        <div class="stack">
            {all}
            <Button block=true kind=ButtonKind::Soft icon="plus" href=links::NEW>{t!("communities.new")}</Button>
        </div>
    }
}
