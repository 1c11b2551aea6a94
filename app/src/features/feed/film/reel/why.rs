//! Why a video is shown: what speaks for it and against it, as the ranking on this device has it.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::film::{Reason, VideoSeen};

/// Tells why a video is shown.
#[component]
pub(super) fn WhySheet(
    /// Whether it is told now.
    open: RwSignal<bool>,
    /// The video.
    video: Memo<VideoSeen>,
) -> View {
    view! { <Sheet open title=t!("feed.why") test="why-sheet">{move || told(video.get())}</Sheet> }
}

fn told(video: VideoSeen) -> View {
    let source = video.source.map(|source| {
        let words = t!(&format!("feed.source.{}", source.word()));
        view! { <p class="lead" data-test="why-source">{words}</p> }
    });
    if video.reasons.is_empty() {
        return view! { <div class="stack">{source}<p class="hint">{t!("feed.why.none")}</p></div> };
    }
    let rows = video.reasons.into_iter().map(row).collect_view();
    view! {
        <div class="stack">
            {source}
            <ul class="reasons" data-test="reasons">{rows}</ul>
            <p class="hint">{t!("feed.why.foot")}</p>
        </div>
    }
}

fn row(reason: Reason) -> View {
    let Reason { why, share, about } = reason;
    let part = share.unsigned_abs().min(1_000);
    let against = share < 0;
    let words = t!(&format!("feed.why.{why}"));
    let words = match about {
        Some(about) => t!("feed.why.about", why = words, what = about),
        None => words,
    };
    let percent = t!("feed.percent", n = part.div_ceil(10));
    view! {
        <li class="reason" class:against=against data-why=why>
            <span class="reason-words">{words}</span>
            <span class="reason-share">{if against { t!("feed.why.against", share = percent) } else { percent }}</span>
            <span class="reason-bar" aria-hidden="true"><span style=("--part", format!("{}.{}%", part / 10, part % 10))></span></span>
        </li>
    }
}
