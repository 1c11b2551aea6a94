//! The root of a screen: its name and state for tests, its bar, its scrolling body.

use super::NavBar;
use super::scroll_box::Scroller;
use crate::prelude::*;
use crate::router::use_location;
use leptos::html;
use sampan_protocol::{Code, Error};
use std::collections::HashMap;

/// How a screen stands.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum ScreenState {
    /// It waits for the device's own answer.
    Loading,
    /// It shows what there is.
    #[default]
    Ready,
    /// There is nothing to show.
    Empty,
    /// What it would show needs the service, which is out of reach.
    Offline,
    /// What it would show could not be read.
    Error,
}

impl ScreenState {
    /// The state for an answer.
    pub(crate) fn of<T>(
        answer: &Option<Result<T, Error>>,
        is_empty: impl FnOnce(&T) -> bool,
    ) -> Self {
        match answer {
            None => Self::Loading,
            Some(Err(error)) if error.code == Code::Offline => Self::Offline,
            Some(Err(_)) => Self::Error,
            Some(Ok(value)) if is_empty(value) => Self::Empty,
            Some(Ok(_)) => Self::Ready,
        }
    }

    /// Its word for tests.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Empty => "empty",
            Self::Offline => "offline",
            Self::Error => "error",
        }
    }
}

/// Where screens were scrolled to when they were left.
#[derive(Clone, Copy)]
pub(crate) struct Scrolls {
    saved: StoredValue<HashMap<String, f64>>,
    back: StoredValue<bool>,
}

impl Scrolls {
    /// Nothing was left yet. Going back in the history restores the place; going forward does not.
    pub(crate) fn new() -> Self {
        let scrolls = Self { saved: StoredValue::default(), back: StoredValue::new(false) };
        let listener =
            window_event_listener(leptos::ev::popstate, move |_| scrolls.back.set_value(true));
        on_cleanup(move || listener.remove());
        scrolls
    }

    /// Whether one comes back in the history: asked before the screen is made.
    pub(crate) fn is_back(self) -> bool {
        self.back.get_value()
    }

    /// Notes a number of the screen at a path, for when one comes back to it.
    pub(crate) fn note(self, path: &str, name: &str, value: f64) {
        let name = format!("{path}#{name}");
        self.saved.update_value(|saved| {
            saved.insert(name, value);
        });
    }

    /// A number that was noted.
    pub(crate) fn noted(self, path: &str, name: &str) -> Option<f64> {
        let name = format!("{path}#{name}");
        self.saved.with_value(|saved| saved.get(&name).copied())
    }
}

/// The root of a screen.
#[component]
pub(crate) fn Screen(
    /// Its name.
    name: &'static str,
    /// The title in its bar.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// How it stands.
    #[prop(optional, into)]
    state: Signal<ScreenState>,
    /// The parent's path, for the back button; empty for none.
    #[prop(optional)]
    back: &'static str,
    /// What can be done, at the right of the bar.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What stands below the scrolling body.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
    /// What stands at the right of a wide window.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    /// Whether there is no bar.
    #[prop(optional)]
    bare: bool,
    /// Whether the content may be wider than is good for reading.
    #[prop(optional)]
    wide: bool,
    /// Whether there is nothing to press in it, so that the keyboard gets to it only to scroll.
    #[prop(optional)]
    reading: bool,
    /// Whether it stands beside the main part, as a list beside what was picked from it.
    #[prop(optional, into)]
    beside: Signal<bool>,
    /// The content.
    children: Children,
) -> View {
    let role = move || if beside.get() { "region" } else { "main" };
    let scroller = Scroller::new();
    provide_context(scroller);
    let body = scroller.body;
    let note = keep_place(body);
    let scrolled = move |_| {
        scroller.measure();
        note(scroller.top.get_untracked());
    };
    let roomy = use_context::<super::Roomy>();
    let aside = aside.map(|aside| {
        move || {
            roomy
                .is_some_and(|roomy| roomy.aside.get())
                .then(|| view! { <aside class="screen-aside">{aside.run()}</aside> })
        }
    });
    view! {
        <section
            class="screen"
            class:wide=wide
            role=role
            aria-label=move || title.get()
            data-screen=name
            data-state=move || state.get().word()
        >
            {(!bare).then(|| view! { <NavBar title back actions /> })}
            <div class="screen-columns">
                <div class="screen-main">
                    <div class="screen-body" tabindex=reading.then_some("0") node_ref=body on:scroll=scrolled>
                        <div class="screen-content">{children()}</div>
                    </div>
                    {foot.map(|foot| view! { <footer class="screen-foot">{foot.run()}</footer> })}
                </div>
                {aside}
            </div>
        </section>
    }
}

/// Puts the body back to where it was left, if one came back to it. Gives what notes where it is.
fn keep_place(body: NodeRef<html::Div>) -> impl Fn(f64) + Copy {
    let scrolls = use_context::<Scrolls>();
    let path = StoredValue::new(use_location().pathname.get_untracked());
    let left_at = scrolls.filter(|scrolls| scrolls.back.get_value()).and_then(|scrolls| {
        scrolls.back.set_value(false);
        path.with_value(|path| scrolls.saved.with_value(|saved| saved.get(path).copied()))
    });
    Effect::new(move |_| {
        if let (Some(body), Some(top)) = (body.get(), left_at) {
            restore(body, top, 30);
        }
    });
    move |top| {
        if let Some(scrolls) = scrolls {
            scrolls.saved.update_value(|saved| {
                saved.insert(path.get_value(), top);
            });
        }
    }
}

/// Scrolls as soon as there is enough to scroll; gives up after `tries` frames.
fn restore(body: web_sys::HtmlDivElement, top: f64, tries: u32) {
    #[expect(clippy::cast_possible_truncation, reason = "pixels")]
    body.set_scroll_top(top as i32);
    if f64::from(body.scroll_top()) < top && tries > 0 {
        request_animation_frame(move || restore(body, top, tries - 1));
    }
}
