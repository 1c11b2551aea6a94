//! Tags of a community: on posts, for choosing, and for looking at those posts only.

use super::links;
use super::looking::Looking;
use crate::prelude::*;
use crate::t;
use crate::ui::Chip;
use sampan_protocol::communities::Tag;
use sampan_protocol::communities::tags::MOST_ON_POST;
use sampan_protocol::ids::{CommunityId, TagId};

/// What a post is marked with; each leads to the posts of its community that are, too.
pub(super) fn marks(community: CommunityId, tags: &[Tag]) -> Option<View> {
    let mark = |tag: &Tag| {
        let href = links::tagged(community, tag.id);
        view! { <li><a class=class(tag) href=href data-test="tag">{tag.name.clone()}</a></li> }
    };
    (!tags.is_empty()).then(|| {
        view! { <ul class="tags" aria-label=t!("communities.tags")>{tags.iter().map(mark).collect_view()}</ul> }
    })
}

/// The class of what shows a tag.
pub(super) fn class(tag: &Tag) -> String {
    format!("tag hue-{}", tag.hue)
}

/// Chips to look at the posts with one tag only; nothing where a community has none.
#[component]
pub(super) fn TagChips(
    /// How it is looked.
    looking: RwSignal<Looking>,
    /// The tags of the community.
    tags: Memo<Vec<Tag>>,
) -> View {
    let choose = move |tag: Option<TagId>| {
        move |()| looking.update(|now| *now = Looking { tag, further: 0, ..*now })
    };
    let chip = move |tag: Tag| {
        let this = Some(tag.id);
        let selected = Signal::derive(move || looking.get().tag == this);
        view! { <span class=class(&tag)><Chip label=tag.name selected on_press=choose(this) test="tag-chip" /></span> }
    };
    move || {
        let all = tags.get();
        (!all.is_empty()).then(|| {
            let selected = Signal::derive(move || looking.get().tag.is_none());
            view! {
                <div class="chips tag-chips" role="group" aria-label=t!("communities.tags")>
                    <Chip label=t!("communities.tags.all") selected on_press=choose(None) test="tag-chip-all" />
                    {all.into_iter().map(chip).collect_view()}
                </div>
            }
        })
    }
}

/// Chips to mark a post that is being written; what is chosen is kept as text, for drafts are text.
#[component]
pub(super) fn TagPick(
    /// The identifiers that are chosen.
    chosen: RwSignal<String>,
    /// The tags of the community.
    tags: Signal<Vec<Tag>>,
) -> View {
    let chip = move |tag: Tag| {
        let id = tag.id;
        let selected = Signal::derive(move || chosen.with(|text| read(text).contains(&id)));
        let turn = move |()| {
            let mut ids = untrack(|| chosen.with(|text| read(text)));
            match ids.iter().position(|one| *one == id) {
                Some(at) => drop(ids.remove(at)),
                None if ids.len() < MOST_ON_POST => ids.push(id),
                None => return,
            }
            chosen.set(write(&ids));
        };
        view! { <span class=class(&tag)><Chip label=tag.name selected on_press=turn test="post-tag" /></span> }
    };
    move || {
        let all = tags.get();
        (!all.is_empty()).then(|| {
            view! {
                <div class="field" role="group" aria-label=t!("communities.tags")>
                    <span class="field-label">{t!("communities.tags.choose", limit = MOST_ON_POST)}</span>
                    <div class="tag-pick">{all.into_iter().map(chip).collect_view()}</div>
                </div>
            }
        })
    }
}

/// Identifiers in a text.
pub(super) fn read(text: &str) -> Vec<TagId> {
    text.split(',').filter_map(|id| id.parse().ok()).collect()
}

/// Identifiers as a text.
pub(super) fn write(ids: &[TagId]) -> String {
    ids.iter().map(TagId::to_string).collect::<Vec<_>>().join(",")
}
