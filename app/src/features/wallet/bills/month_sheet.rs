//! Goes to a month: all months that have bills, with what came in and went out.

use super::places::top_of;
use super::query::Narrowing;
use super::source::Feed;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::wallet::Month;

/// The choice of a month.
#[component]
pub(crate) fn MonthSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The bills.
    feed: Feed,
    /// What the list is in.
    place: NodeRef<html::Div>,
) -> View {
    let go = move |month: (i32, u8)| {
        open.set(false);
        let donuts = feed.narrowing.with_untracked(Narrowing::is_open);
        let months = untrack(|| feed.known());
        if let (Some(place), Some(top)) = (place.get_untracked(), top_of(&months, donuts, month)) {
            scroll_to(&place, top);
        }
    };
    let row = move |month: Month| {
        let this = (month.year, month.month);
        let detail = month.sums.first().map(|sum| {
            let out = t!("wallet.bills.out.amount", amount = format::money(sum.spending.negated()));
            let back = t!("wallet.bills.in.amount", amount = format::money(sum.income));
            format!("{out} · {back}")
        });
        let count = i64::from(month.count);
        let tail = move || crate::tn!("wallet.bills.count", count);
        let test = format!("month-{}-{:02}", month.year, month.month);
        view! {
            <ListItem title=format::month(month.year, month.month) detail tail on_press=move |()| go(this) test />
        }
    };
    view! {
        <Sheet open title=t!("wallet.bills.month") test="month-sheet">
            <ul class="list">{move || feed.known().into_iter().map(row).collect_view()}</ul>
        </Sheet>
    }
}

/// Scrolls the screen so that what is `top` pixels below the beginning of the list is on top.
fn scroll_to(place: &web_sys::HtmlDivElement, top: f64) {
    let list = place.query_selector(".vlist").ok().flatten();
    let body = place.closest(".screen-body").ok().flatten();
    if let (Some(list), Some(body)) = (list, body) {
        let above = list.get_bounding_client_rect().top() - body.get_bounding_client_rect().top();
        #[expect(clippy::cast_possible_truncation, reason = "no list has 2^31 pixels")]
        body.set_scroll_top(body.scroll_top() + (above + top) as i32);
    }
}
