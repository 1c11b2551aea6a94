//! Screen `communities.one`: a community, and what I am in it.

use super::super::entrance::{Entrance, EntranceSheet, leave};
use super::super::gatherings::OfCommunity;
use super::super::links;
use super::super::looking::{Looking, SortChips};
use super::super::posts::{Cards, read_posts};
use super::super::reads::{KINDS, id_in_path};
use super::super::tags::TagChips;
use super::about::about;
use super::asking::Asking;
use super::head::Head;
use super::invite::InviteSheet;
use super::members::Members;
use super::roles::Roles;
use crate::act::Act;
use crate::answer::{Answer, read};
use crate::listing::{out_of_reach, rows_or, state_of_nothing};
use crate::moderation::{ReportSheet, Reporting, SlowNote};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{
    Community, CommunitySeen, Feed, GetCommunity, Joining, Role, Tag,
};
use sampan_protocol::device::Refresh;
use sampan_protocol::ids::CommunityId;
use sampan_protocol::moderation::Target;

/// What of the screen is up.
#[derive(Clone, Copy)]
pub(super) struct Sheets {
    /// Where the rules are shown before one joins.
    pub(super) entrance: Entrance,
    /// Whether somebody is being invited.
    pub(super) invite: RwSignal<bool>,
    /// Whether it is asked if one wants to leave.
    pub(super) leave: RwSignal<bool>,
    /// What is being reported.
    pub(super) reporting: Reporting,
}

/// One community.
#[component]
pub(crate) fn CommunityScreen() -> View {
    let id = id_in_path("community", CommunityId(Default::default()));
    let seen = read(KINDS, move || GetCommunity { community: id });
    let community = Memo::new(move || seen.get().and_then(Result::ok).and_then(|s| s.community));
    let role = Memo::new(move || seen.get().and_then(Result::ok).and_then(|seen| seen.role));
    let state = Memo::new(move || match seen.get() {
        Some(Ok(CommunitySeen { community: None, state, .. })) => state_of_nothing(state),
        other => ScreenState::of(&other, |_| false),
    });
    let (part, looking) = (RwSignal::new(0_u8), Looking::here());
    let sheets = Sheets {
        entrance: Entrance::new(),
        invite: RwSignal::new(false),
        leave: RwSignal::new(false),
        reporting: Reporting::new(),
    };
    let title = Signal::derive(move || community.get().map(|community| community.name));
    let head = move || {
        community.get().map(|community| view! { <Head community role=role.get() sheets /> })
    };
    let is_there = Memo::new(move || community.with(Option::is_some));
    let content = move || match is_there.get() {
        true => view! {
            <div class="stack">
                {head}
                <Parts part />
                <Part id part looking community role />
            </div>
        },
        false => nothing(state.get(), seen),
    };
    let aside = move || {
        move || {
            community.get().map(|community| view! { <div class="card">{about(&community)}</div> })
        }
    };
    let act = Act::new();
    view! {
        <Screen name="communities.one" title back=links::ROOT state aside=aside>
            {content}
            <EntranceSheet entrance=sheets.entrance />
            <ReportSheet reporting=sheets.reporting />
            <InviteSheet open=sheets.invite community=id />
            <Confirm open=sheets.leave danger=true title=t!("communities.leave.ask") text=t!("communities.leave.text")
                confirm=t!("communities.leave") on_confirm=move |()| leave(act, id) test="leave-ask" />
        </Screen>
    }
}

fn nothing(state: ScreenState, seen: Answer<CommunitySeen>) -> View {
    let retry = Callback::new(move |()| {
        Act::new().run_aloud(Refresh {}, |()| {});
        seen.refetch();
    });
    match (state, untrack(|| seen.get())) {
        (ScreenState::Loading | ScreenState::Ready, _) => view! { <SkeletonRows /> },
        (_, Some(Err(error))) => failed(&error, retry),
        (ScreenState::Offline, _) => out_of_reach(retry),
        _ => view! {
            <StateView icon="users-round" title=t!("communities.unknown") text=t!("communities.unknown.text")
                action=t!("communities.discover") href=links::DISCOVER />
        },
    }
}

/// The tabs.
#[component]
fn Parts(part: RwSignal<u8>) -> View {
    let options = vec![
        (0_u8, t!("communities.part.posts")),
        (1, t!("communities.part.about")),
        (2, t!("communities.part.members")),
        (3, t!("communities.gatherings")),
    ];
    view! { <Tabs label=t!("communities.part") options value=part test="part" /> }
}

/// What the chosen tab shows.
#[component]
fn Part(
    id: CommunityId,
    part: RwSignal<u8>,
    looking: RwSignal<Looking>,
    community: Memo<Option<Community>>,
    role: Memo<Option<Role>>,
) -> View {
    let moderates = Memo::new(move || role.get().is_some_and(Role::moderates));
    let owns = Memo::new(move || role.get() == Some(Role::Owner));
    let belongs = Memo::new(move || role.get().is_some_and(Role::belongs));
    let closed = Memo::new(move || {
        let joining = community.with(|one| one.as_ref().map(|one| one.joining));
        joining == Some(Joining::Invitation) && !belongs.get()
    });
    let roles = Roles::new();
    let body = move || match (part.get(), closed.get()) {
        (1, _) => {
            let all = move || community.get().map(|community| about(&community));
            view! { <div class="card">{all}</div> }
        }
        (_, true) => view! {
            <StateView icon="lock" title=t!("communities.closed") text=t!("communities.closed.text") />
        },
        (2, _) => {
            let asking = move || moderates.get().then(|| view! { <Asking community=id /> });
            view! { <div class="stack">{asking}<Members community=id owns roles /></div> }
        }
        (3, _) => view! { <OfCommunity community=id belongs /> },
        _ => {
            let tags = Memo::new(move || community.get().map(|one| one.tags).unwrap_or_default());
            view! { <Posts id looking tags belongs /> }
        }
    };
    view! { {body}{roles.sheets(id)} }
}

#[component]
fn Posts(
    id: CommunityId,
    looking: RwSignal<Looking>,
    tags: Memo<Vec<Tag>>,
    belongs: Memo<bool>,
) -> View {
    let posts = read_posts(looking, move |looking| match looking.tag {
        Some(tag) => Feed::Tagged { community: id, tag },
        None => Feed::Community(id),
    });
    let rows = move || view! { <Cards posts looking within=true /> };
    let none = move || match belongs.get() {
        _ if looking.get().tag.is_some() => view! {
            <StateView icon="tag" title=t!("communities.tags.empty") text=t!("communities.tags.empty.text") />
        },
        true => view! {
            <StateView icon="message-circle" title=t!("communities.posts.none") text=t!("communities.posts.none.text")
                action=t!("communities.write") href=links::write(id) test="first-post" />
        },
        false => {
            view! { <StateView icon="message-circle" title=t!("communities.posts.none") text=t!("communities.posts.none.join") /> }
        }
    };
    let write = move || {
        belongs.get().then(|| {
            view! {
                <a class="write-button" href=links::write(id) aria-label=t!("communities.write") title=t!("communities.write") data-test="write">
                    <Icon name="pencil" />
                </a>
            }
        })
    };
    view! {
        <SlowNote place=Target::new("community", id) />
        <SortChips looking spans=true />
        <TagChips looking tags />
        {rows_or(posts, none, rows)}
        {write}
    }
}
