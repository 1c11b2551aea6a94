//! In which order things are found. Whole numbers only, and nothing of it depends on now, so that the
//! same search comes in the same order part after part.
//!
//! `rank = relevance · 2²⁴ + standing`:
//!
//! - *Relevance* is the sum, over the words that were looked for, of `weight · rarity`. The weight is
//!   that of the best place in which the word stands: 16 in a name, 12 in a title, 4 in a text, and 1
//!   more where it is the whole word and not its beginning. So a title beats any text. The rarity of a
//!   word that `n` things have is `24 − ⌊log₂(1 + n)⌋`, 1 at least.
//! - *Standing* decides among equals: the hour in which it was written, takes place or came to be,
//!   and 12 hours more for each doubling of those who like it, follow it or belong to it.

use crate::time::Timestamp;

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a text.
    Text,
    /// In a title.
    Title,
    /// In a name.
    Name,
}

impl Place {
    /// What a word weighs there: what stands for it in the database.
    #[must_use]
    pub const fn weight(self) -> i64 {
        match self {
            Self::Text => 4,
            Self::Title => 12,
            Self::Name => 16,
        }
    }
}

/// What is added where it is the whole word.
pub const WHOLE: i64 = 1;
/// How many things are counted that have a word; it is as common where there are more.
pub const COUNTED: i64 = 1_000;
/// How many bits standing has.
const STANDING_BITS: u32 = 24;
/// How many hours a doubling is worth.
const DOUBLING: i64 = 12;

/// How rare a word is that so many things have.
#[must_use]
pub const fn rarity(things: i64) -> i64 {
    let things = if things < 0 { 0 } else { things };
    let log = (things as u64 + 1).ilog2() as i64;
    if log > 22 { 1 } else { 24 - log }
}

/// How well something fits: for each word, what it weighs there and how rare it is.
#[must_use]
pub fn relevance(words: impl Iterator<Item = (i64, i64)>) -> i64 {
    words.map(|(weight, rarity)| weight * rarity).sum()
}

/// What decides among equals.
#[must_use]
pub fn standing(at: Timestamp, liked: i64) -> i64 {
    let doublings = i64::from((liked.max(0) as u64 + 1).ilog2());
    let hours = at.seconds().div_euclid(3_600).saturating_add(DOUBLING * doublings);
    hours.clamp(0, (1 << STANDING_BITS) - 1)
}

/// By what everything that was found is ordered, from the highest down.
#[must_use]
pub const fn rank(relevance: i64, standing: i64) -> i64 {
    (relevance << STANDING_BITS) | standing
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rare_words_weigh_more() {
        let (rare, common) = (rarity(1), rarity(COUNTED));
        assert!(rare > common, "{rare} against {common}");
        assert!(rarity(i64::MAX) >= 1 && rarity(-1) <= 24, "every number is taken");
        let with_rare = relevance([(4, rare)].into_iter());
        assert!(with_rare > relevance([(4, common)].into_iter()), "in the same place");
    }

    #[test]
    fn standing_decides_among_equals_only() {
        let (old, new) = (Timestamp::from_seconds(0), Timestamp::from_seconds(2_000_000_000));
        assert!(standing(new, 0) > standing(old, 1_000), "recent");
        assert_eq!(standing(old, 1), DOUBLING, "one who likes it is a doubling");
        assert!(rank(5, standing(old, 0)) > rank(4, standing(new, i64::MAX)), "relevance first");
        assert!(rank(4, standing(new, 0)) > rank(4, standing(old, 0)), "then what is newer");
        assert_eq!(standing(Timestamp(i64::MIN), 0), 0, "every time is taken");
    }

    proptest! {
        #[test]
        fn a_title_beats_a_text_whatever_else_speaks_for_the_text(
            things in prop::collection::vec(0i64..2_000, 1..8), at in 0i64..4_000_000_000,
            liked in 0i64..1_000_000_000,
        ) {
            let at = Timestamp::from_seconds(at);
            let all = |weight: i64| relevance(things.iter().map(|n| (weight, rarity(*n))));
            let title = rank(all(Place::Title.weight()), 0);
            let text = rank(all(Place::Text.weight() + WHOLE), standing(at, liked));
            prop_assert!(title > text);
        }
    }
}
