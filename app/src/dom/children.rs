//! What a component is given to show inside it.

use super::{View, Viewable};
use std::sync::Arc;

/// What stands between a component's tags, made once.
pub(crate) type Children = Box<dyn FnOnce() -> View + Send>;
/// The same, made as often as it is wanted.
pub(crate) type ChildrenFn = Arc<dyn Fn() -> View + Send + Sync>;

/// Makes of a closure what a component asks for.
pub(crate) trait ToChildren<F> {
    /// It as the component asks for it.
    fn to_children(make: F) -> Self;
}

impl<F, V> ToChildren<F> for Children
where
    F: FnOnce() -> V + Send + 'static,
    V: Viewable,
{
    fn to_children(make: F) -> Self {
        Box::new(move || make().view())
    }
}

impl<F, V> ToChildren<F> for ChildrenFn
where
    F: Fn() -> V + Send + Sync + 'static,
    V: Viewable,
{
    fn to_children(make: F) -> Self {
        Arc::new(move || make().view())
    }
}

/// A part of a component that is given as a closure.
#[derive(Clone)]
pub(crate) struct ViewFn(ChildrenFn);

impl ViewFn {
    /// Makes it.
    pub(crate) fn run(&self) -> View {
        (self.0)()
    }
}

impl<F, V> From<F> for ViewFn
where
    F: Fn() -> V + Send + Sync + 'static,
    V: Viewable,
{
    fn from(make: F) -> Self {
        Self(ToChildren::to_children(make))
    }
}
