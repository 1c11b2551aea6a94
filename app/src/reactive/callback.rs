//! What is done when something happens.

use leptos::prelude::{GetValue, StoredValue};
use std::sync::Arc;

/// What is done with an `In`: a closure that is copied like a number.
pub(crate) struct Callback<In: 'static, Out: 'static = ()>(StoredValue<Arc<dyn Act<In, Out>>>);

trait Act<In, Out>: Send + Sync {
    fn act(&self, with: In) -> Out;
}

impl<F, In, Out> Act<In, Out> for F
where
    F: Fn(In) -> Out + Send + Sync,
{
    fn act(&self, with: In) -> Out {
        self(with)
    }
}

impl<In, Out> Clone for Callback<In, Out> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In, Out> Copy for Callback<In, Out> {}

impl<In, Out> Callback<In, Out> {
    /// Does what a closure does, as long as the screen is there that makes it.
    pub(crate) fn new(act: impl Fn(In) -> Out + Send + Sync + 'static) -> Self {
        Self::store(Arc::new(act))
    }

    /// Does it.
    pub(crate) fn run(&self, with: In) -> Out {
        self.0.get_value().act(with)
    }

    #[inline(never)]
    fn store(act: Arc<dyn Act<In, Out>>) -> Self {
        Self(StoredValue::new(act))
    }
}

impl<F, In, Out> From<F> for Callback<In, Out>
where
    F: Fn(In) -> Out + Send + Sync + 'static,
{
    fn from(act: F) -> Self {
        Self::new(act)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::reactive::owner::Owner;

    #[test]
    fn a_callback_may_run_one_that_it_replaces() {
        let owner = Owner::new();
        owner.set();
        let double = Callback::from(|n: u32| n * 2);
        let twice = Callback::new(move |n| double.run(double.run(n)));
        assert_eq!(twice.run(3), 12, "copied, and run inside another");
    }
}
