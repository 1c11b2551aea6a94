//! What every screen is written in: Leptos, with our own `view!` and what it makes.

pub(crate) use crate::dom::{Children, ChildrenFn, For, View, ViewFn, Viewable};
pub(crate) use crate::reactive::{
    Callback, Effect, MaybeProp, Memo, RwSignal, Signal, WriteSignal, signal,
};
pub(crate) use leptos::prelude::*;
pub(crate) use sampan_view::{component, view};
