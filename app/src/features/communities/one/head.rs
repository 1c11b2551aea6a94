//! The head of a community: its picture, its numbers, and what I can do there.

use super::super::entrance::JoinButton;
use super::super::interests::path;
use super::super::links;
use super::screen::Sheets;
use crate::moderation::{MuteItem, ReportItem};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::communities::{Community, Joining, Role};
use sampan_protocol::moderation::Target;

/// The head of a community.
#[component]
pub(super) fn Head(
    /// Which.
    community: Community,
    /// What I am there.
    role: Option<Role>,
    /// What of the screen is up.
    sheets: Sheets,
) -> View {
    let numbers = format!(
        "{} · {}",
        tn!("communities.members", community.members),
        tn!("communities.posts", community.posts)
    );
    let topic = path(&community);
    let place = (!community.place.is_empty()).then(|| {
        view! { <span class="community-place"><Icon name="map-pin" size=16 />{community.place.clone()}</span> }
    });
    let (name, picture) = (community.name.clone(), community.picture.clone());
    let mine = role.filter(|role| role.moderates());
    let mine = mine.map(|role| {
        view! { <Badge tone=Tone::Brand>{t!(&format!("communities.role.{}", role.word()))}</Badge> }
    });
    let word = role.map_or("none", Role::word);
    view! {
        <header class="card community-head" data-test="community-head" data-role=word>
            <Avatar name=name.clone() picture size=72 square=true />
            <div class="community-words">
                <h2 class="community-name">{name}</h2>
                <p class="community-numbers" data-test="community-numbers">{numbers}</p>
                <p class="community-marks"><Badge>{topic}</Badge>{mine}{place}</p>
            </div>
            <div class="community-acts">{acts(community, role, sheets)}</div>
        </header>
    }
}

fn acts(community: Community, role: Option<Role>, sheets: Sheets) -> View {
    let Some(role) = role.filter(|role| role.belongs()) else {
        return view! { <JoinButton community role entrance=sheets.entrance /> };
    };
    let may_invite = role.moderates() || community.joining == Joining::Open;
    let navigate = use_navigate();
    let id = community.id;
    let change = move |()| navigate(&links::edit(id), NavigateOptions::default());
    let change = (role == Role::Owner).then(|| {
        view! { <MenuItem label=t!("communities.change") icon="pencil" on_press=change test="change" /> }
    });
    let leave = (role != Role::Owner).then(|| {
        let ask = move |()| sheets.leave.set(true);
        view! { <MenuItem label=t!("communities.leave") icon="log-out" danger=true on_press=ask test="leave" /> }
    });
    let invite = may_invite.then(|| {
        let ask = move |()| sheets.invite.set(true);
        view! { <Button kind=ButtonKind::Soft small=true icon="user-round-plus" on_press=ask test="invite">{t!("communities.invite")}</Button> }
    });
    let go = use_navigate();
    let rules = role.moderates().then(|| {
        let look = move |()| go(&format!("/moderation/rules/community/{id}"), NavigateOptions::default());
        view! { <MenuItem label=t!("moderation.rules") icon="shield-check" on_press=look test="word-rules" /> }
    });
    let go = use_navigate();
    let in_force = role.moderates().then(|| {
        let look = move |()| go(&format!("/moderation/in-force/community/{id}"), NavigateOptions::default());
        view! { <MenuItem label=t!("moderation.in_force") icon="hourglass" on_press=look test="in-force-link" /> }
    });
    let go = use_navigate();
    let queue = role.moderates().then(|| {
        let look = move |()| go("/moderation", NavigateOptions::default());
        view! { <MenuItem label=t!("moderation.queue") icon="gavel" on_press=look test="queue" /> }
    });
    let go = use_navigate();
    let tags = role.moderates().then(|| {
        let look = move |()| go(&links::tags(id), NavigateOptions::default());
        view! { <MenuItem label=t!("communities.tags") icon="tag" on_press=look test="tags" /> }
    });
    let (target, name) = (Target::new("community", id), community.name);
    let others = (role != Role::Owner).then(|| {
        view! {
            <ReportItem reporting=sheets.reporting target=target.clone() label=name.clone() />
            <MuteItem target name />
        }
    });
    let menu = view! { <Menu label=t!("communities.menu") test="community-menu">{change}{tags}{rules}{in_force}{queue}{others}{leave}</Menu> };
    view! { <Badge tone=Tone::Brand>{t!("communities.joined")}</Badge>{invite}{menu} }
}
