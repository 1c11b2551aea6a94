//! Screen `communities.rewrite`: changes what a post of mine says.

use super::super::links;
use super::super::reads::{KINDS, id_in_path};
use super::fields::{Fields, Typed};
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::ops::Edit;
use sampan_protocol::communities::{EditWritten, GetCommunity, GetThread, Post, Sort};
use sampan_protocol::ids::PostId;

/// Changes a post of mine.
#[component]
pub(crate) fn RewriteScreen() -> View {
    let id = id_in_path("post", PostId(Default::default()));
    let thread = read(KINDS, move || GetThread {
        post: id,
        sort: Sort::Hot,
        parts: 1,
        folded: Vec::new(),
        from: 0,
        many: 0,
        reach: None,
    });
    // What the form begins with: it is not made anew while somebody types.
    let start = RwSignal::new(None::<Post>);
    Effect::new(move |_| {
        let found = thread.get().and_then(Result::ok).and_then(|thread| thread.post);
        if let Some(seen) = found.filter(|_| start.with_untracked(Option::is_none)) {
            start.set(Some(seen.post));
        }
    });
    let state = Signal::derive(move || match start.with(Option::is_some) {
        true => ScreenState::Ready,
        false => ScreenState::of(&thread.get(), |thread| thread.post.is_none()),
    });
    let body = move || match start.get() {
        Some(post) => view! { <Form post /> },
        None => loaded(
            thread.get(),
            move |()| thread.refetch(),
            |_| view! { <SkeletonBlock lines=6 /> },
        ),
    };
    view! { <Screen name="communities.rewrite" title=t!("communities.post.edit") back=links::ROOT state>{body}</Screen> }
}

#[component]
fn Form(post: Post) -> View {
    let typed = Typed::of(&post);
    let home = post.community.id;
    let seen = read(KINDS, move || GetCommunity { community: home });
    let known = Signal::derive(move || {
        let found = seen.get().and_then(Result::ok).and_then(|seen| seen.community);
        found.map(|community| community.tags).unwrap_or_default()
    });
    let (act, op, id) = (Act::new(), new_op(), post.id);
    let back = go_back(links::ROOT);
    let save = move |()| {
        let edit = Edit::Post { post: id, said: untrack(|| typed.said()) };
        act.run(EditWritten { op, edit }, move |()| back.run(()));
    };
    let incomplete = Signal::derive(move || typed.incomplete());
    view! {
        <div class="form">
            <Fields typed known may_pick=false />
            {problem(act)}
            <Button block=true busy=act.busy() disabled=incomplete on_press=save test="post-save">{t!("ui.save")}</Button>
        </div>
    }
}
