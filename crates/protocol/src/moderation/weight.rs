//! What a vote weighs in the order of posts: a ring of new accounts must not lift a post to the top.

/// What a full vote weighs.
pub const FULL: i64 = 100;
/// From how many votes on it is looked at whom they are for.
const ENOUGH: i64 = 5;

/// What a vote weighs, in hundredths: by how far its voter is trusted, and a quarter of that where
/// more than half of their votes are for this one author (counting this one).
#[must_use]
pub const fn weight(level: u8, votes: i64, for_author: i64) -> i64 {
    let full = match level {
        0 => 5,
        1 => 40,
        2 => 80,
        _ => FULL,
    };
    if votes >= ENOUGH && for_author * 2 > votes { full / 4 } else { full }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_of_ten_newcomers_is_less_than_one_more_regular() {
        let ring = 10 * weight(0, 1, 1);
        assert!(ring < weight(2, 20, 1), "ten newcomers are less than one regular");
        assert_eq!(weight(3, 20, 1), FULL, "who is trusted has a full vote");
        assert_eq!(weight(3, 20, 11), FULL / 4, "but not for one author alone");
        assert_eq!(weight(3, 4, 4), FULL, "few votes say nothing of whom they are for");
    }
}
