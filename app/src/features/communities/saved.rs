//! Screen `communities.saved`: posts that one keeps.

use super::links;
use super::posts::card;
use super::reads::KINDS;
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{ListSaved, PostSeen, Saved};

/// Posts that I keep, the last one first.
#[component]
pub(crate) fn SavedScreen() -> View {
    let saved = read(KINDS, || ListSaved {});
    let state = Signal::derive(move || ScreenState::of(&saved.get(), Vec::is_empty));
    let body = move || loaded(saved.get(), move |()| saved.refetch(), list);
    view! { <Screen name="communities.saved" title=t!("communities.saved") back=links::ROOT state>{body}</Screen> }
}

fn list(saved: Vec<Saved>) -> View {
    if saved.is_empty() {
        return view! {
            <StateView icon="bookmark" title=t!("communities.saved.none") text=t!("communities.saved.none.text")
                action=t!("communities.look") href=links::ROOT />
        };
    }
    // What is kept is the post as it was, without the marks of the device.
    let seen = |Saved { post, .. }| PostSeen {
        post,
        html: String::new(),
        excerpt: String::new(),
        waits: false,
        saved: true,
        mine: false,
    };
    let cards = saved.into_iter().map(|one| card(seen(one), false));
    view! { <div class="posts" data-test="posts">{cards.collect_view()}</div> }
}
