//! In which parts the comments on a post are told: by their numbers, from 1 on in the order in which they
//! were said, so that a part stays the same when something is said after it.

use super::Sort;

/// How many comments a part has.
pub const BLOCK: i64 = 100;

/// A part of the comments on a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The number of its first comment.
    pub first: i64,
    /// The number of its last one.
    pub last: i64,
    /// The part before it; none for the first.
    pub before: Option<u32>,
}

/// The part of this place, from 0 on.
#[must_use]
pub const fn block(place: u32) -> Block {
    let begins = place as i64 * BLOCK;
    Block { first: begins + 1, last: begins + BLOCK, before: place.checked_sub(1) }
}

/// The latest part, of so many comments: the last whole part with what was said since.
#[must_use]
pub fn latest(count: i64) -> Block {
    let last_place = (count - 1).max(0) / BLOCK;
    let place = u32::try_from(last_place - 1).unwrap_or(0);
    Block { last: count.max(0), ..block(place) }
}

/// Which of so many parts before the latest are wanted by a screen that shows so many: in an order by
/// votes from the beginning, for there stands what others answer.
pub fn wanted(parts: u32, shown: u32, sort: Sort) -> impl Iterator<Item = u32> {
    let newest = sort == Sort::New;
    // The one before the latest was part of it a little earlier, and does not go.
    let first = parts.checked_sub(1);
    let rest = (0..parts.saturating_sub(1)).map(move |n| if newest { parts - 2 - n } else { n });
    let shown = usize::try_from(shown).unwrap_or(usize::MAX);
    first.into_iter().chain(rest.take(shown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_latest_part_grows_until_the_one_before_it_is_left_alone() {
        assert_eq!(latest(0), Block { first: 1, last: 0, before: None }, "nothing is said");
        assert_eq!(latest(200), Block { first: 1, last: 200, before: None }, "two parts at once");
        assert_eq!(
            latest(201),
            Block { first: 101, last: 201, before: Some(0) },
            "the first stays"
        );
    }

    #[test]
    fn an_order_by_votes_begins_with_what_is_answered() {
        let of = |shown, sort| wanted(5, shown, sort).collect::<Vec<_>>();
        assert_eq!(of(2, Sort::Hot), [4, 0, 1], "the first ones, and what was the latest");
        assert_eq!(of(2, Sort::New), [4, 3, 2], "the last ones");
        assert_eq!(of(99, Sort::Top), [4, 0, 1, 2, 3], "all there are");
        assert_eq!(wanted(0, 9, Sort::Hot).count(), 0, "a short thread is in its latest part");
    }

    proptest! {
        #[test]
        fn each_comment_is_in_one_part(count in 0i64..3_000) {
            let latest = latest(count);
            let mut told: Vec<i64> = (latest.first..=latest.last).collect();
            let mut next = latest.before;
            while let Some(place) = next {
                let part = block(place);
                told.extend(part.first..=part.last);
                next = part.before;
            }
            told.sort_unstable();
            prop_assert_eq!(told, (1..=count).collect::<Vec<_>>());
            prop_assert!(latest.last - latest.first < 2 * BLOCK);
        }

        #[test]
        fn nothing_is_wanted_twice(parts in 0u32..80, shown in 0u32..90, new in any::<bool>()) {
            let sort = if new { Sort::New } else { Sort::Hot };
            let mut all: Vec<u32> = wanted(parts, shown, sort).collect();
            prop_assert_eq!(all.len() as u32, parts.min(shown + 1).min(parts));
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len() as u32, parts.min(shown + 1));
            prop_assert!(all.iter().all(|place| *place < parts));
        }
    }
}
