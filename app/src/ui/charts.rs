//! Charts for looking at rather than reading: ring, bars, line.

use super::figure;
use crate::prelude::*;

/// A part of a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Slice {
    /// What it is.
    pub(crate) label: String,
    /// How much; what is not positive is not drawn.
    pub(crate) value: i64,
    /// Its colour, 0–7.
    pub(crate) hue: u8,
}

/// A ring of parts. Its legend is a list beside it, made by who shows it.
#[component]
pub(crate) fn Donut(
    /// The parts.
    slices: Vec<Slice>,
    /// What it shows, for those who cannot see it.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in the middle.
    #[prop(optional)]
    children: Option<Children>,
) -> View {
    let values: Vec<i64> = slices.iter().map(|slice| slice.value).collect();
    let rings = slices
        .into_iter()
        .zip(figure::arcs(&values))
        .filter(|(_, arc)| arc.length > 0.0)
        .map(|(slice, arc)| {
            // A gap of one hundredth between neighbours, where there are any.
            let drawn =
                if arc.length > 2.0 && arc.length < 99.9 { arc.length - 1.0 } else { arc.length };
            view! {
                <circle
                    class=format!("donut-arc hue-{}", slice.hue)
                    cx="50" cy="50" r="42" pathLength="100"
                    stroke-dasharray=format!("{} {}", figure::length(drawn), figure::length(100.0 - drawn))
                    stroke-dashoffset=figure::length(25.0 - arc.start)
                >
                    <title>{slice.label}</title>
                </circle>
            }
        });
    view! {
        <div class="donut">
            <svg viewBox="0 0 100 100" role="img" aria-label=label>
                <circle class="donut-track" cx="50" cy="50" r="42"></circle>
                {rings.collect_view()}
            </svg>
            <div class="donut-middle">{children.map(|children| children())}</div>
        </div>
    }
}

/// One of several bars.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Bar {
    /// What it is; short, stands below.
    pub(crate) label: String,
    /// How much.
    pub(crate) value: i64,
    /// Whether it is the one that is looked at.
    pub(crate) current: bool,
}

/// Bars side by side.
#[component]
pub(crate) fn Bars(
    /// The bars.
    bars: Vec<Bar>,
    /// What they show, for those who cannot see them.
    #[prop(into)]
    label: Signal<String>,
) -> View {
    let values: Vec<i64> = bars.iter().map(|bar| bar.value).collect();
    let columns = bars.into_iter().zip(figure::heights(&values)).map(|(bar, height)| view! {
        <span class="bar" class:current=bar.current>
            <span class="bar-room"><span class="bar-fill" style=("--part", format!("{}%", figure::length(height)))></span></span>
            <span class="bar-label">{bar.label}</span>
        </span>
    });
    view! { <div class="bars" role="img" aria-label=label>{columns.collect_view()}</div> }
}

/// A line without axes: how something went.
#[component]
pub(crate) fn Sparkline(
    /// The points, at equal distances.
    points: Vec<f64>,
    /// What it shows, for those who cannot see it.
    #[prop(into)]
    label: Signal<String>,
) -> View {
    let line = figure::line(&points, 28.0);
    let area = (!line.is_empty()).then(|| format!("{line}L100 32L0 32Z"));
    view! {
        <svg class="sparkline" viewBox="0 -2 100 34" preserveAspectRatio="none" role="img" aria-label=label>
            <path class="sparkline-area" d=area></path>
            <path class="sparkline-line" d=line vector-effect="non-scaling-stroke"></path>
        </svg>
    }
}
