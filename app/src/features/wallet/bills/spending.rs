//! What a month was spent on, as few enough parts that an eye can tell them apart.

use crate::order::sorted;
use sampan_protocol::wallet::Category;

/// How many categories have a part of their own.
const OWN: usize = 5;

/// A part of the donut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slice {
    /// What for; [`Category::Other`] also stands for everything small.
    pub(crate) category: Category,
    /// Minor units, positive.
    pub(crate) minor: i64,
    /// Its part of the whole in per mille; all of them make 1,000.
    pub(crate) share: u32,
}

/// The five largest categories and the rest, from sums that are sorted or not.
pub(crate) fn slices(by_category: &[(Category, i64)]) -> Vec<Slice> {
    let sums = by_category.iter().copied().filter(|(_, minor)| *minor > 0).collect();
    let key = |(category, minor): &(Category, i64)| (*category == Category::Other, -*minor);
    let mut sums = sorted(sums, |a, b| key(a).cmp(&key(b)));
    let named = sums.iter().take_while(|(category, _)| *category != Category::Other).count();
    let rest: i64 = sums.drain(named.min(OWN)..).fold(0, |sum, (_, m)| sum.saturating_add(m));
    if rest > 0 {
        sums.push((Category::Other, rest));
    }
    shares(&sums)
}

/// Rounds shares down and gives what is left to those that lost most (largest remainder).
fn shares(sums: &[(Category, i64)]) -> Vec<Slice> {
    let total: i128 = sums.iter().map(|(_, minor)| i128::from(*minor)).sum();
    if total == 0 {
        return Vec::new();
    }
    let exact = |minor: i64| i128::from(minor) * 1_000;
    let mut slices: Vec<Slice> = sums
        .iter()
        .map(|&(category, minor)| {
            let share = u32::try_from(exact(minor) / total).unwrap_or(1_000);
            Slice { category, minor, share }
        })
        .collect();
    let given: u32 = slices.iter().map(|s| s.share).sum();
    let lost = |n: usize| exact(slices[n].minor) % total;
    let order = sorted((0..slices.len()).collect(), |a, b| lost(*b).cmp(&lost(*a)));
    for &n in order.iter().take(1_000u32.saturating_sub(given) as usize) {
        slices[n].share += 1;
    }
    slices
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_small_ones_and_other_are_one_part() {
        let sums = [
            (Category::Other, 500),
            (Category::Food, 400),
            (Category::Travel, 10),
            (Category::Home, 300),
            (Category::Leisure, 20),
            (Category::Health, 30),
            (Category::Transport, 200),
            (Category::Cash, 0),
        ];
        let found: Vec<_> = slices(&sums).iter().map(|s| (s.category, s.minor)).collect();
        let expected = [
            (Category::Food, 400),
            (Category::Home, 300),
            (Category::Transport, 200),
            (Category::Health, 30),
            (Category::Leisure, 20),
            (Category::Other, 510),
        ];
        assert_eq!(found, expected, "five by size, then the rest, whatever its size");
    }

    #[test]
    fn nothing_spent_has_no_parts() {
        assert!(slices(&[]).is_empty(), "an empty month draws nothing");
        assert!(slices(&[(Category::Food, 0)]).is_empty(), "nor does a month of nothing");
    }

    proptest! {
        #[test]
        fn shares_make_the_whole(sums in prop::collection::vec(1..i64::MAX / 16, 1..12)) {
            let sums: Vec<_> = Category::ALL.into_iter().zip(sums).collect();
            let found = slices(&sums);
            prop_assert_eq!(found.iter().map(|s| s.share).sum::<u32>(), 1_000);
            prop_assert!(found.len() <= OWN + 1);
        }
    }
}
