//! How much the next one gets who opens a packet, as a pure rule.
//!
//! Equal shares differ by one minor unit at most. Random ones are drawn so that their order says
//! nothing: everybody's share has the same distribution, not only the same mean, and whoever comes
//! first is the luckiest as often as whoever comes last. (The usual rule, anything up to twice the
//! mean of what is left, has the same mean for all, but the last ones win and lose more.)
//!
//! To do so, what is above one minor unit each is laid out in a row and cut into three times as many
//! pieces as there are shares, at places of which each choice is as likely as any other; a share is
//! three pieces. The first share ends at the third cut, and what is left after it is cut by the same
//! rule: so it can be drawn anew at each claim. Shares spread about as widely as "up to twice the
//! mean" does.

use super::Sharing;
use crate::time::Random;
use std::collections::BTreeSet;

/// How many pieces make a share.
const PIECES: u64 = 3;

/// What the next one gets of `left` minor units for `shares` people who are still to come; each of
/// them gets one minor unit at least. The last one gets what is left.
#[must_use]
pub fn next(left: i64, shares: u32, sharing: Sharing, random: &dyn Random) -> i64 {
    if shares <= 1 {
        return left;
    }
    let shares = u64::from(shares);
    let total = u64::try_from(left).unwrap_or(0);
    let share = match sharing {
        Sharing::Equal => total.div_ceil(shares),
        Sharing::Random => match total.checked_sub(shares) {
            Some(spare) => 1 + first(spare, shares, random),
            None => 0,
        },
    };
    i64::try_from(share).unwrap_or(0)
}

/// Where the third of all cuts falls, of `spare` units among `shares`.
fn first(spare: u64, shares: u64, random: &dyn Random) -> u64 {
    let cuts = PIECES * shares - 1;
    let places = spare.saturating_add(cuts);
    // Floyd's way to choose some of many: each choice is as likely as any other.
    let mut chosen = BTreeSet::new();
    for place in places - cuts..places {
        let drawn = below(place + 1, random);
        if !chosen.insert(drawn) {
            chosen.insert(place);
        }
    }
    let third = chosen.into_iter().nth(PIECES as usize - 1).unwrap_or(PIECES - 1);
    // The two cuts before it are no units.
    third.saturating_sub(PIECES - 1)
}

/// A number below `end`, each as likely as any other.
fn below(end: u64, random: &dyn Random) -> u64 {
    let end = end.max(1);
    let fair = u64::MAX - u64::MAX % end;
    loop {
        let mut bytes = [0; 8];
        random.fill(&mut bytes);
        let drawn = u64::from_le_bytes(bytes);
        if drawn < fair {
            return drawn % end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    /// SplitMix64: fit for tests, not for keys.
    struct Dice(AtomicU64);

    impl Dice {
        fn new(seed: u64) -> Self {
            Self(AtomicU64::new(seed))
        }
    }

    impl Random for Dice {
        fn fill(&self, bytes: &mut [u8]) {
            for chunk in bytes.chunks_mut(8) {
                let step = 0x9E37_79B9_7F4A_7C15;
                let mut z = self.0.fetch_add(step, Ordering::Relaxed).wrapping_add(step);
                z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
            }
        }
    }

    fn all(total: i64, shares: u32, sharing: Sharing, dice: &Dice) -> Vec<i64> {
        let mut left = total;
        (0..shares)
            .map(|gone| {
                let share = next(left, shares - gone, sharing, dice);
                left -= share;
                share
            })
            .collect()
    }

    proptest! {
        #[test]
        fn shares_add_up_and_nobody_gets_nothing(
            shares in 1..=100u32, spare in 0..10_000_000i64, seed: u64, luck: bool,
        ) {
            let sharing = if luck { Sharing::Random } else { Sharing::Equal };
            let total = i64::from(shares) + spare;
            let got = all(total, shares, sharing, &Dice::new(seed));
            prop_assert_eq!(got.iter().sum::<i64>(), total, "to the last minor unit");
            prop_assert!(got.iter().all(|share| *share >= 1), "{:?}: one at least", got);
            if sharing == Sharing::Equal {
                let (least, most) = (got.iter().min(), got.iter().max());
                prop_assert!(most.zip(least).is_some_and(|(m, l)| m - l <= 1), "equal: {:?}", got);
            }
        }

        #[test]
        fn a_number_below_is_below(end in 1..u64::MAX, seed: u64) {
            prop_assert!(below(end, &Dice::new(seed)) < end);
        }
    }

    /// Sums and wins by place, over many packets.
    fn by_place(total: i64, shares: u32, rounds: u32) -> (Vec<i64>, Vec<i64>, Vec<i64>) {
        let dice = Dice::new(7);
        let n = shares as usize;
        let (mut sums, mut wins, mut squares) = (vec![0; n], vec![0; n], vec![0; n]);
        for _ in 0..rounds {
            let got = all(total, shares, Sharing::Random, &dice);
            let most = got.iter().max().copied().unwrap_or(0);
            // Ties are nobody's win: they must not count for the first of them.
            let only = got.iter().filter(|share| **share == most).count() == 1;
            for (place, share) in got.iter().enumerate() {
                sums[place] += share;
                squares[place] += share * share;
                wins[place] += i64::from(only && *share == most);
            }
        }
        (sums, wins, squares)
    }

    #[test]
    fn no_place_in_the_queue_is_better() {
        for (total, shares) in [(10_000, 5), (1_000, 10), (13, 6), (300, 2)] {
            let rounds = 40_000;
            let (sums, wins, squares) = by_place(total, shares, rounds);
            let n = i64::from(shares);
            for (place, sum) in sums.iter().enumerate() {
                // Within five standard errors; a share spreads by less than its mean.
                let expected = total * i64::from(rounds) / n;
                let noise = 5 * expected / i64::from(rounds.isqrt());
                assert!((sum - expected).abs() <= noise, "place {place} of {shares} gets {sum}");
            }
            let fair = wins.iter().sum::<i64>() / n;
            for (place, won) in wins.iter().enumerate() {
                let noise = 5 * i64::try_from(fair.unsigned_abs().isqrt()).expect("small");
                assert!((won - fair).abs() <= noise, "place {place} of {shares} wins {won}");
            }
            let spread = squares.iter().sum::<i64>() / n;
            for (place, square) in squares.iter().enumerate() {
                assert!((square - spread).abs() * 20 <= spread, "place {place} spreads {square}");
            }
        }
    }

    #[test]
    fn luck_is_worth_playing_for() {
        let dice = Dice::new(3);
        let got: Vec<i64> = (0..2_000).map(|_| next(10_000, 10, Sharing::Random, &dice)).collect();
        assert!(got.iter().any(|share| *share < 400), "some get less than half");
        assert!(got.iter().any(|share| *share > 2_000), "some get more than twice");
        assert!(got.iter().all(|share| *share < 8_000), "nobody takes nearly all");
    }
}
