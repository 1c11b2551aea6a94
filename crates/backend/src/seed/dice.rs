//! Chance that comes out the same for the same seed.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, RngExt, SeedableRng};
use sampan_protocol::Random;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError};

/// A generator that gives the same for the same seed. Clones go on where the others are.
#[derive(Clone)]
pub(super) struct Dice(Arc<Mutex<ChaCha8Rng>>);

impl Dice {
    /// The dice of a seed; `purpose` tells several dice of one seed apart.
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(purpose);
        Self(Arc::new(Mutex::new(source)))
    }

    /// A number of the range.
    pub(super) fn between(&self, range: RangeInclusive<i64>) -> i64 {
        self.with(|source| source.random_range(range))
    }

    /// Says yes in so many of a hundred cases.
    pub(super) fn chance(&self, percent: i64) -> bool {
        self.between(1..=100) <= percent
    }

    /// One of several things.
    pub(super) fn pick<T: Copy>(&self, things: &[T]) -> T {
        let last = i64::try_from(things.len()).unwrap_or(i64::MAX) - 1;
        things[usize::try_from(self.between(0..=last)).unwrap_or(0)]
    }

    fn with<T>(&self, roll: impl FnOnce(&mut ChaCha8Rng) -> T) -> T {
        roll(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        self.with(|source| source.fill_bytes(bytes));
    }
}
