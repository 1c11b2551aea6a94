//! The pictures of a note side by side, with tags that lead on.

use super::super::cards::ratio;
use super::super::shot::{Clip, Shot};
use crate::outward::Outward;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{Note, Shot as Picture, Tag, TagKind};

/// The pictures, or the clip.
pub(super) fn pictures(note: &Note, outward: Outward) -> View {
    let Some(first) = note.pictures.first() else { return View::none() };
    if let Some(clip) = note.clip.clone() {
        return view! { <div class="note-shots"><Clip name=clip cover=first.sha256.clone() /></div> };
    }
    let high = format!("1000 / {}", ratio(first));
    let count = note.pictures.len();
    let one = |(at, picture): (usize, Picture)| {
        let number = (count > 1).then(|| format!("{}/{count}", at + 1));
        let own = format!("calc({} / {})", picture.width.max(1), picture.height.max(1));
        let tags = picture.tags.iter().map(|tag| tag_in(tag, outward)).collect_view();
        view! {
            <figure class="note-shot" data-test="note-picture">
                <span class="note-image" style=("--own", own)><Shot name=picture.sha256 />{tags}</span>
                {number.map(|number| view! { <figcaption class="note-number">{number}</figcaption> })}
            </figure>
        }
    };
    let all = note.pictures.iter().cloned().enumerate().map(one);
    view! {
        <div class="note-shots" style=("--ratio", high) tabindex="0" role="group" aria-label=t!("feed.pictures")>{all.collect_view()}</div>
    }
}

/// The icon of what is pointed at.
pub(in super::super) const fn icon_of(kind: TagKind) -> &'static str {
    match kind {
        TagKind::Product => "shopping-bag",
        TagKind::Place => "map-pin",
        TagKind::Account => "store",
    }
}

fn tag_in(tag: &Tag, outward: Outward) -> View {
    let (text, link) = (tag.text.clone(), tag.link.clone());
    let far = tag.x > 500;
    let press = move |_| outward.follow(link.clone());
    view! {
        <button class="shot-tag" class:far=far type="button" style=("--x", per_mille(tag.x))
            style=("--y", per_mille(tag.y)) on:click=press data-test="tag">
            <Icon name=icon_of(tag.kind) size=16 />
            <span>{text}</span>
        </button>
    }
}

/// A length in percent, without printing a float.
pub(in super::super) fn per_mille(part: u16) -> String {
    format!("{}.{}%", part / 10, part % 10)
}
