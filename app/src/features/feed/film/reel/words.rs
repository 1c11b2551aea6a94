//! What is written of a video, at its foot: whose it is, what it says, where it was, what it points at.

use crate::features::feed::links;
use crate::features::feed::note::icon_of;
use crate::outward::Outward;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::film::VideoSeen;
use sampan_protocol::feed::text::Piece;
use sampan_protocol::feed::{NoteShown, Tag};

/// What is written of a video.
#[component]
pub(super) fn Words(
    /// The video.
    video: Memo<VideoSeen>,
    /// What is known of it besides: its text, taken apart.
    shown: Memo<Option<NoteShown>>,
    /// Where links lead.
    outward: Outward,
) -> View {
    // Nothing of it is made anew when somebody likes the video.
    let said = Memo::new(move || {
        video.with(|video| {
            let note = &video.seen.note;
            let film = note.film.as_ref();
            let sound = film.map(|film| film.sound.clone()).unwrap_or_default();
            let tags = film.map(|film| film.tags.clone()).unwrap_or_default();
            (note.account.clone(), note.title.clone(), note.place.clone(), (sound, tags))
        })
    });
    let waits = Memo::new(move || video.with(|video| video.seen.waits || video.seen.note.waiting));
    let pending =
        move || waits.get().then(|| view! { <Badge tone=Tone::Warning>{t!("feed.waits")}</Badge> });
    let open = RwSignal::new(false);
    let whole = move || {
        let (life, title, place, (sound, tags)) = said.get();
        let badge = life.verified.then(|| view! { <span class="film-verified" title=t!("feed.verified")><Icon name="badge-check" size=16 /></span> });
        let line = |icon: &'static str, words: String| {
            (!words.is_empty())
                .then(|| view! { <p class="film-line"><Icon name=icon size=16 /><span>{words}</span></p> })
        };
        let chips = tags.into_iter().map(|tag| chip(tag, outward)).collect_view();
        view! {
            <p class="film-name"><a href=links::life(life.id)>{format!("@{}", life.name)}</a>{badge}{pending}</p>
            <h2 class="film-title" data-test="video-title">{title}</h2>
            <Text video shown outward open />
            {line("map-pin", place)}
            {line("music", sound)}
            <div class="film-chips">{chips}</div>
        }
    };
    view! { <div class="film-words" class:open=open>{whole}</div> }
}

/// The text with its topics and links: two lines of it, or all.
#[component]
fn Text(
    video: Memo<VideoSeen>,
    shown: Memo<Option<NoteShown>>,
    outward: Outward,
    open: RwSignal<bool>,
) -> View {
    let text = Memo::new(move || video.with(|video| video.seen.note.text.clone()));
    let pieces =
        Memo::new(move || shown.with(|shown| shown.as_ref().map(|shown| shown.pieces.clone())));
    let piece = move |piece: Piece| match piece {
        Piece::Words(words) => view! { <span>{words}</span> },
        Piece::Topic(topic) => {
            view! { <a class="film-topic" href=links::topic(&topic) data-test="video-topic">{format!("#{topic}")}</a> }
        }
        Piece::Link(link) => {
            let address = link.clone();
            view! { <button class="film-topic" type="button" on:click=move |_| outward.follow(address.clone())>{link}</button> }
        }
    };
    let inside = move || match pieces.get() {
        Some(pieces) if !pieces.is_empty() => pieces.into_iter().map(piece).collect_view().view(),
        _ => text.get().view(),
    };
    let label = move || if open.get() { t!("feed.video.less") } else { t!("feed.video.more") };
    let is_long =
        Memo::new(move || text.with(|text| text.chars().count() > 60 || text.contains('\n')));
    let turn = move || {
        is_long.get().then(|| view! {
            <button class="film-expand" type="button" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open) data-test="video-expand">{label}</button>
        })
    };
    let all = move || {
        (!text.with(String::is_empty))
            .then(|| view! { <p class="film-says selectable">{inside}</p>{turn} })
    };
    view! { {all} }
}

fn chip(tag: Tag, outward: Outward) -> View {
    let Tag { text, link, kind, .. } = tag;
    let press = move |_| outward.follow(link.clone());
    view! {
        <button class="film-chip" type="button" on:click=press data-test="tag"><Icon name=icon_of(kind) size=16 /><span>{text}</span></button>
    }
}
