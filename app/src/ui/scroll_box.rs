//! A box that scrolls by itself, for lists of any length.

use crate::prelude::*;
use leptos::html;

/// For how many frames a box that is not laid out yet is measured again.
const FRAMES: u32 = 60;

/// The box that a list scrolls in.
#[derive(Clone, Copy)]
pub(crate) struct Scroller {
    /// How far it is scrolled.
    pub(crate) top: RwSignal<f64>,
    /// How high its window is.
    pub(crate) height: RwSignal<f64>,
    /// The box itself.
    pub(crate) body: NodeRef<html::Div>,
}

impl Scroller {
    /// A box that is measured as soon as it is there, and when the window changes.
    pub(crate) fn new() -> Self {
        let scroller =
            Self { top: RwSignal::new(0.0), height: RwSignal::new(0.0), body: NodeRef::new() };
        let resized = window_event_listener(leptos::ev::resize, move |_| scroller.measure());
        on_cleanup(move || resized.remove());
        Effect::new(move |_| {
            if scroller.body.get().is_some() {
                request_animation_frame(move || scroller.measure_soon(FRAMES));
            }
        });
        scroller
    }

    /// Measures, again in the next frame while it is not laid out, for so many frames.
    fn measure_soon(self, frames: u32) {
        self.measure();
        let flat = self.height.try_get_untracked().is_some_and(|height| height <= 0.0);
        if flat && frames > 0 {
            request_animation_frame(move || self.measure_soon(frames - 1));
        }
    }

    /// Notes how far it is scrolled, and how high its window is.
    pub(crate) fn measure(self) {
        if let Some(Some(body)) = self.body.try_get_untracked() {
            self.height.set(f64::from(body.client_height()));
            self.top.set(f64::from(body.scroll_top()));
        }
    }

    /// How far below the top of the scrolled content an element begins.
    pub(crate) fn distance_to(self, element: &web_sys::Element) -> f64 {
        let Some(body) = self.body.get_untracked() else {
            return 0.0;
        };
        element.get_bounding_client_rect().top() - body.get_bounding_client_rect().top()
            + f64::from(body.scroll_top())
    }
}

/// A box that scrolls by itself.
#[component]
pub(crate) fn ScrollBox(
    /// Its class.
    class: &'static str,
    /// What is in it.
    children: Children,
) -> View {
    let scroller = Scroller::new();
    provide_context(scroller);
    view! { <div class=class node_ref=scroller.body tabindex="0" on:scroll=move |_| scroller.measure()>{children()}</div> }
}
