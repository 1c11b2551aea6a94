//! What one does with a video, at its right: follow, like, comment, collect, share, and more.

use super::list::Reel;
use super::sheets::Sheets;
use crate::act::Act;
use crate::clock::new_op;
use crate::features::feed::folders::Keeping;
use crate::features::feed::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::film::VideoSeen;
use sampan_protocol::feed::{FollowLife, KeepNote, LikeIt, Liked, NoteShown};

/// What one does with a video.
#[component]
pub(super) fn Rail(
    /// The video.
    video: Memo<VideoSeen>,
    /// Whether it is looked at: only then it goes by its names for tests.
    now: Memo<bool>,
    /// Likes it, or does no longer.
    #[prop(into)]
    on_like: Callback<()>,
    /// Its sheets.
    sheets: Sheets,
    /// Where it is asked in which folder it is kept.
    keeping: Keeping,
    /// What is known of it besides.
    shown: Memo<Option<NoteShown>>,
    /// Opens or closes what is said of it.
    #[prop(into)]
    on_talk: Callback<()>,
) -> View {
    let test = move |name: &'static str| move || now.get().then_some(name);
    let note = Memo::new(move || video.with(|video| video.seen.note.clone()));
    let liked = Memo::new(move || note.with(|note| note.liked));
    let kept = Memo::new(move || note.with(|note| note.kept));
    let count = move |n: i64| if n > 0 { format::number(n) } else { String::new() };
    let likes = move || count(note.with(|note| note.likes));
    let comments = move || count(note.with(|note| note.comments));
    let saves = move || count(note.with(|note| note.saves));
    let act = Act::new();
    let keep = move |_| match kept.get_untracked() {
        true => keeping.begin(shown.with_untracked(|s| s.as_ref().and_then(|s| s.folder))),
        false => {
            let id = note.with_untracked(|note| note.id);
            let keep = KeepNote { op: new_op(), note: id, kept: true, folder: None };
            act.run_aloud(keep, move |()| keeping.begin(None));
        }
    };
    // What is written on a button is part of its name (WCAG 2.5.3).
    let named = |name: String, count: String| format!("{name} {count}").trim().to_owned();
    let says_like =
        move || named(if liked.get() { t!("feed.liked") } else { t!("feed.like") }, likes());
    let says_talk = move || named(t!("feed.video.comments"), comments());
    let says_keep =
        move || named(if kept.get() { t!("feed.kept") } else { t!("feed.keep") }, saves());
    view! {
        <div class="film-rail">
            <Who video now />
            <button class="film-act like" class:on=liked type="button" aria-pressed=move || liked.get().to_string()
                aria-label=says_like on:click=move |_| on_like.run(()) data-test=test("video-like")>
                <Icon name="heart" size=28 /><span data-test=test("video-likes")>{likes}</span>
            </button>
            <button class="film-act" type="button" aria-label=says_talk on:click=move |_| on_talk.run(()) data-test=test("video-comment")>
                <Icon name="message-circle" size=28 /><span>{comments}</span>
            </button>
            <button class="film-act keep" class:on=kept type="button" aria-pressed=move || kept.get().to_string()
                aria-label=says_keep on:click=keep data-test=test("video-collect")>
                <Icon name="bookmark" size=28 /><span>{saves}</span>
            </button>
            <button class="film-act" type="button" aria-label=t!("feed.share") on:click=move |_| sheets.share.set(true) data-test=test("video-share")>
                <Icon name="share-2" size=28 />
            </button>
            <button class="film-act" type="button" aria-label=t!("feed.menu") aria-haspopup="dialog" on:click=move |_| sheets.menu.set(true) data-test=test("video-more")>
                <Icon name="ellipsis" size=28 />
            </button>
        </div>
    }
}

/// Whose it is, and following them.
#[component]
fn Who(video: Memo<VideoSeen>, now: Memo<bool>) -> View {
    let life = Memo::new(move || video.with(|video| video.seen.note.account.clone()));
    let follows = Memo::new(move || video.with(|video| (video.follows, video.mine)));
    let act = Act::new();
    let follow = move |_| {
        let account = life.with_untracked(|life| life.id);
        let follows = !video.with_untracked(|video| video.follows);
        act.run_aloud(FollowLife { op: new_op(), account, follows }, |()| {});
    };
    let who = move || {
        let life = life.get();
        view! {
            <a class="film-life" href=links::life(life.id) aria-label=life.name.clone()><Avatar name=life.name picture=life.picture size=48 /></a>
        }
    };
    let button = move || {
        let (follows, mine) = follows.get();
        let (icon, label) = match follows {
            true => ("check", t!("feed.follows")),
            false => ("plus", t!("feed.follow")),
        };
        let test = move || now.get().then_some("video-follow");
        (!mine).then(|| view! {
            <button class="film-follow" class:on=follows type="button" aria-pressed=follows.to_string() aria-label=label.clone() title=label on:click=follow data-test=test>
                <span class="film-plus"><Icon name=icon size=16 /></span>
            </button>
        })
    };
    view! { <div class="film-who">{who}{button}</div> }
}

/// Likes a video, or does no longer; `only` never lets it go.
pub(super) fn like(video: Memo<VideoSeen>, act: Act, only: bool) {
    let (id, liked) = video.with_untracked(|v| (v.seen.note.id, v.seen.note.liked));
    if !(only && liked) {
        act.run_aloud(LikeIt { op: new_op(), target: Liked::Note(id), likes: !liked }, |()| {});
    }
}

/// The buttons that lead from one video to another, on a large window.
#[component]
pub(super) fn Steps(
    /// The videos that come.
    reel: Reel,
) -> View {
    let first = move || reel.at.get() == 0;
    let last = move || reel.at.get() + 1 >= reel.videos.with(Vec::len);
    view! {
        <div class="reel-steps">
            <button class="film-round" type="button" aria-label=t!("feed.video.before") disabled=first on:click=move |_| reel.step(false) data-test="video-prev"><Icon name="arrow-up" /></button>
            <button class="film-round" type="button" aria-label=t!("feed.video.after") disabled=last on:click=move |_| reel.step(true) data-test="video-next"><Icon name="arrow-down" /></button>
        </div>
    }
}
