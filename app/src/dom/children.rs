//! What a component is given to show inside it.

use super::{View, Viewable};
use std::sync::Arc;

/// What stands between a component's tags, made once.
pub(crate) type Children = Box<dyn FnOnce() -> View + Send>;
/// The same, made as often as it is wanted.
pub(crate) type ChildrenFn = ViewFn;

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
        Self(Arc::new(make))
    }
}

/// A part of a component that is given as a closure.
#[derive(Clone)]
pub(crate) struct ViewFn(Arc<dyn Make>);

trait Make: Send + Sync {
    fn make(&self) -> View;
}

impl<F, V> Make for F
where
    F: Fn() -> V + Send + Sync,
    V: Viewable,
{
    fn make(&self) -> View {
        self().view()
    }
}

impl ViewFn {
    /// Makes it.
    pub(crate) fn run(&self) -> View {
        self.0.make()
    }
}

impl<F, V> From<F> for ViewFn
where
    F: Fn() -> V + Send + Sync + 'static,
    V: Viewable,
{
    fn from(make: F) -> Self {
        ToChildren::to_children(make)
    }
}
