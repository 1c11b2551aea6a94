//! Leads to something in a screen that the address names: asks for more of its list until it is there,
//! brings it into sight, and has it stand out for a moment.

use super::scroll_box::Scroller;
use super::{Scrolls, use_toasts};
use crate::prelude::*;
use crate::router::use_query_map;
use sampan_protocol::page::Standing;
use std::str::FromStr;
use wasm_bindgen::JsCast;

/// The most parts of a list that are asked for.
const MOST: u32 = 50;
/// For how many frames it is waited until something is in the document.
const FRAMES: u32 = 120;
/// For how many frames it is looked after: what is told of the list meanwhile may make the element anew.
const STAYS: u32 = 150;

/// What is led to, in the document.
const REACHED: &str = "data-reached";

/// Something in a list, to which the address leads.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
    /// Its identifier; none where there is nothing to lead to, or not any more.
    wanted: StoredValue<Option<String>>,
    /// How many things were there before.
    count: StoredValue<usize>,
}

/// What of a list is here.
pub(crate) struct Here {
    /// Whether that is in it which is looked for.
    pub(crate) there: bool,
    /// How many things.
    pub(crate) count: usize,
    /// Whether there is more of it.
    pub(crate) more: bool,
    /// How it stands with it.
    pub(crate) state: Standing,
}

/// What a list is called in the document, and what is said of what is not in it.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    /// The attribute that holds the identifier.
    pub(crate) attribute: &'static str,
    /// It is not there any more.
    pub(crate) gone: fn() -> String,
    /// Whether it is there is known by the service, which is not reached.
    pub(crate) out_of_reach: fn() -> String,
}

impl Reach {
    /// What the address names by this; nothing where one comes back, who sees what was in sight. Asked
    /// before the screen is made.
    pub(crate) fn here<T: FromStr + ToString>(name: &str) -> Self {
        let is_back = use_context::<Scrolls>().is_some_and(Scrolls::is_back);
        let named = use_query_map().with_untracked(|query| query.get(name)).filter(|_| !is_back);
        // An identifier and nothing else: it becomes part of a selector.
        let wanted = named.and_then(|id| id.parse::<T>().ok()).map(|id| id.to_string());
        Self { wanted: StoredValue::new(wanted), count: StoredValue::new(0) }
    }

    /// Leads there once it is here, and asks for one part after the other until then. For whoever is inside
    /// of the screen.
    pub(crate) fn follow(
        self,
        here: impl Fn(&str) -> Option<Here> + 'static,
        parts: RwSignal<u32>,
        names: Names,
    ) {
        let (scroller, toasts) = (use_context::<Scroller>(), use_toasts());
        Effect::new(move |_| {
            let Some(id) = self.wanted.get_value() else { return };
            let Some(Here { there, count, more, state }) = here(&id) else { return };
            let before = self.count.try_update_value(|before| std::mem::replace(before, count));
            let grows = before.is_some_and(|before| count > before);
            let further = more && parts.get_untracked() < MOST;
            match (there, state, scroller) {
                (true, _, Some(scroller)) => {
                    self.wanted.set_value(None);
                    lead_soon(scroller, format!("[{}=\"{id}\"]", names.attribute), FRAMES);
                }
                (false, Standing::Asking, _) => {}
                (false, Standing::Fresh, _) if further => parts.update(|parts| *parts += 1),
                // What was read before is here without a connection, too.
                (false, Standing::Offline, _) if further && grows => {
                    parts.update(|parts| *parts += 1);
                }
                (_, state, _) => {
                    self.wanted.set_value(None);
                    let offline = state == Standing::Offline;
                    toasts.say(if offline { (names.out_of_reach)() } else { (names.gone)() });
                }
            }
        });
    }
}

/// Leads to the element that this selector finds, in the first of so many frames in which it is there.
fn lead_soon(scroller: Scroller, selector: String, frames: u32) {
    request_animation_frame(move || match lead_to(scroller, &selector) {
        true => stay(scroller, selector, STAYS),
        false if frames > 0 => lead_soon(scroller, selector, frames - 1),
        false => {}
    });
}

/// Has whatever this selector finds stand out, for so many frames.
fn stay(scroller: Scroller, selector: String, frames: u32) {
    request_animation_frame(move || {
        let Some(Some(body)) = scroller.body.try_get_untracked() else { return };
        if let Some(found) = body.query_selector(&selector).ok().flatten()
            && !found.has_attribute(REACHED)
        {
            let _ = found.set_attribute(REACHED, "");
        }
        if frames > 0 {
            stay(scroller, selector, frames - 1);
        }
    });
}

/// Brings an element into sight, and has it stand out; says whether it is there, and laid out. It has the
/// keyboard then, unless something else has.
fn lead_to(scroller: Scroller, selector: &str) -> bool {
    let Some(Some(body)) = scroller.body.try_get_untracked() else { return false };
    let found = body.query_selector(selector).ok().flatten();
    let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    let (view, place) = (body.get_bounding_client_rect(), found.get_bounding_client_rect());
    if view.height() <= 0.0 {
        return false;
    }
    let by = place.top() - view.top() - view.height() / 4.0;
    #[expect(clippy::cast_possible_truncation, reason = "pixels")]
    body.set_scroll_top((f64::from(body.scroll_top()) + by).round() as i32);
    let _ = found.set_attribute(REACHED, "");
    if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
        let _ = found.set_attribute("tabindex", "-1");
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = found.focus_with_options(&options);
    }
    scroller.measure();
    true
}
