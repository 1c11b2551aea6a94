//! Leptos's callbacks and effects, so that what depends on a closure's type is as little as can be.
//!
//! A `dyn Fn` brings three functions for each closure, of which one is ever called; a trait of our
//! own brings that one.

mod callback;
mod effect;

pub(crate) use callback::Callback;
pub(crate) use effect::Effect;
