//! The pictures of a note: picked, cropped, put in order, pointed into, taken out.

use super::super::shot::Shot;
use super::clip::{ClipButton, drop_clip};
use super::cropper::{CropSheet, Picked};
use super::tagging::{Tagging, TaggingSheet};
use super::typed::Typed;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::feed::{PICTURES, Shot as Picture};

/// The most bytes of a file that is read.
const LIMIT: f64 = 12_000_000.0;

/// The pictures of a note, or its clip.
#[component]
pub(super) fn PicturesField(
    /// What is typed.
    typed: Typed,
) -> View {
    let (picked, shots) = (Picked::new(), typed.shots);
    let tagging = Tagging::new(shots);
    let is_clip = Memo::new(move || typed.clip.with(Option::is_some));
    let one = move |(at, picture): (usize, Picture)| {
        let out = move |_| {
            shots.update(|all| drop(all.remove(at)));
            drop_clip(typed);
        };
        let first = move |_| shots.update(|all| all.swap(0, at));
        let tags = (!picture.tags.is_empty()).then(|| view! {
            <span class="shot-tags"><Icon name="tag" size=16 />{format::number(i64::try_from(picture.tags.len()).unwrap_or_default())}</span>
        });
        let cover = (at > 0).then(|| view! {
            <button class="picture-first" type="button" aria-label=t!("feed.picture.first") title=t!("feed.picture.first") on:click=first data-test="picture-first"><Icon name="arrow-left" size=16 /></button>
        });
        view! {
            <span class="picture-chosen" data-test="picture-chosen">
                <button class="picture-open" type="button" aria-label=t!("feed.tags") on:click=move |_| tagging.begin(at) data-test="picture-tags"><Shot name=picture.sha256 /></button>
                {tags}{cover}
                <button class="picture-out" type="button" aria-label=t!("ui.picture_remove") on:click=out data-test="picture-out"><Icon name="x" size=16 /></button>
            </span>
        }
    };
    let all = move || shots.get().into_iter().enumerate().map(one).collect_view();
    let count = Memo::new(move || shots.with(Vec::len));
    let add = move || (count.get() < PICTURES && !is_clip.get()).then(|| view! { <Add picked /> });
    let clip = move || (count.get() == 0).then(|| view! { <ClipButton typed /> });
    let says = move || match is_clip.get() {
        true => t!("feed.clip.chosen"),
        false => t!("feed.pictures.hint", n = PICTURES),
    };
    view! {
        <div class="field">
            <span class="pictures-label">{t!("feed.pictures")}</span>
            <div class="pictures">{all}{add}{clip}</div>
            <p class="field-foot">{says}</p>
        </div>
        <CropSheet picked shots />
        <TaggingSheet tagging />
    }
}

#[component]
fn Add(picked: Picked) -> View {
    let id = fresh_id("note-pictures");
    let input = NodeRef::<html::Input>::new();
    let toasts = use_toasts();
    let pick = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let files = input.files();
        let count = files.as_ref().map_or(0, web_sys::FileList::length);
        for file in (0..count).filter_map(|at| files.as_ref()?.get(at)) {
            if file.size() > LIMIT {
                toasts.say(t!("ui.picture_too_large"));
                continue;
            }
            read_file(&file, move |address| picked.add(address));
        }
        // The same file can be picked again after it was taken out.
        input.set_value("");
    };
    view! {
        <label class="picture-add" for=id.clone()>
            <Icon name="image" />
            <span>{t!("feed.pictures.add")}</span>
        </label>
        <input node_ref=input id=id class="sr-only" type="file" multiple accept="image/png,image/jpeg,image/webp,image/gif" on:change=pick data-test="note-pictures" />
    }
}
