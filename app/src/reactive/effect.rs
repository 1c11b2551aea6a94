//! What happens because something changed.

use leptos::prelude as leptos;

/// What happens because something changed.
pub(crate) struct Effect;

trait Run<T> {
    fn run(&mut self, before: Option<T>) -> T;
}

impl<F, T> Run<T> for F
where
    F: FnMut(Option<T>) -> T,
{
    fn run(&mut self, before: Option<T>) -> T {
        self(before)
    }
}

impl Effect {
    /// Runs a closure, and again whenever what it read changes; it is given what it gave before.
    pub(crate) fn new<T: 'static>(run: impl FnMut(Option<T>) -> T + 'static) -> Self {
        start(Box::new(run));
        Self
    }
}

#[inline(never)]
fn start<T: 'static>(mut run: Box<dyn Run<T>>) {
    leptos::Effect::new(move |before| run.run(before));
}
