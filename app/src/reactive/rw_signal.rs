//! A value that is read and set.

use super::Signal;
use super::source::{Anything, Source, typed};
use leptos::prelude as leptos;
use leptos::{Set as _, Update as _, UpdateUntracked as _};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

/// A value that is read and set.
pub(crate) struct RwSignal<T> {
    inner: leptos::RwSignal<Anything>,
    signal: Signal<T>,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T> RwSignal<T> {
    pub(super) fn source(self) -> Source {
        self.signal.source
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A value to begin with.
    pub(crate) fn new(value: T) -> Self {
        let inner = make(Arc::new(value));
        Self { inner, signal: Signal::of(Source::Set(inner)) }
    }

    /// Sets it.
    pub(crate) fn set(self, value: T) {
        self.try_set(value);
    }

    /// Sets it; nothing happens, and it says so, when the signal is gone.
    pub(crate) fn try_set(self, value: T) -> bool {
        set(self.inner, Arc::new(value))
    }

    /// The half that is read, and the half that is set.
    pub(crate) fn split(self) -> (Signal<T>, WriteSignal<T>) {
        (self.signal, WriteSignal(self.inner, PhantomData))
    }
}

impl<T: Clone + Send + Sync + 'static> RwSignal<T> {
    /// Changes it.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes it, unless the signal is gone.
    pub(crate) fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.change(change, update)
    }

    /// Changes it, and tells nobody.
    pub(crate) fn try_update_untracked<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.change(change, update_untracked)
    }

    fn change<U>(self, change: impl FnOnce(&mut T) -> U, update: Update) -> Option<U> {
        let mut change = Some(change);
        let mut result = None;
        update(self.inner, &mut |value| {
            result = own(value).zip(change.take()).map(|(value, change)| change(value));
        });
        result
    }
}

impl<T: Default + Send + Sync + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

/// It is read as any signal is.
impl<T> Deref for RwSignal<T> {
    type Target = Signal<T>;

    fn deref(&self) -> &Signal<T> {
        &self.signal
    }
}

/// The half of a signal that is set.
pub(crate) struct WriteSignal<T>(leptos::RwSignal<Anything>, PhantomData<fn(T)>);

impl<T> Clone for WriteSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for WriteSignal<T> {}

impl<T: Send + Sync + 'static> WriteSignal<T> {
    /// Sets it.
    pub(crate) fn set(self, value: T) {
        set(self.0, Arc::new(value));
    }
}

/// A value in two halves: the one that is read, and the one that is set.
pub(crate) fn signal<T: Send + Sync + 'static>(value: T) -> (Signal<T>, WriteSignal<T>) {
    RwSignal::new(value).split()
}

#[inline(never)]
fn make(value: Anything) -> leptos::RwSignal<Anything> {
    leptos::RwSignal::new(value)
}

#[inline(never)]
fn set(signal: leptos::RwSignal<Anything>, value: Anything) -> bool {
    signal.try_set(value).is_none()
}

/// The value for oneself: who looks at it just now keeps what it saw.
#[inline(never)]
fn own<T: Clone + Send + Sync + 'static>(value: &mut Anything) -> Option<&mut T> {
    if Arc::get_mut(value).is_none() {
        *value = Arc::new(typed::<T>(value).clone());
    }
    Arc::get_mut(value)?.downcast_mut()
}

type Update = fn(leptos::RwSignal<Anything>, &mut dyn FnMut(&mut Anything));

#[inline(never)]
fn update_untracked(signal: leptos::RwSignal<Anything>, change: &mut dyn FnMut(&mut Anything)) {
    signal.try_update_untracked(change);
}

#[inline(never)]
fn update(signal: leptos::RwSignal<Anything>, change: &mut dyn FnMut(&mut Anything)) {
    signal.try_update(change);
}

#[cfg(test)]
mod tests {
    use super::super::{Memo, Signal};
    use super::*;
    use ::leptos::reactive::owner::Owner;

    fn owned<U>(test: impl FnOnce() -> U) -> U {
        Owner::new().with(test)
    }

    #[test]
    fn what_is_set_is_read() {
        owned(|| {
            let signal = RwSignal::new(vec![1]);
            let read: Signal<Vec<i32>> = signal.into();
            signal.update(|all| all.push(2));
            assert_eq!(read.get_untracked(), [1, 2], "changed in its place");
            let held = signal.with_untracked(|all| {
                signal.update(|all| *all = vec![9]);
                all.clone()
            });
            assert_eq!(held, [1, 2], "who looks at it keeps what it saw");
            assert_eq!(signal.try_update(Vec::pop), Some(Some(9)), "the result is given");
            assert_eq!(read.get_untracked(), Vec::<i32>::new(), "and the other sees it");
        });
    }

    #[test]
    fn a_memo_tells_only_of_what_differs() {
        owned(|| {
            let (parities, names) = (RwSignal::new(0), RwSignal::new(0));
            let made = move || (parities.get_untracked(), names.get_untracked());
            let (number, set_number) = signal(3);
            let parity = Memo::new(move || {
                parities.update(|n| *n += 1);
                number.get() % 2
            });
            let name = Memo::new(move || {
                names.update(|n| *n += 1);
                if parity.get() == 1 { "odd" } else { "even" }
            });
            assert_eq!((name.get_untracked(), made()), ("odd", (1, 1)), "each is made once");
            set_number.set(5);
            assert_eq!((name.get_untracked(), made()), ("odd", (2, 1)), "the same is not told");
            set_number.set(4);
            assert_eq!((name.get_untracked(), made()), ("even", (3, 2)), "what differs is");
        });
    }

    #[test]
    fn what_is_gone_is_none() {
        let signal = owned(|| RwSignal::new(1));
        assert_eq!(signal.try_get_untracked(), None, "its owner is gone");
        assert!(!signal.try_set(2), "nothing is set");
        assert_eq!(signal.try_update(|n| *n), None, "nor changed");
    }
}
