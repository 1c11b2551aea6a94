//! A few of something that is slow to open, kept open and lent out.

use super::DbError;
use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Opens one more.
type Make<T> = Box<dyn Fn() -> Result<T, DbError> + Send + Sync>;

/// Lends out at most so many, each to one at a time.
pub(super) struct Pool<T> {
    most: usize,
    healthy: fn(&T) -> bool,
    make: Make<T>,
    state: Mutex<State<T>>,
    returned: Condvar,
}

struct State<T> {
    free: Vec<T>,
    open: usize,
}

impl<T> Pool<T> {
    /// An empty pool; what is not healthy is thrown away instead of lent.
    pub(super) fn new(
        most: usize,
        healthy: fn(&T) -> bool,
        make: impl Fn() -> Result<T, DbError> + Send + Sync + 'static,
    ) -> Self {
        let state = Mutex::new(State { free: Vec::new(), open: 0 });
        Self { most, healthy, make: Box::new(make), state, returned: Condvar::new() }
    }

    /// Lends one, waiting for it if all are lent and no more may be opened.
    pub(super) fn lend(&self) -> Result<Lent<'_, T>, DbError> {
        let mut state = held(&self.state);
        loop {
            while let Some(one) = state.free.pop() {
                if (self.healthy)(&one) {
                    return Ok(Lent { pool: self, one: Some(one) });
                }
                state.open -= 1;
            }
            if state.open < self.most {
                state.open += 1;
                break;
            }
            state = self.returned.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        drop(state);
        let mut lent = Lent { pool: self, one: None };
        lent.one = Some((self.make)()?);
        Ok(lent)
    }
}

/// What is lent; it goes back when it is dropped, unless it broke or its user panicked.
pub(super) struct Lent<'a, T> {
    pool: &'a Pool<T>,
    one: Option<T>,
}

impl<T> Deref for Lent<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.one.as_ref().expect("it is lent until it is dropped")
    }
}

impl<T> DerefMut for Lent<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.one.as_mut().expect("it is lent until it is dropped")
    }
}

impl<T> Drop for Lent<'_, T> {
    fn drop(&mut self) {
        let one = self.one.take().filter(|one| (self.pool.healthy)(one));
        let mut state = held(&self.pool.state);
        match one {
            Some(one) if !std::thread::panicking() => state.free.push(one),
            _ => state.open -= 1,
        }
        drop(state);
        self.pool.returned.notify_one();
    }
}

/// The guard of a lock, even if another holder panicked: nothing here is ever half done.
pub(super) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static MADE: AtomicUsize = AtomicUsize::new(0);

    #[test]
    fn what_is_returned_is_lent_again() {
        let pool = Pool::new(2, |n: &usize| *n < 10, || Ok(MADE.fetch_add(1, Ordering::SeqCst)));
        let first = pool.lend().expect("the first opens");
        let mut second = pool.lend().expect("the second opens");
        assert_eq!((*first, *second), (0, 1), "each is lent once at a time");
        drop(first);
        assert_eq!(*pool.lend().expect("one is free"), 0, "it came back");
        *second = 10;
        drop(second);
        let (_a, b) = (pool.lend().expect("free"), pool.lend().expect("opens anew"));
        assert_eq!(*b, 2, "what broke is thrown away, and its place is free again");
    }
}
