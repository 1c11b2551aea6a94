//! How many people like both of two items, with what is needed for privacy done to the numbers.

use crate::{Basket, CONFIG, Key, Privacy, Random, two_sided_geometric};
use std::collections::BTreeSet;

/// Co-like counts: symmetric, sparse, without what too few people share.
pub(crate) struct Gram {
    /// The items in order; all else goes by their place in it.
    pub(crate) items: Vec<Key>,
    /// How many like an item; 0 where too few do.
    pub(crate) likes: Vec<f64>,
    /// For each item the others liked together with it, in order, with the weighted count.
    pub(crate) rows: Vec<Vec<(u32, f64)>>,
}

impl Gram {
    /// Counts. What one person adds to a pair is 1 where the likes were next to one another, less where
    /// they were apart, `apart` at least; only the newest likes of a person count.
    ///
    /// The kernel `exp(-distance)` is positive definite, so the matrix is, as long as no noise is added.
    pub(crate) fn count(baskets: &[Basket], privacy: &Privacy, random: &mut Random) -> Self {
        let items: Vec<Key> = baskets
            .iter()
            .flatten()
            .map(|like| like.0)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let orders: Vec<Vec<u32>> = baskets.iter().map(|basket| order(basket, &items)).collect();
        let mut places: Vec<Vec<(u32, u32)>> = vec![Vec::new(); items.len()];
        for (person, order) in orders.iter().enumerate() {
            for (place, item) in order.iter().enumerate() {
                places[*item as usize].push((person as u32, place as u32));
            }
        }
        let likes: Vec<f64> = places
            .iter()
            .map(|likers| published(likers.len() as f64, likers.len(), privacy, random))
            .collect();
        let mut gram = Self { rows: vec![Vec::new(); items.len()], items, likes };
        let mut row = Row::new(gram.items.len());
        for (item, likers) in places.iter().enumerate() {
            if gram.likes[item] > 0.0 {
                gram.publish(item, row.count(item, likers, &orders), privacy, random);
                row.clear();
            }
        }
        gram
    }

    fn publish(&mut self, item: usize, row: &Row, privacy: &Privacy, random: &mut Random) {
        for other in &row.touched {
            let (people, sum) = row.sums[*other as usize];
            let count = published(sum, people as usize, privacy, random);
            if count > 0.0 && self.likes[*other as usize] > 0.0 {
                self.rows[item].push((*other, count));
                self.rows[*other as usize].push((item as u32, count));
            }
        }
    }
}

/// The items after one in order, as they are liked together with it.
struct Row {
    sums: Vec<(u32, f64)>,
    touched: Vec<u32>,
    closeness: Vec<f64>,
}

impl Row {
    fn new(items: usize) -> Self {
        let closeness = (0..CONFIG.basket)
            .map(|apart| {
                (1.0 - CONFIG.apart).mul_add((-(apart as f64) / CONFIG.close).exp(), CONFIG.apart)
            })
            .collect();
        Self { sums: vec![(0, 0.0); items], touched: Vec::new(), closeness }
    }

    fn count(&mut self, item: usize, likers: &[(u32, u32)], orders: &[Vec<u32>]) -> &Self {
        for (person, place) in likers {
            for (at, other) in orders[*person as usize].iter().enumerate() {
                if *other as usize > item {
                    let sum = &mut self.sums[*other as usize];
                    if sum.0 == 0 {
                        self.touched.push(*other);
                    }
                    sum.0 += 1;
                    sum.1 += self.closeness[at.abs_diff(*place as usize)];
                }
            }
        }
        self.touched.sort_unstable();
        self
    }

    fn clear(&mut self) {
        for other in self.touched.drain(..) {
            self.sums[other as usize] = (0, 0.0);
        }
    }
}

/// What may be told of a sum to which `people` people added at most 1 each: nothing below the cohort,
/// neither before the noise nor after it.
fn published(sum: f64, people: usize, privacy: &Privacy, random: &mut Random) -> f64 {
    let noise = two_sided_geometric(privacy.noise, random) as f64;
    let cohort = f64::from(privacy.cohort.max(1));
    if (people as f64) < cohort || people as f64 + noise < cohort {
        0.0
    } else {
        (sum + noise).max(0.0)
    }
}

/// The places of a person's items in `items`, newest like first, each once.
fn order(basket: &Basket, items: &[Key]) -> Vec<u32> {
    let mut likes = basket.clone();
    likes.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut met = BTreeSet::new();
    likes.retain(|like| met.insert(like.0));
    likes.truncate(CONFIG.basket);
    likes
        .iter()
        .filter_map(|like| items.binary_search(&like.0).ok())
        .map(|place| place as u32)
        .collect()
}
