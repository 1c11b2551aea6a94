//! Short videos on the home screen: a few covers, each of which begins with that video.

use super::ground::ground;
use crate::answer::read;
use crate::features::feed::links;
use crate::features::feed::reads::KINDS;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::film::{NextVideos, Tab, VideoSeen};

/// How many covers there is room for.
const COUNT: u32 = 6;

/// A few covers; nothing where there are none.
pub(in super::super) fn section() -> View {
    let ask = || NextVideos { tab: Tab::ForYou, seen: Vec::new(), count: COUNT, first: None };
    let answer = read(KINDS, ask);
    // They stay where they are while one is on the screen: only what is counted changes.
    let kept = RwSignal::new(Vec::<VideoSeen>::new());
    Effect::new(move |_| {
        let found = answer.get().and_then(Result::ok).map(|next| next.videos).unwrap_or_default();
        kept.update(|kept| keep(kept, found));
    });
    let covers = move || {
        let all = kept.get();
        (!all.is_empty()).then(|| view! {
            <section class="card home-videos" data-test="home-videos">
                <header class="home-videos-head">
                    <h2>{t!("feed.videos")}</h2>
                    <a href=links::VIDEOS data-test="home-videos-all">{t!("feed.videos.all")}<Icon name="chevron-right" size=16 /></a>
                </header>
                <div class="home-videos-grid">{all.into_iter().map(cover).collect_view()}</div>
            </section>
        })
    };
    view! { {covers} }
}

/// Keeps the covers in their order, each as it is told now; the first ones stay until there are others.
fn keep(kept: &mut Vec<VideoSeen>, found: Vec<VideoSeen>) {
    let is_same = |one: &VideoSeen, other: &VideoSeen| one.seen.note.id == other.seen.note.id;
    for one in found {
        let is_full = kept.len() >= COUNT as usize;
        match kept.iter_mut().find(|old| is_same(old, &one)) {
            Some(old) => *old = one,
            None if is_full => {}
            None => kept.push(one),
        }
    }
}

fn cover(video: VideoSeen) -> View {
    let note = video.seen.note;
    let made = note.film.and_then(|film| film.made);
    let colour = ground(made.as_ref().and_then(|made| made.thumbhash.as_deref()));
    // As long as there is no poster, the cover that the author's device took.
    let poster = note.pictures.into_iter().next().map(|shot| shot.sha256);
    let picture = poster.map(|name| view! { <Picture name alt="" /> });
    let likes = format::number(note.likes);
    view! {
        <a class="home-video" href=links::video(note.id) data-test="home-video" data-video=note.id.to_string()>
            <span class="home-video-cover" style=("--ground", colour)>{picture}</span>
            <span class="home-video-words">
                <strong>{note.title}</strong>
                <span class="home-video-foot">
                    <span class="home-video-life">{note.account.name}</span>
                    <span class="home-video-likes"><Icon name="heart" size=16 /><span class="sr-only">{t!("feed.count.likes")}</span>{likes}</span>
                </span>
            </span>
        </a>
    }
}
