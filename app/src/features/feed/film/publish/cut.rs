//! Cutting a video: its beginning and its end, its cover, and what of the picture is kept.

use super::super::super::crop::Form;
use super::frames::frames;
use super::preview::Playing;
use super::times;
use super::typed::Typed;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;

/// The shortest video that is left, in milliseconds.
const SHORTEST: u64 = 500;

/// The beginning and the end of the video.
#[component]
pub(super) fn Trim(
    /// What is typed.
    typed: Typed,
    /// The video.
    playing: Playing,
) -> View {
    let pictures = RwSignal::new(Vec::<String>::new());
    Effect::new(move |before: Option<Option<String>>| {
        let (address, long) = (typed.staging.address.get(), typed.long());
        let is_new = before.flatten() != address && long > 0;
        if let Some(address) = address.clone().filter(|_| is_new) {
            spawn_local(async move {
                pictures.try_set(frames(&address, long).await);
            });
        }
        address.filter(|_| long > 0)
    });
    let picture = |address: String| view! { <img src=address alt="" /> };
    let strip = move || pictures.get().into_iter().map(picture).collect_view();
    let set = Callback::new(move |(from, to): (u64, u64)| {
        let before = untrack(|| typed.span());
        typed.trim.set(fitting((from, to), before, untrack(|| typed.long())));
        let now = untrack(|| typed.span());
        playing.seek(if now.0 == before.0 { now.1 } else { now.0 });
    });
    let range = move |first: bool| {
        let label = if first { t!("feed.trim.from") } else { t!("feed.trim.to") };
        let value = move || if first { typed.span().0 } else { typed.span().1 };
        let move_it = move |ev: leptos::ev::Event| {
            let at = event_target_value(&ev).parse().unwrap_or_default();
            let (from, to) = untrack(|| typed.span());
            set.run(if first { (at, to) } else { (from, at) });
        };
        let test = if first { "trim-from" } else { "trim-to" };
        view! {
            <input type="range" min="0" max=move || typed.long().to_string() step="100" aria-label=label
                aria-valuetext=move || times::written(value()) prop:value=move || value().to_string() on:input=move_it data-test=test />
        }
    };
    // What is half typed waits: nothing gives way to the first figure of a number.
    let from = move |at: u64| {
        let (_, to) = untrack(|| typed.span());
        if at + SHORTEST <= to {
            set.run((at, to));
        }
    };
    let to = move |at: u64| {
        let (from, _) = untrack(|| typed.span());
        if at >= from + SHORTEST {
            set.run((from, at));
        }
    };
    let left = move || percent(typed.span().0, typed.long());
    let right = move || percent(typed.span().1, typed.long());
    view! {
        <section class="stack">
            <h3>{t!("feed.trim")}</h3>
            <div class="publish-trim" style=("--from", left) style=("--to", right)>
                <div class="publish-strip" aria-hidden="true">{strip}</div>
                {range(true)}{range(false)}
            </div>
            <div class="publish-pair">
                <Moment label=t!("feed.trim.from.seconds") value=Signal::derive(move || typed.span().0) on_change=from test="trim-from-seconds" />
                <Moment label=t!("feed.trim.to.seconds") value=Signal::derive(move || typed.span().1) on_change=to test="trim-to-seconds" />
            </div>
        </section>
    }
}

/// From when until when, as it can be: the end that was moved gives way.
fn fitting((from, to): (u64, u64), before: (u64, u64), long: u64) -> (u64, u64) {
    let to = to.min(long);
    match from == before.0 {
        true => (from, to.max(from + SHORTEST).min(long)),
        false => (from.min(to.saturating_sub(SHORTEST)), to),
    }
}

fn percent(at: u64, long: u64) -> String {
    let part = at * 1_000 / long.max(1);
    format!("{}.{}%", part / 10, part % 10)
}

/// A field with a moment in seconds.
#[component]
fn Moment(
    #[prop(into)] label: Signal<String>,
    value: Signal<u64>,
    #[prop(into)] on_change: Callback<u64>,
    test: &'static str,
) -> View {
    let typed = RwSignal::new(times::written(value.get_untracked()));
    Effect::new(move |_| {
        let now = value.get();
        // What is being typed stays, as long as it means the same.
        let same = typed
            .with_untracked(|typed| times::read(typed))
            .is_some_and(|at| at / 100 == now / 100);
        if !same {
            typed.set(times::written(now));
        }
    });
    Effect::new(move |before: Option<String>| {
        let text = typed.get();
        let read = times::read(&text);
        if before.is_some_and(|before| before != text)
            && let Some(at) = read.filter(|at| at / 100 != value.get_untracked() / 100)
        {
            on_change.run(at);
        }
        text
    });
    view! { <Field label value=typed mode="decimal" max=8 test /> }
}

/// Which moment is the cover.
#[component]
pub(super) fn Cover(
    /// What is typed.
    typed: Typed,
    /// The video.
    playing: Playing,
) -> View {
    let value = move || typed.cover_at();
    let choose = move |ev: leptos::ev::Event| {
        let at = event_target_value(&ev).parse().unwrap_or_default();
        typed.cover.set(at);
        playing.seek(at);
    };
    view! {
        <label class="crop-shift">
            <span>{t!("feed.cover")}</span>
            <input type="range" step="100" min=move || typed.span().0.to_string() max=move || typed.span().1.to_string()
                aria-valuetext=move || times::written(value()) prop:value=move || value().to_string() on:input=choose data-test="cover" />
        </label>
    }
}

/// What of the picture is kept.
#[component]
pub(super) fn Cropping(
    /// What is typed.
    typed: Typed,
) -> View {
    let options = Form::FILMS
        .into_iter()
        .map(|form| match form {
            Form::Whole => (form.word(), t!("feed.crop.whole")),
            _ => (form.word(), form.word().to_owned()),
        })
        .collect();
    let slide = move |ev: leptos::ev::Event| {
        typed.shift.set(event_target_value(&ev).parse().unwrap_or(500));
    };
    let is_cut = Memo::new(move || typed.crop().is_some());
    let which = move || {
        is_cut.get().then(|| view! {
            <label class="crop-shift">
                <span>{t!("feed.crop.part")}</span>
                <input type="range" min="0" max="1000" prop:value=move || typed.shift.get().to_string() on:input=slide data-test="video-crop-shift" />
            </label>
        })
    };
    view! {
        <section class="stack">
            <h3>{t!("feed.crop")}</h3>
            <Segmented label=t!("feed.crop.form") options value=typed.form test="video-crop" />
            {which}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_is_always_left() {
        let long = 10_000;
        assert_eq!(fitting((2_000, 9_000), (0, 9_000), long), (2_000, 9_000), "the beginning");
        assert_eq!(fitting((9_900, 9_000), (0, 9_000), long), (8_500, 9_000), "not past the end");
        assert_eq!(fitting((2_000, 1_000), (2_000, 9_000), long), (2_000, 2_500), "nor before it");
        assert_eq!(fitting((0, 99_000), (0, 9_000), long), (0, 10_000), "nor beyond the video");
        assert_eq!(percent(2_500, 10_000), "25.0%", "where it lies");
    }
}
