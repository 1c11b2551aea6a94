//! How much what is popular now counts against what this person likes.

use crate::{CONFIG, Popularity};
use serde::{Deserialize, Serialize};

/// What the service learned from likes it knows ([`crate::eval::learn`]), sent along with candidates.
///
/// Somebody in the middle of watching wants more of the same; somebody who was away for weeks has seen
/// what was popular before, and wants what came up since. So popularity weighs
/// `fresh + away · a / (a + absence)` after `a` seconds of absence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Balance {
    /// Weight of popularity for somebody who is here just now.
    pub fresh: f64,
    /// Weight added for somebody who has been away for long.
    pub away: f64,
    /// Share of the likes of all time in what counts as popular now.
    pub tail: f64,
    /// How much items that everybody has known for long are held back: the exponent of their likes.
    pub novelty: f64,
    /// What an old like counts against the newest one, for somebody who is here just now.
    pub floor: f64,
    /// The same for somebody who comes back: what they were in the middle of is over.
    pub recall: f64,
}

impl Default for Balance {
    fn default() -> Self {
        CONFIG.balance
    }
}

impl Balance {
    /// Weight of popularity after `absence` seconds.
    #[must_use]
    pub fn weight(&self, absence: f64) -> f64 {
        sane(self.away).mul_add(away(absence), sane(self.fresh))
    }

    /// How popular something is now: `(recent + tail · likes) / (likes + known)^novelty`, 0 or more. To
    /// `newcomers`, who have seen nothing yet, nothing is old: the exponent is 0.
    #[must_use]
    pub fn trend(&self, popularity: &Popularity, newcomer: bool) -> f64 {
        let likes = sane(f64::from(popularity.likes));
        let now = sane(f64::from(popularity.recent)) + sane(self.tail) * likes;
        if newcomer { now } else { now / (likes + CONFIG.known).powf(sane(self.novelty).min(1.0)) }
    }

    /// What the `nth` newest like counts after `absence` seconds, from 0 to 1.
    #[must_use]
    pub fn freshness(&self, nth: usize, absence: f64) -> f64 {
        let (floor, recall) = (sane(self.floor).min(1.0), sane(self.recall).min(1.0));
        let floor = (recall - floor).mul_add(away(absence), floor);
        (1.0 - floor).mul_add((-(nth as f64) / CONFIG.freshness).exp(), floor)
    }
}

/// How much somebody has been away, from 0 to 1.
fn away(absence: f64) -> f64 {
    let absence = absence.clamp(0.0, 1e12);
    absence / (absence + CONFIG.absence)
}

/// What came over the wire may be anything: not a number and below 0 count 0, and a ceiling keeps sums finite.
fn sane(value: f64) -> f64 {
    if value.is_finite() { value.clamp(0.0, 1e12) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn popularity_weighs_more_after_absence() {
        let balance = Balance::default();
        assert!(balance.weight(0.0) < balance.weight(86_400.0));
        assert!(balance.weight(86_400.0) < balance.weight(86_400.0 * 30.0));
        assert!((balance.weight(-5.0) - balance.weight(0.0)).abs() < 1e-12, "the clock went back");
    }

    #[test]
    fn what_comes_up_stands_above_what_everybody_knows() {
        let balance = Balance::default();
        let old = Popularity { likes: 1_000.0, recent: 20.0 };
        let new = Popularity { likes: 25.0, recent: 20.0 };
        assert!(balance.trend(&new, false) > balance.trend(&old, false));
        assert!(balance.trend(&new, true) < balance.trend(&old, true), "to a newcomer all is new");
    }

    #[test]
    fn older_likes_count_less_but_not_nothing() {
        let balance = Balance::default();
        assert!((balance.freshness(0, 0.0) - 1.0).abs() < 1e-12);
        assert!(balance.freshness(3, 0.0) < balance.freshness(2, 0.0));
        assert!(balance.freshness(10_000, 0.0) >= balance.floor);
        let back = balance.freshness(10_000, 1e9);
        assert!((back - balance.recall).abs() < 1e-3, "who comes back is in the middle of nothing");
    }
}
