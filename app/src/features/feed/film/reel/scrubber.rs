//! Moving through a video: a line at its foot, and what it shows there.

use super::player::{Player, Role};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::media::Strip;

/// How many steps the line has.
const STEPS: u64 = 1_000;

/// The line at the foot of a video.
#[component]
pub(super) fn Scrubber(
    /// The video.
    player: Player,
    /// Small pictures of its moments, if there are any.
    #[prop(optional_no_strip)]
    strip: Option<Strip>,
) -> View {
    let base = use_context::<MediaBase>();
    let moving = RwSignal::new(None::<u64>);
    let part = move || {
        let part = player.at.get() * STEPS / player.long.get().max(1);
        moving.get().unwrap_or(part).min(STEPS)
    };
    let percent = move || format!("{}.{}%", part() / 10, part() % 10);
    let told =
        move || t!("feed.video.at", at = clock(player.at.get()), long = clock(player.long.get()));
    let go = move |ev: leptos::ev::Event| {
        let part = event_target_value(&ev).parse::<u64>().unwrap_or_default().min(STEPS);
        moving.set(Some(part));
        player.seek(part * player.long.get_untracked() / STEPS);
    };
    let strip = StoredValue::new(strip);
    let preview = move || {
        let part = moving.get()?;
        let time = clock(part * player.long.get_untracked() / STEPS);
        let picture = strip.get_value().zip(base).map(|(strip, base)| look(&strip, base, part));
        Some(view! {
            <span class="film-preview" aria-hidden="true" style=("--part", percent)>{picture}<span>{time}</span></span>
        })
    };
    let test = move || (player.role.get() == Role::Now).then_some("scrubber");
    view! {
        {preview}
        <input class="film-scrubber" type="range" min="0" max="1000" step="1" aria-label=t!("feed.video.moment")
            aria-valuetext=told prop:value=move || part().to_string() style=("--part", percent)
            on:input=go on:change=move |_| moving.set(None) on:blur=move |_| moving.set(None) data-test=test />
    }
}

/// The small picture of a moment.
fn look(strip: &Strip, base: MediaBase, part: u64) -> View {
    let frames = u64::from(strip.frames.max(1));
    let frame = (part * frames / STEPS).min(frames - 1);
    // Where in the strip: the first at 0, the last at 100 percent.
    let place = frame * 1_000 / (frames - 1).max(1);
    let address = format!("url({}/{})", base.0.get_untracked(), strip.sha256);
    let form = format!("{} / {}", strip.width.max(1), strip.height.max(1));
    view! {
        <span class="film-moment" style=("--strip", address) style=("--frames", format!("{}%", frames * 100))
            style=("--place", format!("{}.{}%", place / 10, place % 10)) style=("--form", form)></span>
    }
}

/// A time in a video: `1:05`.
pub(super) fn clock(ms: u64) -> String {
    let seconds = ms / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_in_minutes_and_seconds() {
        for (ms, expected) in [(0, "0:00"), (59_999, "0:59"), (65_000, "1:05"), (600_000, "10:00")]
        {
            assert_eq!(clock(ms), expected, "{ms} milliseconds");
        }
    }
}
