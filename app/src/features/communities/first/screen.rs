//! Screen `communities`: what is discussed where one belongs, or everywhere.

use super::super::links;
use super::super::looking::{Looking, SortChips};
use super::super::posts::{Cards, read_posts};
use super::super::reads::read_memberships;
use super::mine::{MineCard, MineRow};
use crate::listing::{RefreshItem, rows_or, state_of};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::search::SearchButton;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::Feed;
use sampan_protocol::search::Kind;

/// The first screen of communities.
#[component]
pub(crate) fn FeedScreen() -> View {
    let looking = Looking::here();
    let posts = read_posts(looking, |looking| match looking.everything {
        true => Feed::Everything,
        false => Feed::Joined,
    });
    let mine = read_memberships();
    let rows = move || view! { <Cards posts looking /> };
    view! {
        <Screen name="communities" title=t!("communities.title") state=state_of(posts) actions=actions aside=|| view! { <MineCard /> }>
            <div class="stack feed">
                <MineRow mine />
                <Whose looking />
                <SortChips looking spans=true />
                {rows_or(posts, move || none(looking), rows)}
            </div>
            <a class="write-button" href=links::WRITE aria-label=t!("communities.write") title=t!("communities.write") data-test="write">
                <Icon name="pencil" />
            </a>
        </Screen>
    }
}

fn actions() -> View {
    let navigate = use_navigate();
    let go = move |path: &'static str| {
        let navigate = navigate.clone();
        Callback::new(move |()| navigate(path, NavigateOptions::default()))
    };
    view! {
        <SearchButton kind=Kind::Post />
        <Menu label=t!("communities.menu") test="communities-menu">
            <RefreshItem />
            <MenuItem label=t!("communities.gatherings") icon="calendar" on_press=go(links::GATHERINGS) test="menu-gatherings" />
            <MenuItem label=t!("communities.saved") icon="bookmark" on_press=go(links::SAVED) test="saved" />
            <MenuItem label=t!("communities.discover") icon="compass" on_press=go(links::DISCOVER) test="menu-discover" />
            <MenuItem label=t!("communities.new") icon="plus" on_press=go(links::NEW) test="new-community" />
        </Menu>
    }
}

/// Those that I follow, or everything.
#[component]
fn Whose(looking: RwSignal<Looking>) -> View {
    let whose = RwSignal::new(u8::from(looking.get_untracked().everything));
    Effect::new(move |_| {
        let everything = whose.get() == 1;
        if untrack(|| looking.get()).everything != everything {
            looking.update(|now| *now = Looking { everything, further: 0, ..*now });
        }
    });
    let options = vec![(0_u8, t!("communities.following")), (1, t!("communities.everything"))];
    view! { <Segmented label=t!("communities.whose") options value=whose test="whose" /> }
}

fn none(looking: RwSignal<Looking>) -> View {
    match looking.get().everything {
        true => view! {
            <StateView icon="message-circle" title=t!("communities.feed.none") text=t!("communities.feed.none.text")
                action=t!("communities.write") href=links::WRITE />
        },
        false => view! {
            <StateView icon="users-round" title=t!("communities.feed.quiet") text=t!("communities.feed.quiet.text")
                action=t!("communities.discover") href=links::DISCOVER test="feed-discover" />
        },
    }
}
