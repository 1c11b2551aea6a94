//! A clock that is set by hand.

use sampan_protocol::{Clock, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that stands still until it is set. Clones show the same time.
#[derive(Clone)]
pub(super) struct Hand(Arc<AtomicI64>);

impl Hand {
    /// A clock that shows this time.
    pub(super) fn at(time: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(time.micros())))
    }

    /// Sets it.
    pub(super) fn set(&self, time: Timestamp) {
        self.0.store(time.micros(), Ordering::Relaxed);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}
