//! Lists of any length: only what is in sight is in the document.

use super::figure;
use super::scroll_box::Scroller;
use super::window::{Group, Layout, Seen};
use crate::prelude::*;
use leptos::html;
use std::ops::Range;
use std::sync::Arc;

/// Pixels above and below the window that are made before they are seen.
const AHEAD: f64 = 400.0;

/// A list of rows of one height, in groups with headings that stay in sight.
///
/// A row is made when it comes near the window; what in it may change has to be reactive.
#[component]
pub(crate) fn VirtualList(
    /// Headings and numbers of rows.
    #[prop(into)]
    groups: Signal<Vec<Group>>,
    /// The height of each row.
    row_height: f64,
    /// Makes a row, by its position over all groups.
    row: impl Fn(usize) -> View + Send + Sync + 'static,
    /// Makes a heading, by the position of its group.
    #[prop(optional, into)]
    header: Option<Callback<usize, View>>,
    /// Is told which rows are about to be seen.
    #[prop(optional, into)]
    on_range: Option<Callback<Range<usize>>>,
    /// Its name for tests.
    #[prop(default = "list")]
    test: &'static str,
) -> View {
    let scroller = expect_context::<Scroller>();
    let list = NodeRef::<html::Div>::new();
    let row = Arc::new(row);
    let layout = Memo::new(move || Layout::new(&groups.get(), row_height));
    let seen = Memo::new(move || {
        let (top, height) = (scroller.top.get(), scroller.height.get());
        let above = list.get().map_or(0.0, |list| scroller.distance_to(&list));
        layout.with(|layout| layout.seen(top - above - AHEAD, top - above + height + AHEAD))
    });
    if let Some(on_range) = on_range {
        let range = Memo::new(move || {
            let rows = |seen: &Vec<Seen>| Some(seen.first()?.rows.start..seen.last()?.rows.end);
            seen.with(rows).unwrap_or_default()
        });
        Effect::new(move |_| on_range.run(range.get()));
    }
    let group = move |at: usize| {
        let row = row.clone();
        let find = move || seen.with(|seen| seen.iter().find(|s| s.group == at).cloned());
        let place =
            Memo::new(move || find().map(|s| (s.top, s.height, s.header)).unwrap_or_default());
        let first = Memo::new(move || find().map_or(0, |s| s.first));
        let rows = move || find().map_or(0..0, |s| s.rows);
        view! {
            <div class="vlist-group" style:top=move || px(place.get().0) style:height=move || px(place.get().1)>
                {header.filter(|_| place.get_untracked().2 > 0.0).map(|header| view! {
                    <div class="vlist-header" style:height=move || px(place.get().2)>{header.run(at)}</div>
                })}
                <For each=rows key=|index| *index let:index>
                    <div
                        class="vlist-row"
                        style:height=px(row_height)
                        style:top=move || px(place.get().2 + row_height * as_f64(index.saturating_sub(first.get())))
                    >
                        {row(index)}
                    </div>
                </For>
            </div>
        }
    };
    let in_sight = move || seen.with(|seen| seen.iter().map(|s| s.group).collect::<Vec<_>>());
    view! {
        <div node_ref=list class="vlist" style:height=move || px(layout.with(Layout::height)) data-test=test>
            <For each=in_sight key=|at| *at children=group />
        </div>
    }
}

fn px(length: f64) -> String {
    format!("{}px", figure::length(length))
}

#[expect(clippy::cast_precision_loss, reason = "no list has 2^52 rows")]
const fn as_f64(n: usize) -> f64 {
    n as f64
}
