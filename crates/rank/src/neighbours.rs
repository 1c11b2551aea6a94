//! Item-to-item neighbours, computed by the service from likes.

use crate::{CONFIG, Key, Neighbour, Random, gram::Gram, ridge};
use std::collections::BTreeMap;

/// What one person likes, with the time of each like (Unix seconds), in any order.
pub type Basket = Vec<(Key, i64)>;

/// The neighbours of each item that has any, strongest first.
pub type Neighbours = BTreeMap<Key, Vec<Neighbour>>;

/// What is done to counts before anything is told that depends on them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Privacy {
    /// The fewest people a published count stands on; below it there is none.
    pub cohort: u32,
    /// Scale of the noise added to each count, in likes (1 ÷ ε; see [`crate::two_sided_geometric`]); 0: none.
    pub noise: f64,
}

impl Privacy {
    /// What the service publishes with: five people, ε = 1 for each count.
    pub const SERVICE: Self = Self { cohort: 5, noise: 1.0 };
    /// What recorded interactions are evaluated with: a pair that one person made is no pair.
    pub const EVALUATION: Self = Self { cohort: 2, noise: 0.0 };
}

/// Computes for each item those whose likers tend to like it.
///
/// Candidates are the `neighbours` items of the greatest shrunk cosine of co-likes; their weights are
/// the ridge regression of the item's likes on theirs. With every item for a candidate that is EASE
/// (Steck 2019); the choice of few is that of fsSLIM (Ning and Karypis 2011), and makes work and answer
/// linear in the number of items. Likes of one person near one another in time count more.
///
/// The noise is calibrated for one count: a person adds at most 1 to each. It is no promise about all
/// counts taken together; that each person's part is bounded (`CONFIG.basket` likes) is.
#[must_use]
pub fn neighbours(baskets: &[Basket], privacy: &Privacy, random: &mut Random) -> Neighbours {
    let gram = Gram::count(baskets, privacy, random);
    let known = gram.likes.iter().filter(|likes| **likes > 0.0).count().max(1);
    let penalty = CONFIG.ridge * gram.likes.iter().sum::<f64>() / known as f64;
    let mut places = vec![u32::MAX; gram.items.len()];
    let mut found = Neighbours::new();
    for item in 0..gram.items.len() {
        let near = nearest(&gram, item);
        if !near.is_empty() {
            found.insert(gram.items[item], regress(&gram, &near, penalty, &mut places));
        }
    }
    found
}

/// The items most similar to one, with their co-likes: by shrunk cosine, then by order.
fn nearest(gram: &Gram, item: usize) -> Vec<(u32, f64)> {
    let shrunk = |item: usize| (gram.likes[item] + CONFIG.shrinkage).sqrt();
    let mut near: Vec<(f64, u32, f64)> = gram.rows[item]
        .iter()
        .map(|(other, together)| (together / shrunk(*other as usize), *other, *together))
        .collect();
    near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.truncate(CONFIG.neighbours);
    near.into_iter().map(|(_, other, together)| (other, together)).collect()
}

fn regress(gram: &Gram, near: &[(u32, f64)], penalty: f64, places: &mut [u32]) -> Vec<Neighbour> {
    let size = near.len();
    for (place, (other, _)) in near.iter().enumerate() {
        places[*other as usize] = place as u32;
    }
    let mut among = vec![0.0; size * size];
    for (place, (other, _)) in near.iter().enumerate() {
        for (third, together) in &gram.rows[*other as usize] {
            if let Some(column) =
                Some(places[*third as usize] as usize).filter(|column| *column < size)
            {
                among[place * size + column] = *together;
            }
        }
        among[place * size + place] = gram.likes[*other as usize];
    }
    for (other, _) in near {
        places[*other as usize] = u32::MAX;
    }
    let together: Vec<f64> = near.iter().map(|(_, together)| *together).collect();
    let weights = ridge::solve(&among, &together, penalty);
    let mut neighbours: Vec<Neighbour> = near
        .iter()
        .zip(weights)
        .map(|((other, _), weight)| Neighbour {
            item: gram.items[*other as usize],
            weight: weight as f32,
        })
        .filter(|neighbour| neighbour.weight != 0.0)
        .collect();
    neighbours.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.item.cmp(&b.item)));
    neighbours
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baskets(people: usize) -> Vec<Basket> {
        (0..people).map(|_| vec![(Key(1), 0), (Key(2), 1)]).chain([vec![(Key(3), 0)]]).collect()
    }

    #[test]
    fn what_is_liked_together_is_near() {
        let found = neighbours(&baskets(6), &Privacy::EVALUATION, &mut Random::seeded(1));
        assert_eq!(found[&Key(1)][0].item, Key(2));
        assert!(found[&Key(1)][0].weight > 0.0);
        assert!(!found.contains_key(&Key(3)), "nobody likes it together with anything");
    }

    #[test]
    fn a_pair_of_too_few_people_is_hidden() {
        let privacy = Privacy { cohort: 5, noise: 0.0 };
        assert!(neighbours(&baskets(4), &privacy, &mut Random::seeded(1)).is_empty());
        assert_eq!(neighbours(&baskets(5), &privacy, &mut Random::seeded(1)).len(), 2);
        for seed in 0..200 {
            let found = neighbours(&baskets(4), &Privacy::SERVICE, &mut Random::seeded(seed));
            assert!(found.is_empty(), "noise never lifts four people over the cohort");
        }
    }

    #[test]
    fn noise_blurs_the_counts() {
        let of = |seed| neighbours(&baskets(50), &Privacy::SERVICE, &mut Random::seeded(seed));
        assert_eq!(of(1), of(1), "the seed decides");
        assert!((2..20).any(|seed| of(seed) != of(1)), "another seed, another weight");
    }

    #[test]
    fn the_order_of_people_does_not_matter() {
        let mut other = baskets(9);
        other.reverse();
        let of =
            |baskets: &[Basket]| neighbours(baskets, &Privacy::EVALUATION, &mut Random::seeded(1));
        assert_eq!(of(&baskets(9)), of(&other));
    }
}
