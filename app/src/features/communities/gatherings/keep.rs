//! Screens `communities.gathering_new` and `communities.gathering_change`.

use super::super::links;
use super::super::reads::id_in_path;
use super::KINDS;
use super::form::{Fields, Typed};
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::gatherings::{Gathering, GetGathering, KeepGathering};
use sampan_protocol::ids::{CommunityId, GatheringId, uuid_v7};

/// Announces a gathering.
#[component]
pub(crate) fn NewScreen() -> View {
    let community = id_in_path("community", CommunityId(Default::default()));
    let id = GatheringId(uuid_v7(&BrowserClock, &BrowserRandom));
    let typed = Typed::of(None);
    view! {
        <Screen name="communities.gathering_new" title=t!("communities.gathering.new") back=links::GATHERINGS>
            <Keep typed id community=Some(community) of=community />
        </Screen>
    }
}

/// Changes one of mine.
#[component]
pub(crate) fn ChangeScreen() -> View {
    let id = id_in_path("gathering", GatheringId(Default::default()));
    let answer = read(KINDS, move || GetGathering { gathering: id });
    // What the form begins with: it is not made anew while somebody types.
    let start = RwSignal::new(None::<Gathering>);
    Effect::new(move |_| {
        let found = answer.get().and_then(Result::ok).and_then(|seen| seen.gathering);
        if start.with_untracked(Option::is_none) && found.is_some() {
            start.set(found);
        }
    });
    let state = Signal::derive(move || match start.with(Option::is_some) {
        true => ScreenState::Ready,
        false => ScreenState::of(&answer.get(), |seen| seen.gathering.is_none()),
    });
    let body = move || match start.get() {
        Some(one) => {
            let typed = Typed::of(Some(&one.plan));
            view! { <Keep typed id community=None of=one.community.id /> }
        }
        None => loaded(
            answer.get(),
            move |()| answer.refetch(),
            |_| view! { <SkeletonBlock lines=6 /> },
        ),
    };
    view! { <Screen name="communities.gathering_change" title=t!("communities.gathering.change") back=links::GATHERINGS state>{body}</Screen> }
}

#[component]
fn Keep(typed: Typed, id: GatheringId, community: Option<CommunityId>, of: CommunityId) -> View {
    let (act, op) = (Act::new(), new_op());
    let navigate = StoredValue::new(use_navigate());
    let save = move |()| {
        let plan = untrack(|| typed.plan());
        act.run(KeepGathering { op, gathering: id, community, plan }, move |()| {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.with_value(|go| go(&links::gathering(id), options));
        });
    };
    let label = match community {
        Some(_) => t!("communities.gathering.announce"),
        None => t!("ui.save"),
    };
    view! {
        <div class="form">
            <Fields typed of />
            {problem(act)}
            <Button block=true busy=act.busy() disabled=typed.incomplete() on_press=save test="gathering-keep">{label}</Button>
        </div>
    }
}
