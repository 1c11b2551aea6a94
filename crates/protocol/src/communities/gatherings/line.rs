//! Who gets a place: in the order in which they asked, and nobody past anybody.

/// How many of those who wait get a place now, from the first on; each is so many people. Who does
/// not fit holds up those behind: else a couple would never get in past single people.
#[must_use]
pub fn promoted(capacity: i64, taken: i64, waiting: &[i64]) -> usize {
    let mut free = capacity - taken;
    waiting
        .iter()
        .take_while(|people| {
            free -= **people;
            free >= 0
        })
        .count()
}

/// Whether somebody who asks now gets a place: nobody waits, and there is room.
#[must_use]
pub const fn has_room(capacity: i64, taken: i64, waiting: i64, people: i64) -> bool {
    waiting == 0 && taken + people <= capacity
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_couple_is_not_passed() {
        assert_eq!(promoted(3, 2, &[2, 1]), 0, "one place is not enough for the first");
        assert_eq!(promoted(4, 2, &[2, 1]), 1, "two are");
        assert!(!has_room(3, 2, 2, 1), "who comes now stands behind them");
    }

    proptest! {
        #[test]
        fn never_more_than_there_is_room_for_and_never_fewer(
            capacity in 0..50i64, taken in 0..50i64, waiting in proptest::collection::vec(1..6i64, 0..40)
        ) {
            let n = promoted(capacity, taken, &waiting);
            let seated: i64 = waiting[..n].iter().sum();
            prop_assert!(n == 0 || taken + seated <= capacity);
            if let Some(next) = waiting.get(n) {
                prop_assert!(taken + seated + next > capacity);
            }
        }
    }
}
