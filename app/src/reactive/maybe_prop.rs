//! A value that a component may be given, and that may change.

use super::{Memo, RwSignal, Signal};

/// A value that may be given, and may change.
pub(crate) struct MaybeProp<T>(Option<Given<T>>);

enum Given<T> {
    Always(Signal<T>),
    Sometimes(Signal<Option<T>>),
}

impl<T> Clone for Given<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Given<T> {}

impl<T> Clone for MaybeProp<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for MaybeProp<T> {}

impl<T> Default for MaybeProp<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Clone + Send + Sync + 'static> MaybeProp<T> {
    /// The value, which is followed.
    #[inline(never)]
    pub(crate) fn get(self) -> Option<T> {
        self.0.and_then(|given| match given {
            Given::Always(signal) => Some(signal.get()),
            Given::Sometimes(signal) => signal.get(),
        })
    }

    /// The value.
    #[inline(never)]
    pub(crate) fn get_untracked(self) -> Option<T> {
        self.0.and_then(|given| match given {
            Given::Always(signal) => Some(signal.get_untracked()),
            Given::Sometimes(signal) => signal.get_untracked(),
        })
    }

    /// The value, which is followed; none when what gives it is gone.
    pub(crate) fn try_get(self) -> Option<Option<T>> {
        match self.0 {
            None => Some(None),
            Some(Given::Always(signal)) => signal.try_get().map(Some),
            Some(Given::Sometimes(signal)) => signal.try_get(),
        }
    }
}

macro_rules! given {
    ($($way:ident: $from:ty),*) => {$(
        impl<T: Send + Sync + 'static> From<$from> for MaybeProp<T> {
            fn from(value: $from) -> Self {
                Self(Some(Given::$way(value.into())))
            }
        }
    )*};
}
given!(
    Always: T, Always: Signal<T>, Always: RwSignal<T>, Always: Memo<T>,
    Sometimes: Signal<Option<T>>, Sometimes: RwSignal<Option<T>>, Sometimes: Memo<Option<T>>
);

impl<T: Send + Sync + 'static> From<Option<T>> for MaybeProp<T> {
    fn from(value: Option<T>) -> Self {
        Self(value.map(|value| Given::Always(Signal::stored(value))))
    }
}

impl From<&'static str> for MaybeProp<String> {
    fn from(text: &'static str) -> Self {
        Self(Some(Given::Always(text.into())))
    }
}
