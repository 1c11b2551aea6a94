//! Where a value comes from, whatever its type is.

use leptos::prelude::*;
use std::any::Any;
use std::sync::Arc;

/// Any value.
pub(super) type Anything = Arc<dyn Any + Send + Sync>;

/// What makes a value of others.
pub(super) trait Derive: Send + Sync {
    /// The value now.
    fn derive(&self) -> Anything;
}

/// A closure whose value is `T`.
pub(super) struct Gives<F>(pub(super) F);

impl<F, T> Derive for Gives<F>
where
    F: Fn() -> T + Send + Sync,
    T: Send + Sync + 'static,
{
    fn derive(&self) -> Anything {
        Arc::new((self.0)())
    }
}

/// Where a value comes from.
#[derive(Clone, Copy)]
pub(super) enum Source {
    /// It is set.
    Set(RwSignal<Anything>),
    /// It is kept until what it is made of changes.
    Kept(Memo<Anything>),
    /// It is made whenever it is read.
    Derived(StoredValue<Arc<dyn Derive>>),
    /// It never changes.
    Still(StoredValue<Anything>),
}

impl Source {
    #[inline(never)]
    pub(super) fn derived(derive: Arc<dyn Derive>) -> Self {
        Self::Derived(StoredValue::new(derive))
    }

    #[inline(never)]
    pub(super) fn still(value: Anything) -> Self {
        Self::Still(StoredValue::new(value))
    }

    #[inline(never)]
    pub(super) fn kept(derive: Box<dyn Derive>, differ: fn(&Anything, &Anything) -> bool) -> Self {
        Self::Kept(Memo::new_owning(move |old: Option<Anything>| {
            let new = derive.derive();
            match old {
                Some(old) if !differ(&old, &new) => (old, false),
                _ => (new, true),
            }
        }))
    }

    /// The value, which is followed; none when it is gone.
    #[inline(never)]
    pub(super) fn read(self) -> Option<Anything> {
        match self {
            Self::Set(signal) => signal.try_get(),
            Self::Kept(memo) => memo.try_get(),
            Self::Derived(derive) => Some(derive.try_get_value()?.derive()),
            Self::Still(value) => value.try_get_value(),
        }
    }

    /// The value, which is not followed; none when it is gone.
    #[inline(never)]
    pub(super) fn read_untracked(self) -> Option<Anything> {
        match self {
            Self::Set(signal) => signal.try_get_untracked(),
            Self::Kept(memo) => memo.try_get_untracked(),
            Self::Derived(derive) => {
                let derive = derive.try_get_value()?;
                Some(untrack(|| derive.derive()))
            }
            Self::Still(value) => value.try_get_value(),
        }
    }
}

/// The value as what it is.
pub(super) fn typed<T: 'static>(value: &Anything) -> &T {
    value.downcast_ref().expect("a signal of T holds nothing but a T")
}

/// What is there, or the fault of who reads it.
pub(super) fn there<T>(value: Option<T>) -> T {
    value.expect("a signal was read after the screen was gone that made it")
}
