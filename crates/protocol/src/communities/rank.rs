//! In which order posts and comments stand. Whole numbers only, so that every machine agrees; each
//! rank depends on votes and on when something was written, never on now, so that it can be stored,
//! indexed, and changed only when somebody votes.

use crate::time::Timestamp;

/// By how many seconds a post has to be younger to stand as high as one with ten times its votes: 12.5
/// hours, as in the formula that Reddit published.
const HALF_DAY: i64 = 45_000;
/// Parts of one in fixed-point numbers.
const ONE: i64 = 1 << 16;

/// Hot: `log10(max(|up − down|, 1)) · sign(up − down) + seconds ÷ 45,000`, in 65,536ths. Ten times
/// the votes weigh as much as being half a day younger.
#[must_use]
pub fn hot(up: i64, down: i64, created: Timestamp) -> i64 {
    let score = up.saturating_sub(down);
    let liked = log10(score.unsigned_abs().max(1)) * score.signum();
    let seconds = created.seconds();
    let (whole, rest) = (seconds.div_euclid(HALF_DAY), seconds.rem_euclid(HALF_DAY));
    liked + whole * ONE + rest * ONE / HALF_DAY
}

/// Hot, of votes that are weighed, in hundredths of a full vote.
#[must_use]
pub fn hot_weighed(up: i64, down: i64, created: Timestamp) -> i64 {
    let score = up.saturating_sub(down);
    let liked = (log10(score.unsigned_abs().max(100)) - log10(100)) * score.signum();
    hot(0, 0, created) + liked
}

/// Top: `up − down`.
#[must_use]
pub const fn top(up: i64, down: i64) -> i64 {
    up.saturating_sub(down)
}

/// Controversial: `(up + down) · min(up, down) ÷ max(up, down)`, in 65,536ths: how many votes there
/// are, times how evenly they are divided. Nothing without both.
#[must_use]
pub fn controversial(up: i64, down: i64) -> i64 {
    let (less, more) = (up.min(down).max(0), up.max(down).max(0));
    if less == 0 {
        return 0;
    }
    let all = i128::from(less) + i128::from(more);
    let rank = all * i128::from(less) * i128::from(ONE) / i128::from(more);
    i64::try_from(rank).unwrap_or(i64::MAX)
}

/// Logarithm to base 10 in 65,536ths: by squaring, a binary digit at a time.
fn log10(value: u64) -> i64 {
    /// `log10(2)` in 2^32ths.
    const LOG10_2: i64 = 1_292_913_986;
    let whole = 63 - i64::from(value.max(1).leading_zeros());
    let mut rest = (u128::from(value.max(1)) << 32) >> whole;
    let mut log2 = whole << 16;
    for digit in (0..16).rev() {
        rest = (rest * rest) >> 32;
        if rest >= 2 << 32 {
            rest >>= 1;
            log2 += 1 << digit;
        }
    }
    i64::try_from((i128::from(log2) * i128::from(LOG10_2)) >> 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_700_000_000);

    #[test]
    fn ten_times_the_votes_weigh_as_much_as_half_a_day() {
        let (old, young) = (NOW, NOW.plus_seconds(HALF_DAY));
        assert!((hot(1_000, 0, old) - hot(100, 0, young)).abs() <= 2, "1,000 votes, or 100 later");
        assert!(hot(0, 50, NOW) < hot(0, 0, NOW), "what is disliked sinks");
        assert_eq!(hot(7, 7, NOW), hot(0, 0, NOW), "as many on both sides are none");
        assert!((log10(1_000) - 3 * ONE).abs() <= 1, "right to a 65,536th");
    }

    #[test]
    fn what_divides_people_is_controversial() {
        assert_eq!(controversial(40, 0), 0, "all agree");
        assert!(controversial(40, 40) > controversial(40, 20), "evenly divided");
        assert!(controversial(40, 40) > controversial(4, 4), "by many");
        assert_eq!(top(3, 5), -2, "top is the difference");
    }

    proptest! {
        #[test]
        fn the_logarithm_is_right(value in 1u64..) {
            let exact = (value as f64).log10() * ONE as f64;
            prop_assert!((log10(value) as f64 - exact).abs() < 3.0, "{value}");
        }

        #[test]
        fn ranks_never_fall_when_somebody_likes(up in 0i64..1 << 40, down in 0i64..1 << 40, at in 0i64..1 << 33) {
            let at = Timestamp::from_seconds(at);
            prop_assert!(hot(up + 1, down, at) >= hot(up, down, at));
            prop_assert!(hot(up, down, at.plus_seconds(10)) >= hot(up, down, at));
            prop_assert!(top(up + 1, down) > top(up, down));
        }
    }

    #[test]
    fn a_ring_of_ten_newcomers_lifts_nothing_far() {
        use crate::moderation::weight::{FULL, weight};
        let ring = 10 * weight(0, 1, 1);
        let at = Timestamp::from_seconds(1_700_000_000);
        let lifted = hot_weighed(FULL + ring, 0, at) - hot_weighed(FULL, 0, at);
        let minutes = hot_weighed(FULL, 0, at.plus_seconds(3 * 3_600)) - hot_weighed(FULL, 0, at);
        assert!(lifted < minutes, "a ring is worth less than three hours of youth");
    }
}
