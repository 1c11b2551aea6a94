//! Videos on their way: how far each is, why one is not, and trying again.

use crate::act::Act;
use crate::features::feed::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::feed::film::{DropPosting, Posting, PostingState, RetryPosting};

/// Videos on their way, the latest first.
pub(super) fn postings(all: Vec<Posting>) -> View {
    if all.is_empty() {
        return View::none();
    }
    let rows = all.into_iter().map(one).collect_view();
    view! { <div data-test="postings"><ListSection title=t!("feed.studio.postings")>{rows}</ListSection></div> }
}

fn one(posting: Posting) -> View {
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
    let (again, dropping, asks) = (Act::new(), Act::new(), RwSignal::new(false));
    let retry = (is_bad || waits).then(|| view! {
        <Button small=true kind=ButtonKind::Soft busy=again.busy() on_press=move |()| again.run_aloud(RetryPosting { video }, |()| {}) test="posting-retry">{t!("ui.retry")}</Button>
    });
    let drop_it = move || dropping.run_aloud(DropPosting { video }, |()| {});
    // What is out is only taken off the list; anything else is asked about once.
    let out = move |()| if done { drop_it() } else { asks.set(true) };
    let label = if done { t!("feed.studio.off") } else { t!("feed.studio.drop") };
    view! {
        <li class="posting" data-test="posting" data-state=word data-video=note.to_string()>
            <p class="posting-title">{title}</p>
            <p class="posting-state" class:bad=is_bad role="status">{told}</p>
            {line}{remark}
            <p class="posting-acts">
                {open}{retry}
                <Button small=true kind=ButtonKind::Quiet busy=dropping.busy() on_press=out test="posting-drop">{label}</Button>
            </p>
            <Confirm open=asks danger=true title=t!("feed.studio.drop.ask") text=t!("feed.studio.drop.text") confirm=t!("feed.studio.drop") on_confirm=move |()| drop_it() test="posting-drop-ask" />
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
