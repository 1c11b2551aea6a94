//! Screen `communities.edit`: changes how a community presents itself.

use super::super::links;
use super::super::reads::{KINDS, id_in_path};
use super::form::{Fields, Typed};
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{Community, GetCommunity, UpdateCommunity};
use sampan_protocol::ids::CommunityId;

/// Changes a community of mine.
#[component]
pub(crate) fn EditScreen() -> View {
    let id = id_in_path("community", CommunityId(Default::default()));
    let seen = read(KINDS, move || GetCommunity { community: id });
    // What the form begins with: it is not made anew while somebody types.
    let start = RwSignal::new(None::<Community>);
    Effect::new(move |_| {
        let found = seen.get().and_then(Result::ok).and_then(|seen| seen.community);
        if start.with_untracked(Option::is_none) && found.is_some() {
            start.set(found);
        }
    });
    let state = Signal::derive(move || match start.with(Option::is_some) {
        true => ScreenState::Ready,
        false => ScreenState::of(&seen.get(), |seen| seen.community.is_none()),
    });
    let body = move || match start.get() {
        Some(community) => view! { <Form community /> },
        None => {
            loaded(seen.get(), move |()| seen.refetch(), |_| view! { <SkeletonBlock lines=6 /> })
        }
    };
    view! { <Screen name="communities.edit" title=t!("communities.change") back=links::ROOT state>{body}</Screen> }
}

#[component]
fn Form(community: Community) -> View {
    let typed = Typed::of(&community);
    let (act, op) = (Act::new(), new_op());
    let back = go_back(links::ROOT);
    let (id, current) = (community.id, community.picture.clone());
    let kept = community.picture;
    let save = move |()| {
        let face = untrack(|| typed.face(kept.clone()));
        let command = UpdateCommunity { op, community: id, face, picture: typed.picture() };
        act.run(command, move |()| back.run(()));
    };
    view! {
        <div class="form">
            <Fields typed current />
            {problem(act)}
            <Button block=true busy=act.busy() disabled=typed.incomplete() on_press=save test="community-save">{t!("ui.save")}</Button>
        </div>
    }
}
