//! A value that may change, and is read.

use super::source::{Gives, Source, there, typed};
use super::{Memo, RwSignal};
use std::marker::PhantomData;
use std::sync::Arc;

/// A value that may change.
pub(crate) struct Signal<T> {
    pub(super) source: Source,
    is: PhantomData<fn() -> T>,
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T> Signal<T> {
    pub(super) fn of(source: Source) -> Self {
        Self { source, is: PhantomData }
    }
}

impl<T: Send + Sync + 'static> Signal<T> {
    /// What a closure gives, made whenever it is read.
    pub(crate) fn derive(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self::of(Source::derived(Arc::new(Gives(derive))))
    }

    /// What never changes.
    pub(crate) fn stored(value: T) -> Self {
        Self::of(Source::still(Arc::new(value)))
    }

    /// Gives the value to a closure, and follows it.
    pub(crate) fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(typed(&there(self.source.read())))
    }

    /// Gives the value to a closure.
    pub(crate) fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(typed(&there(self.source.read_untracked())))
    }

    /// The same; nothing when the signal is gone.
    pub(crate) fn try_with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        self.source.read_untracked().map(|value| look(typed(&value)))
    }

    /// Follows the value without looking at it.
    pub(crate) fn track(self) {
        self.source.read();
    }
}

impl<T: Clone + Send + Sync + 'static> Signal<T> {
    /// The value, which is followed.
    pub(crate) fn get(self) -> T {
        there(self.try_get())
    }

    /// The value, which is followed; none when the signal is gone.
    #[inline(never)]
    pub(crate) fn try_get(self) -> Option<T> {
        self.source.read().map(|value| typed::<T>(&value).clone())
    }

    /// The value.
    pub(crate) fn get_untracked(self) -> T {
        there(self.try_get_untracked())
    }

    /// The value; none when the signal is gone.
    #[inline(never)]
    pub(crate) fn try_get_untracked(self) -> Option<T> {
        self.source.read_untracked().map(|value| typed::<T>(&value).clone())
    }
}

impl<T: Default + Send + Sync + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T: Send + Sync + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&'static str> for Signal<String> {
    fn from(text: &'static str) -> Self {
        Self::stored(text.to_owned())
    }
}

impl<T> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::of(signal.source())
    }
}

impl<T> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        *memo
    }
}
