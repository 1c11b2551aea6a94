//! How much a candidate is like what this person likes: a sum over its neighbours.

use crate::{Balance, Candidate, Interest, Key, Neighbour, Profile, hashing::KeyMap};

/// The person's interests, made ready for many look-ups.
pub(crate) struct Taste {
    weights: KeyMap<f64>,
    /// A bit for each interest's hash: most neighbours are none, and end here.
    filter: Vec<u64>,
}

const FILTER_BITS: u32 = 15;

impl Taste {
    /// Weighs the interests after `absence` seconds: the newest count most, for and against counted apart.
    pub(crate) fn of(profile: &Profile, balance: &Balance, absence: f64) -> Self {
        let mut taste =
            Self { weights: KeyMap::default(), filter: vec![0; 1 << (FILTER_BITS - 6)] };
        taste.weigh(
            profile,
            |nth| balance.freshness(nth, absence),
            |interest| interest.strength > 0.0,
        );
        taste.weigh(
            profile,
            |nth| balance.freshness(nth, absence),
            |interest| interest.strength < 0.0,
        );
        taste
    }

    /// Whether nothing is known that speaks for or against anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Adds up what the neighbours say.
    pub(crate) fn echo(&self, candidate: &Candidate) -> f64 {
        if self.is_empty() {
            return 0.0;
        }
        candidate.neighbours.iter().filter_map(|neighbour| self.said(neighbour)).sum()
    }

    /// The interest that speaks for a candidate most.
    pub(crate) fn because(&self, candidate: &Candidate) -> Option<Key> {
        let said =
            candidate.neighbours.iter().filter_map(|n| self.said(n).map(|said| (said, n.item)));
        let most = said.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        most.filter(|(said, _)| *said > 0.0).map(|(_, item)| item)
    }

    fn said(&self, neighbour: &Neighbour) -> Option<f64> {
        let said = self.weight(neighbour.item)? * f64::from(neighbour.weight);
        said.is_finite().then(|| said.clamp(-1e6, 1e6))
    }

    fn weight(&self, item: Key) -> Option<f64> {
        let bit = place(item);
        if self.filter[bit >> 6] & (1 << (bit & 63)) == 0 {
            return None;
        }
        self.weights.get(&item).copied()
    }

    fn weigh(
        &mut self,
        profile: &Profile,
        freshness: impl Fn(usize) -> f64,
        side: impl Fn(&Interest) -> bool,
    ) {
        let mut interests: Vec<(i64, Key, f64)> = profile
            .items
            .iter()
            .filter(|(_, interest)| side(interest))
            .map(|(key, interest)| (interest.at, *key, interest.strength.clamp(-1.0, 1.0)))
            .collect();
        interests.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for (nth, (_, key, strength)) in interests.into_iter().enumerate() {
            self.weights.insert(key, strength * freshness(nth));
            let bit = place(key);
            self.filter[bit >> 6] |= 1 << (bit & 63);
        }
    }
}

fn place(item: Key) -> usize {
    let folded = item.0 as u64 ^ (item.0 >> 64) as u64;
    (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - FILTER_BITS)) as usize
}
