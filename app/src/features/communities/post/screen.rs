//! Screen `communities.post`: a post with its thread, and a field to say something.

use super::super::entrance::{Entrance, EntranceSheet, JoinButton};
use super::super::links;
use super::super::looking::{Looking, SortChips};
use super::super::one::about;
use super::super::reads::{KINDS, id_in_path};
use super::super::shot::{Large, LargeSheet};
use super::composer::{Answering, Composer};
use super::removal::{Removal, RemovalQuestion};
use super::rewording::{Rewording, RewordingSheet};
use super::thread::{Comments, Sight};
use super::whole::Whole;
use crate::act::Act;
use crate::answer::{Answer, read};
use crate::listing::{RefreshButton, offline_note, out_of_reach, state_of_nothing};
use crate::moderation::{DecideSheet, Deciding, ReportSheet, Reporting};
use crate::outward::{Outward, OutwardSheet};
use crate::prelude::*;
use crate::router::use_query_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{GetCommunity, GetThread, PostSeen, Role, Thread};
use sampan_protocol::device::Refresh;
use sampan_protocol::ids::{CommentId, CommunityId, PostId};
use sampan_protocol::page::Standing;

/// What is about a post and its comments, and stands beside what is shown of them.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// What I am in its community.
    pub(super) role: Memo<Option<Role>>,
    /// What I am answering.
    pub(super) answering: Answering,
    /// What is being taken away.
    pub(super) removal: Removal,
    /// Which comment is being changed.
    pub(super) rewording: Rewording,
    /// Which picture is shown large.
    pub(super) large: Large,
    /// What is being reported.
    pub(super) reporting: Reporting,
    /// What a moderator decides about.
    pub(super) deciding: Deciding,
}

/// One post.
#[component]
pub(crate) fn PostScreen() -> View {
    let id = id_in_path("post", PostId(Default::default()));
    let looking = Looking::here();
    let told = use_query_map().with_untracked(|query| query.get("comment"));
    let sight = Sight::new(told.and_then(|id| id.parse().ok()));
    let thread = read(KINDS, move || {
        let (looking, stretch) = (looking.get(), sight.stretch.get());
        GetThread {
            post: id,
            sort: looking.sort,
            parts: looking.parts(),
            folded: sight.folded.get(),
            from: stretch.from,
            many: stretch.many,
            reach: sight.reach.get(),
        }
    });
    let outward = Outward::provide();
    let seen = Memo::new(move || thread.get().and_then(Result::ok).and_then(|thread| thread.post));
    let role = Memo::new(move || thread.get().and_then(Result::ok).and_then(|thread| thread.role));
    let state = Memo::new(move || match thread.get() {
        Some(Ok(Thread { post: None, state, .. })) => state_of_nothing(state),
        other => ScreenState::of(&other, |_| false),
    });
    let around = Around {
        role,
        answering: Answering::new(),
        removal: Removal::new(),
        rewording: Rewording::new(),
        large: Large::new(),
        reporting: Reporting::new(),
        deciding: Deciding::new(),
    };
    let is_there = Memo::new(move || seen.with(Option::is_some));
    let offline = Memo::new(move || {
        thread.get().is_some_and(|t| t.is_ok_and(|thread| thread.state == Standing::Offline))
    });
    let content = move || match is_there.get() {
        true => view! {
            <div class="stack">
                {move || offline.get().then(offline_note)}
                {move || seen.get().map(|seen| view! { <Whole seen around /> })}
                <SortChips looking />
                <Comments thread sight looking around />
            </div>
        },
        false => nothing(state.get(), thread),
    };
    let foot = move || view! { <Foot post=id seen around reach=sight.reach /> };
    let community = Memo::new(move || seen.with(|seen| seen.as_ref().map(|s| s.post.community.id)));
    let aside = move || move || community.get().map(|community| view! { <Beside community /> });
    view! {
        <Screen name="communities.post" title=t!("communities.post") back=links::ROOT state foot=foot aside=aside
            actions=|| view! { <RefreshButton /> }>
            {content}
            <LargeSheet large=around.large />
            <RemovalQuestion removal=around.removal />
            <RewordingSheet rewording=around.rewording />
            <ReportSheet reporting=around.reporting />
            <DecideSheet deciding=around.deciding />
            <OutwardSheet outward />
        </Screen>
    }
}

fn nothing(state: ScreenState, thread: Answer<Thread>) -> View {
    let act = Act::new();
    let retry = Callback::new(move |()| {
        act.run_aloud(Refresh {}, |()| {});
        thread.refetch();
    });
    match (state, untrack(|| thread.get())) {
        (ScreenState::Loading | ScreenState::Ready, _) => view! { <SkeletonBlock lines=6 /> },
        (_, Some(Err(error))) => failed(&error, retry),
        (ScreenState::Offline, _) => out_of_reach(retry),
        _ => view! {
            <StateView icon="message-circle" title=t!("communities.post.unknown") text=t!("communities.post.unknown.text")
                action=t!("communities.look") href=links::ROOT />
        },
    }
}

/// The community of the post, where there is room.
#[component]
fn Beside(community: CommunityId) -> View {
    let seen = read(KINDS, move || GetCommunity { community });
    move || {
        let found = seen.get().and_then(Result::ok).and_then(|seen| seen.community);
        found.map(|community| view! { <div class="card">{about(&community)}</div> })
    }
}

/// A field to say something, for members; for others the way in.
#[component]
fn Foot(
    post: PostId,
    seen: Memo<Option<PostSeen>>,
    around: Around,
    reach: RwSignal<Option<CommentId>>,
) -> View {
    let belongs = Memo::new(move || around.role.get().is_some_and(Role::belongs));
    let community = Memo::new(move || {
        let of = |seen: &PostSeen| (!seen.post.removed).then_some(seen.post.community.id);
        seen.with(|seen| seen.as_ref().and_then(of))
    });
    let locked = Memo::new(move || seen.with(|s| s.as_ref().is_some_and(|s| s.post.locked)));
    move || match (community.get(), belongs.get()) {
        (Some(_), true) if locked.get() => {
            view! { <p class="hint stranger" data-test="locked">{t!("moderation.locked")}</p> }
        }
        (Some(_), true) => view! { <Composer post answering=around.answering reach /> },
        (Some(community), false) => view! { <Stranger community role=around.role /> },
        (None, _) => View::none(),
    }
}

/// Says that only members answer, and lets one become one.
#[component]
fn Stranger(community: CommunityId, role: Memo<Option<Role>>) -> View {
    let seen = read(KINDS, move || GetCommunity { community });
    let entrance = Entrance::new();
    let join = move || {
        let found = seen.get().and_then(Result::ok).and_then(|seen| seen.community);
        found
            .map(|community| view! { <JoinButton community role=role.get() entrance small=true /> })
    };
    view! {
        <div class="stranger">
            <span>{t!("communities.comment.join")}</span>
            {join}
        </div>
        <EntranceSheet entrance />
    }
}
