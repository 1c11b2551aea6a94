//! How often something was liked, in all and lately.

use crate::CONFIG;
use serde::{Deserialize, Serialize};

/// Likes of one item up to a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Popularity {
    /// Likes of all time.
    pub likes: f32,
    /// Likes weighted by `exp(-age / recent)`: each falls to 1/e in fourteen days.
    pub recent: f32,
}

/// One like, by the number of its person and of its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Like {
    /// The person's number.
    pub user: usize,
    /// The item's number.
    pub item: usize,
    /// When (Unix seconds).
    pub at: i64,
}

/// Goes through likes in the order of time and knows the popularity of each item at each.
#[derive(Clone, Debug)]
pub struct Sweep<'a> {
    likes: &'a [Like],
    next: usize,
    counts: Vec<(f64, f64, i64)>,
}

impl<'a> Sweep<'a> {
    /// Starts before the first of `likes`, which are ordered by time; items are numbered below `items`.
    #[must_use]
    pub fn new(likes: &'a [Like], items: usize) -> Self {
        Self { likes, next: 0, counts: vec![(0.0, 0.0, 0); items] }
    }

    /// Counts the likes up to and at `at`, never one after it; times only go forward.
    pub fn advance(&mut self, at: i64) {
        while let Some(like) = self.likes.get(self.next).filter(|like| like.at <= at) {
            self.next += 1;
            if let Some((all, recent, last)) = self.counts.get_mut(like.item) {
                *recent = recent.mul_add(decay(*last, like.at), 1.0);
                *all += 1.0;
                *last = like.at;
            }
        }
    }

    /// The popularity of an item at `at`, the time last advanced to.
    #[must_use]
    pub fn popularity(&self, item: usize, at: i64) -> Popularity {
        self.counts.get(item).map_or_else(Popularity::default, |(all, recent, last)| Popularity {
            likes: *all as f32,
            recent: (recent * decay(*last, at)) as f32,
        })
    }
}

fn decay(from: i64, to: i64) -> f64 {
    (-(to.saturating_sub(from).max(0) as f64) / CONFIG.recent).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn popularity_ends_at_the_time_of_serving() {
        let day = 86_400;
        let likes = [0, 14 * day, 20 * day].map(|at| Like { user: 0, item: 0, at });
        let mut sweep = Sweep::new(&likes, 1);
        sweep.advance(14 * day);
        let popularity = sweep.popularity(0, 14 * day);
        assert!((popularity.likes - 2.0).abs() < 1e-6, "the third like is yet to come");
        assert!((f64::from(popularity.recent) - 1.0 - (-1.0_f64).exp()).abs() < 1e-6);
        assert_eq!(sweep.popularity(9, day), Popularity::default(), "an item nobody knows");
    }
}
