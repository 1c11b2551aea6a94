//! A value that is kept until what it is made of changes.

use super::Signal;
use super::source::{Anything, Gives, Source, typed};
use std::ops::Deref;

/// A value that is kept until what it is made of changes; who follows it is told when it differs.
pub(crate) struct Memo<T>(Signal<T>);

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// Keeps what a closure gives.
    pub(crate) fn new(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(Signal::of(Source::kept(Box::new(Gives(make)), differ::<T>)))
    }
}

/// It is read as any signal is.
impl<T> Deref for Memo<T> {
    type Target = Signal<T>;

    fn deref(&self) -> &Signal<T> {
        &self.0
    }
}

fn differ<T: PartialEq + 'static>(old: &Anything, new: &Anything) -> bool {
    typed::<T>(old) != typed::<T>(new)
}
