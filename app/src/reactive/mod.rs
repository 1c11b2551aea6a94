//! Leptos's signals, memos, callbacks and effects, so that what depends on the type of a value or of
//! a closure is as little as can be: everything else exists once in the WASM.
//!
//! They say what Leptos's say and are made of them. What a signal holds is an `Arc<dyn Any>` inside,
//! so that Leptos's graph is compiled once, not for each type; and a closure is a trait object with
//! one function, where a `dyn Fn` brings three.

mod callback;
mod effect;
mod maybe_prop;
mod memo;
mod rw_signal;
mod signal;
mod source;

pub(crate) use callback::Callback;
pub(crate) use effect::Effect;
pub(crate) use maybe_prop::MaybeProp;
pub(crate) use memo::Memo;
pub(crate) use rw_signal::{RwSignal, WriteSignal, signal};
pub(crate) use signal::Signal;
