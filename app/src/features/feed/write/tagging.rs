//! Pointing at things in a picture: pressing a place names what is there.

use super::super::note::{icon_of, per_mille};
use super::super::shot::Shot;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{
    LINK_LIMIT, Shot as Picture, TAG_LIMIT, TAGS, Tag, TagKind, check_tag,
};
use wasm_bindgen::JsCast;

/// Which picture is looked at.
#[derive(Clone, Copy)]
pub(super) struct Tagging {
    open: RwSignal<bool>,
    at: RwSignal<usize>,
    shots: RwSignal<Vec<Picture>>,
}

impl Tagging {
    /// None is.
    pub(super) fn new(shots: RwSignal<Vec<Picture>>) -> Self {
        Self { open: RwSignal::new(false), at: RwSignal::new(0), shots }
    }

    /// This one is.
    pub(super) fn begin(self, at: usize) {
        self.at.set(at);
        self.open.set(true);
    }

    fn picture(self) -> Option<Picture> {
        self.shots.with(|shots| shots.get(self.at.get()).cloned())
    }

    fn change(self, change: impl FnOnce(&mut Picture)) {
        let at = self.at.get_untracked();
        self.shots.update(|shots| {
            if let Some(picture) = shots.get_mut(at) {
                change(picture);
            }
        });
    }
}

/// A picture with its tags, and a form for the next one.
#[component]
pub(super) fn TaggingSheet(
    /// Which.
    tagging: Tagging,
) -> View {
    view! {
        <Sheet open=tagging.open title=t!("feed.tags") test="tag-sheet"><Pointing tagging /></Sheet>
    }
}

#[component]
fn Pointing(tagging: Tagging) -> View {
    let place = RwSignal::new((500_u16, 500_u16));
    let (text, link) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let kind = RwSignal::new(TagKind::Product.word());
    let point = move |ev: leptos::ev::MouseEvent| {
        let target =
            ev.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let Some(area) = target.map(|target| target.get_bounding_client_rect()) else { return };
        let part = |at: f64, from: f64, long: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "0 to 1000"
            )]
            let part = ((at - from) / long.max(1.0) * 1_000.0).clamp(0.0, 1_000.0) as u16;
            part
        };
        let x = part(f64::from(ev.client_x()), area.left(), area.width());
        let y = part(f64::from(ev.client_y()), area.top(), area.height());
        place.set((x, y));
    };
    let typed = move || {
        let (x, y) = place.get();
        let kind = TagKind::from_word(kind.get()).unwrap_or_default();
        let trimmed = |text: RwSignal<String>| text.with(|text| text.trim().to_owned());
        Tag { x, y, kind, text: trimmed(text), link: trimmed(link) }
    };
    let unfit = Signal::derive(move || {
        let full = tagging.picture().is_none_or(|picture| picture.tags.len() >= TAGS);
        full || check_tag(&typed()).is_err()
    });
    let add = move |()| {
        let tag = untrack(typed);
        tagging.change(|picture| picture.tags.push(tag));
        text.set(String::new());
        link.set(String::new());
    };
    let shown = move || tagging.picture().map(|picture| view! { <Shot name=picture.sha256 /> });
    let row = move |(at, tag): (usize, Tag)| {
        let out = move |()| tagging.change(|picture| drop(picture.tags.remove(at)));
        let icon = icon_of(tag.kind);
        view! { <ListItem title=tag.text detail=tag.link lead=move || view! { <Icon name=icon /> } tail=|| view! { <Icon name="x" /> } on_press=out test="tag-out" /> }
    };
    let rows = move || {
        let tags = tagging.picture().map(|picture| picture.tags).unwrap_or_default();
        tags.into_iter().enumerate().map(row).collect_view()
    };
    let options =
        TagKind::ALL.iter().map(|one| (one.word(), t!(&format!("feed.tag.{}", one.word()))));
    let limit = |limit: usize| u32::try_from(limit).unwrap_or(u32::MAX);
    view! {
        <div class="form">
            <p class="hint">{t!("feed.tags.hint")}</p>
            <div class="pointing" on:click=point data-test="pointing">
                {shown}
                <span class="pointing-at" style=("--x", move || per_mille(place.get().0)) style=("--y", move || per_mille(place.get().1))></span>
            </div>
            <Segmented label=t!("feed.tag.kind") options=options.collect() value=kind test="tag-kind" />
            <Field label=t!("feed.tag.text") value=text max=limit(TAG_LIMIT) test="tag-text" />
            <Field label=t!("feed.tag.link") value=link max=limit(LINK_LIMIT) placeholder="https://" test="tag-link" />
            <Button block=true icon="tag" disabled=unfit on_press=add test="tag-add">{t!("feed.tag.add")}</Button>
            <ListSection>{rows}</ListSection>
        </div>
    }
}
