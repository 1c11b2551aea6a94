//! Videos on their way: how far each is, why one is not, and trying again.

use crate::act::Act;
use crate::features::feed::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::feed::film::{DropPosting, Posting, PostingState, RetryPosting};
use sampan_protocol::ids::VideoId;

/// Giving a video up: asked about once, wherever its row stands by then.
#[derive(Clone, Copy)]
pub(super) struct GivingUp {
    act: Act,
    asks: RwSignal<bool>,
    which: RwSignal<Option<VideoId>>,
}

impl GivingUp {
    /// None is.
    pub(super) fn new() -> Self {
        Self { act: Act::new(), asks: RwSignal::new(false), which: RwSignal::new(None) }
    }

    fn ask(self, video: VideoId) {
        self.which.set(Some(video));
        self.asks.set(true);
    }

    fn give_up(self, video: VideoId) {
        self.act.run_aloud(DropPosting { video }, |()| {});
    }
}

/// The question whether one is given up.
#[component]
pub(super) fn GiveUp(giving_up: GivingUp) -> View {
    let yes = move |()| {
        giving_up.which.get_untracked().into_iter().for_each(|video| giving_up.give_up(video))
    };
    view! {
        <Confirm open=giving_up.asks danger=true title=t!("feed.studio.drop.ask") text=t!("feed.studio.drop.text") confirm=t!("feed.studio.drop") on_confirm=yes test="posting-drop-ask" />
    }
}

/// Videos on their way, the latest first.
pub(super) fn postings(all: Vec<Posting>, giving_up: GivingUp) -> View {
    if all.is_empty() {
        return View::none();
    }
    let rows = all.into_iter().map(|posting| one(posting, giving_up)).collect_view();
    view! { <div data-test="postings"><ListSection title=t!("feed.studio.postings")>{rows}</ListSection></div> }
}

fn one(posting: Posting, giving_up: GivingUp) -> View {
    let Posting { video, note, title, bytes, state, remark, .. } = posting;
    let word = word(&state);
    let (told, part) = told(&state, bytes);
    let line = part.map(|part| view! {
        <progress class="publish-progress" max="1000" value=part.to_string() aria-label=told.clone()></progress>
    });
    let done = matches!(state, PostingState::Done);
    let is_bad = matches!(state, PostingState::Failed { .. });
    let waits = matches!(state, PostingState::Sending { offline: true, .. });
    let remark = remark.map(|remark| view! { <p class="hint">{tell(&remark)}</p> });
    let open = done.then(|| view! {
        <Button small=true kind=ButtonKind::Soft href=links::video(note) test="posting-open">{t!("feed.studio.open")}</Button>
    });
    let again = Act::new();
    let retry = (is_bad || waits).then(|| view! {
        <Button small=true kind=ButtonKind::Soft busy=again.busy() on_press=move |()| again.run_aloud(RetryPosting { video }, |()| {}) test="posting-retry">{t!("ui.retry")}</Button>
    });
    // What is out is only taken off the list; anything else is asked about once.
    let out = move |()| if done { giving_up.give_up(video) } else { giving_up.ask(video) };
    let label = if done { t!("feed.studio.off") } else { t!("feed.studio.drop") };
    view! {
        <li class="posting" data-test="posting" data-state=word data-video=note.to_string()>
            <p class="posting-title">{title}</p>
            <p class="posting-state" class:bad=is_bad role="status">{told}</p>
            {line}{remark}
            <p class="posting-acts">
                {open}{retry}
                <Button small=true kind=ButtonKind::Quiet on_press=out test="posting-drop">{label}</Button>
            </p>
        </li>
    }
}

const fn word(state: &PostingState) -> &'static str {
    match state {
        PostingState::Sending { .. } => "sending",
        PostingState::Making { .. } => "making",
        PostingState::Done => "done",
        PostingState::Failed { .. } => "failed",
    }
}

/// What becomes of it in words, and how much of that is done, in thousandths.
fn told(state: &PostingState, bytes: u64) -> (String, Option<u64>) {
    match state {
        PostingState::Sending { sent, offline } => {
            let part = (sent * 1_000 / bytes.max(1)).min(1_000);
            let words = match offline {
                true => t!("feed.studio.waits", n = part / 10),
                false => t!("feed.studio.sending", n = part / 10),
            };
            (words, Some(part))
        }
        PostingState::Making { progress } => {
            (t!("feed.studio.making", n = progress / 10), Some(u64::from(*progress)))
        }
        PostingState::Done => (t!("feed.studio.done"), None),
        PostingState::Failed { error } => (tell(error), None),
    }
}
