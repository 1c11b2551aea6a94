//! The rows of a thread in the document: where they stand, what is in sight, and moving among them.

use crate::prelude::*;
use crate::ui::Scroller;
use leptos::html;
use sampan_protocol::ids::CommentId;
use wasm_bindgen::JsCast;

/// A comment in the document.
#[derive(Clone)]
pub(super) struct Place {
    /// Which.
    pub(super) id: String,
    /// How deep below the beginning of the thread it begins.
    pub(super) top: f64,
    /// How deep it ends.
    pub(super) end: f64,
}

/// The elements of a thread.
#[derive(Clone, Copy)]
pub(super) struct Elements {
    /// The whole thread.
    pub(super) thread: NodeRef<html::Section>,
    /// What stands for the comments before those that are there.
    pub(super) above: NodeRef<html::Div>,
    /// Those that are there.
    pub(super) rows: NodeRef<html::Div>,
    /// What stands for the comments behind them.
    pub(super) below: NodeRef<html::Div>,
}

impl Elements {
    /// None is there yet.
    pub(super) fn new() -> Self {
        Self {
            thread: NodeRef::new(),
            above: NodeRef::new(),
            rows: NodeRef::new(),
            below: NodeRef::new(),
        }
    }

    /// Every comment that is there, from the first on.
    pub(super) fn all(self) -> Vec<web_sys::HtmlElement> {
        let Some(Some(rows)) = self.rows.try_get_untracked() else { return Vec::new() };
        let mut all = Vec::new();
        let mut next = rows.first_element_child();
        while let Some(row) = next {
            next = row.next_element_sibling();
            all.extend(row.dyn_into::<web_sys::HtmlElement>());
        }
        all
    }

    /// Where each of them stands.
    pub(super) fn places(self) -> Vec<Place> {
        let Some(Some(thread)) = self.thread.try_get_untracked() else { return Vec::new() };
        let begins = thread.get_bounding_client_rect().top();
        let place = |row: web_sys::HtmlElement| {
            let place = row.get_bounding_client_rect();
            let id = row.get_attribute("data-comment").unwrap_or_default();
            Place { id, top: place.top() - begins, end: place.bottom() - begins }
        };
        self.all().into_iter().map(place).collect()
    }

    /// How high those are that are there.
    pub(super) fn height(self) -> f64 {
        let rows = self.rows.try_get_untracked().flatten();
        rows.map_or(0.0, |rows| rows.get_bounding_client_rect().height())
    }

    /// Between which heights of the thread the window is.
    pub(super) fn seen(self, scroller: Scroller) -> Option<(f64, f64)> {
        let thread = self.thread.try_get_untracked()??;
        let body = scroller.body.try_get_untracked()??;
        let top = f64::from(body.scroll_top()) - scroller.distance_to(&thread);
        Some((top, top + f64::from(body.client_height())))
    }

    /// Makes what stands for the others as high as that.
    pub(super) fn lay(self, above: f64, below: f64) {
        for (place, height) in [(self.above, above), (self.below, below)] {
            if let Some(Some(place)) = place.try_get_untracked() {
                let height = format!("{}px", crate::ui::length(height));
                let place: &web_sys::HtmlElement = &place;
                let _ = place.style().set_property("height", &height);
            }
        }
    }

    /// Says of each which one it is, of how many; −1 where that is not known.
    pub(super) fn number(self, from: u32, count: i64) {
        for (at, row) in (from + 1..).zip(self.all()) {
            let _ = row.set_attribute("aria-posinset", &at.to_string());
            let _ = row.set_attribute("aria-setsize", &count.to_string());
        }
    }

    /// The comment of this identifier.
    pub(super) fn find(self, id: CommentId) -> Option<web_sys::HtmlElement> {
        let id = id.to_string();
        self.all().into_iter().find(|row| row.get_attribute("data-comment").as_deref() == Some(&id))
    }

    /// Whether one of them has the keyboard.
    pub(super) fn is_held(self) -> bool {
        let rows = self.rows.try_get_untracked().flatten();
        let active = document().active_element();
        rows.zip(active).is_some_and(|(rows, active)| rows.contains(Some(&active)))
    }

    /// Goes to the comment after the one that has the keyboard, or to the one before; says whether
    /// there is one.
    pub(super) fn go(self, on: bool, scroller: Scroller) -> bool {
        let all = self.all();
        let active = document().active_element();
        let at = active.and_then(|active| all.iter().position(|row| row.contains(Some(&active))));
        let to = match (at, on) {
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            (None, _) => self.seen(scroller).and_then(|(top, _)| {
                self.places().iter().position(|place| place.top >= top.max(0.0))
            }),
        };
        to.and_then(|to| all.get(to)).is_some_and(|row| row.focus().is_ok())
    }
}

/// Gives something the keyboard, without scrolling.
pub(super) fn hold(element: &web_sys::HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// How far it is scrolled.
pub(super) fn scrolled(scroller: Scroller) -> f64 {
    let body = scroller.body.try_get_untracked().flatten();
    body.map_or(0.0, |body| f64::from(body.scroll_top()))
}

/// How much less far it is scrolled than before, because there is less to scroll for a moment.
pub(super) fn lost(scroller: Scroller, before: f64) -> f64 {
    let Some(Some(body)) = scroller.body.try_get_untracked() else { return 0.0 };
    let at_end = body.scroll_top() + body.client_height() >= body.scroll_height() - 1;
    if at_end { (before - f64::from(body.scroll_top())).max(0.0) } else { 0.0 }
}

/// Scrolls by so much.
pub(super) fn scroll(scroller: Scroller, by: f64) {
    if by.abs() < 1.0 {
        return;
    }
    if let Some(Some(body)) = scroller.body.try_get_untracked() {
        #[expect(clippy::cast_possible_truncation, reason = "pixels")]
        body.set_scroll_top((f64::from(body.scroll_top()) + by).round() as i32);
    }
}
