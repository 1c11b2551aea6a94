//! Several views in a row, as many as there happen to be.

use super::View;
use super::state::{State, before};
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::Mountable;

/// Several views, and the mark behind the last one.
pub(crate) struct Several {
    shown: Vec<State>,
    end: web_sys::Comment,
}

impl Several {
    /// Makes them.
    pub(super) fn of(views: Vec<View>) -> Self {
        let shown = views.into_iter().map(State::of).collect();
        Self { shown, end: Rndr::create_placeholder() }
    }

    /// Each becomes the one at its place; those too many go, those too few are made.
    pub(super) fn become_of(&mut self, views: Vec<View>) {
        let count = views.len();
        for (at, view) in views.into_iter().enumerate() {
            match self.shown.get_mut(at) {
                Some(shown) => shown.become_of(view),
                None => {
                    let mut new = State::of(view);
                    before(&self.end, &mut new);
                    self.shown.push(new);
                }
            }
        }
        for mut gone in self.shown.drain(count..) {
            gone.unmount();
        }
    }
}

impl Mountable for Several {
    fn unmount(&mut self) {
        self.shown.iter_mut().for_each(State::unmount);
        Rndr::remove(&self.end);
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        for shown in &mut self.shown {
            shown.mount(parent, marker);
        }
        Rndr::insert_node(parent, &self.end, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.shown.first() {
            Some(first) => first.insert_before_this(child),
            None => before(&self.end, child),
        }
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        Vec::new()
    }
}
