//! Screen `communities.write`: writes a post.

use super::super::links;
use super::super::reads::read_memberships;
use super::fields::{Fields, Typed};
use crate::act::{Act, problem};
use crate::answer::begin_with;
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::draft::Draft;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_params_map, use_query_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{Membership, WritePost};
use sampan_protocol::ids::{CommunityId, PostId, uuid_v7};

/// Writes a post in a community that I belong to.
#[component]
pub(crate) fn WriteScreen() -> View {
    let given = use_params_map().with_untracked(|params| params.get("community"));
    let given = given.and_then(|id| id.parse::<CommunityId>().ok());
    let all = read_memberships();
    let (mine, state) = begin_with(all, |one| one.role.belongs());
    let body = move || match mine.get() {
        Some(mine) if mine.is_empty() => view! {
            <StateView icon="users-round" title=t!("communities.write.none") text=t!("communities.write.none.text")
                action=t!("communities.discover") href=links::DISCOVER />
        },
        Some(mine) => view! { <Form mine given /> },
        None => loaded(all.get(), move |()| all.refetch(), |_| view! { <SkeletonBlock lines=5 /> }),
    };
    view! { <Screen name="communities.write" title=t!("communities.write") back=links::ROOT state>{body}</Screen> }
}

#[component]
fn Form(mine: Vec<Membership>, given: Option<CommunityId>) -> View {
    let first = mine.iter().map(|one| one.community.id).find(|id| given.is_none_or(|g| g == *id));
    let first = first.or_else(|| mine.first().map(|one| one.community.id));
    let chosen = RwSignal::new(first.map(|id| id.to_string()).unwrap_or_default());
    let typed = Typed::new();
    if let Some(text) = use_query_map().with_untracked(|query| query.get("text")) {
        typed.begin(text);
    }
    let form = move || chosen.with(|id| format!("post/{id}"));
    let draft = Draft::of(untrack(form), typed.fields());
    Effect::new(move |_| draft.move_to(form()));
    let (act, op) = (Act::new(), new_op());
    let post = PostId(uuid_v7(&BrowserClock, &BrowserRandom));
    let navigate = StoredValue::new(use_navigate());
    let send = move |()| {
        let Ok(community) = chosen.get_untracked().parse::<CommunityId>() else { return };
        let said = untrack(|| typed.said());
        let pictures = typed.pictures.base64();
        act.run(WritePost { op, post, community, said, pictures }, move |()| {
            draft.forget();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.with_value(|go| go(&links::post(post), options));
        });
    };
    let homes: Vec<_> =
        mine.iter().map(|one| (one.community.id.to_string(), one.community.tags.clone())).collect();
    let known = Signal::derive(move || {
        let home = chosen.with(|id| homes.iter().find(|(home, _)| home == id).cloned());
        home.map(|(_, tags)| tags).unwrap_or_default()
    });
    let option = |one: Membership| (one.community.id.to_string(), one.community.name);
    let options: Vec<(String, String)> = mine.into_iter().map(option).collect();
    let incomplete = Signal::derive(move || typed.incomplete());
    view! {
        <div class="form">
            <Select label=t!("communities.write.where") options value=chosen test="post-where" />
            <Fields typed known may_pick=true />
            {problem(act)}
            <Button block=true icon="send" busy=act.busy() disabled=incomplete on_press=send test="post-send">{t!("communities.post.send")}</Button>
            <p class="list-foot">{t!("communities.write.kept")}</p>
        </div>
    }
}
