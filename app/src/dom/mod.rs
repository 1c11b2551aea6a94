//! What `view!` makes, and how it gets into the document: one type for everything that is shown.
//!
//! Leptos gives each element, attribute and closure a type of its own, and the compiler makes the
//! same code for all of them again: half of the WASM was that. A `View` says the same as data. It is
//! rendered by Leptos like any other view, so that signals, owners and effects are its.
//!
//! The rules of rendering anew are Leptos's: the same template keeps its elements, and only what
//! differs is written; another template, or a closure made anew, replaces what was there.

mod attribute;
mod children;
mod keyed;
mod listener;
mod render;
mod several;
mod state;
mod template;
mod view;
mod viewable;

pub(crate) use children::{Children, ChildrenFn, ToChildren, ViewFn};
pub(crate) use keyed::For;
pub(crate) use view::View;
pub(crate) use viewable::Viewable;

/// Makes a view, and follows nothing that is read meanwhile.
pub(crate) fn untracked<V: Viewable>(make: impl FnOnce() -> V) -> View {
    leptos::reactive::graph::untrack_with_diagnostics(make).view()
}
