//! Rows over which transactions came in between of one another lately.
//!
//! Whoever comes to such a row while others are at it would wait, lose, and begin anew. It is known
//! by the statement that lost, with its values, since those say which row was wanted.

use crate::db::Value;
use crate::db::pool::held;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// For how long a row stays hot after somebody lost over it.
const COOLS_IN: Duration = Duration::from_secs(5);
/// The most rows that are remembered; where there are more, the others are found out anew.
const MOST: usize = 10_000;

/// A statement with its values, as a number that others hardly have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Spot(u64);

/// What is hot.
#[derive(Default)]
pub(super) struct Hot {
    spots: Mutex<HashMap<Spot, Instant>>,
    /// How many there are, so that nobody takes the lock where none is.
    known: AtomicUsize,
    random: RandomState,
}

impl Hot {
    /// Where this statement goes.
    pub(super) fn spot(&self, sql: &str, params: &[Value]) -> Spot {
        let mut hasher = self.random.build_hasher();
        sql.hash(&mut hasher);
        params.hash(&mut hasher);
        Spot(hasher.finish())
    }

    /// Remembers that somebody lost there.
    pub(super) fn lost(&self, spot: Spot, now: Instant) {
        let mut spots = held(&self.spots);
        spots.retain(|_, since| now.duration_since(*since) < COOLS_IN);
        if spots.len() < MOST {
            spots.insert(spot, now);
        }
        self.known.store(spots.len(), Ordering::Relaxed);
    }

    /// Whether any row may be hot.
    pub(super) fn is_any(&self) -> bool {
        self.known.load(Ordering::Relaxed) > 0
    }

    /// Whether somebody lost there lately.
    pub(super) fn is_hot(&self, spot: Spot, now: Instant) -> bool {
        held(&self.spots).get(&spot).is_some_and(|since| now.duration_since(*since) < COOLS_IN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_hot_for_a_while_after_somebody_lost_over_it() {
        let (hot, now) = (Hot::default(), Instant::now());
        let one = hot.spot("UPDATE t SET n = n WHERE id = $1", &[Value::Int(1)]);
        let other = hot.spot("UPDATE t SET n = n WHERE id = $1", &[Value::Int(2)]);
        assert!(!hot.is_any() && !hot.is_hot(one, now), "nothing happened yet");
        hot.lost(one, now);
        assert!(hot.is_any() && hot.is_hot(one, now), "somebody lost there");
        assert!(!hot.is_hot(other, now), "another row is not that row");
        assert!(!hot.is_hot(one, now + COOLS_IN), "it cools");
        hot.lost(other, now + COOLS_IN);
        assert_eq!(hot.known.load(Ordering::Relaxed), 1, "what has cooled is forgotten");
    }
}
