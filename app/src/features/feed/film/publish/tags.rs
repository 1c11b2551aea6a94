//! What a video points at: products, places, accounts.

use super::super::super::note::icon_of;
use super::typed::Typed;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::film::FILM_TAGS;
use sampan_protocol::feed::{LINK_LIMIT, TAG_LIMIT, Tag, TagKind, check_tag};

/// What the video points at.
#[component]
pub(super) fn TagsField(
    /// What is typed.
    typed: Typed,
) -> View {
    let (text, link) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let kind = RwSignal::new(TagKind::Product.word());
    let now = move || {
        let kind = TagKind::from_word(kind.get()).unwrap_or_default();
        let trimmed = |text: RwSignal<String>| text.with(|text| text.trim().to_owned());
        Tag { x: 500, y: 500, kind, text: trimmed(text), link: trimmed(link) }
    };
    let unfit = Signal::derive(move || {
        typed.tags.with(Vec::len) >= FILM_TAGS || check_tag(&now()).is_err()
    });
    let add = move |()| {
        let tag = untrack(now);
        typed.tags.update(|tags| tags.push(tag));
        text.set(String::new());
        link.set(String::new());
    };
    let row = move |(at, tag): (usize, Tag)| {
        let out = move |()| {
            typed.tags.update(|tags| {
                if at < tags.len() {
                    tags.remove(at);
                }
            });
        };
        let icon = icon_of(tag.kind);
        view! { <ListItem title=tag.text detail=tag.link lead=move || view! { <Icon name=icon /> } tail=|| view! { <Icon name="x" /> } on_press=out test="tag-out" /> }
    };
    let rows = move || typed.tags.get().into_iter().enumerate().map(row).collect_view();
    let options =
        TagKind::ALL.iter().map(|one| (one.word(), t!(&format!("feed.tag.{}", one.word()))));
    let limit = |limit: usize| u32::try_from(limit).unwrap_or(u32::MAX);
    view! {
        <section class="stack">
            <h3>{t!("feed.tags")}</h3>
            <ListSection>{rows}</ListSection>
            <Segmented label=t!("feed.tag.kind") options=options.collect() value=kind test="tag-kind" />
            <Field label=t!("feed.tag.text") value=text max=limit(TAG_LIMIT) test="tag-text" />
            <Field label=t!("feed.tag.link") value=link max=limit(LINK_LIMIT) placeholder="https://" test="tag-link" />
            <Button block=true kind=ButtonKind::Soft icon="tag" disabled=unfit on_press=add test="tag-add">{t!("feed.tag.add")}</Button>
        </section>
    }
}
