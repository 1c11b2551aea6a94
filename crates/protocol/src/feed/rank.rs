//! In which order notes are discovered. Whole numbers only; the rank depends on what people did and on
//! when the note came out, never on now, so that it can be stored, indexed, and written only when
//! somebody does something.

use crate::time::Timestamp;

/// How many seconds younger a note has to be to stand as high as one with twice the interest.
pub const HALF_A_DAY: i64 = 43_200;

/// `seconds + 43,200 · log2(1 + likes + 2 · saves + 2 · comments)`: each doubling of what people do
/// with a note weighs as much as being half a day younger. Keeping and answering weigh twice as much
/// as liking.
#[must_use]
pub fn discover(likes: i64, saves: i64, comments: i64, published: Timestamp) -> i64 {
    let doubled = saves.max(0).saturating_add(comments.max(0)).saturating_mul(2);
    let interest = likes.max(0).saturating_add(doubled).saturating_add(1);
    let log = log2(interest.unsigned_abs());
    published.seconds() + ((i128::from(log) * i128::from(HALF_A_DAY)) >> 16) as i64
}

/// Logarithm to base 2 in 65,536ths: by squaring, a binary digit at a time.
fn log2(value: u64) -> i64 {
    let value = value.max(1);
    let whole = 63 - value.leading_zeros();
    let mut rest = (u128::from(value) << 32) >> whole;
    let mut log = i64::from(whole) << 16;
    for digit in (0..16).rev() {
        rest = (rest * rest) >> 32;
        if rest >= 2 << 32 {
            rest >>= 1;
            log += 1 << digit;
        }
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_700_000_000);

    #[test]
    fn a_doubling_of_interest_weighs_half_a_day() {
        let young = NOW.plus_seconds(HALF_A_DAY);
        assert!((discover(63, 0, 0, NOW) - discover(31, 0, 0, young)).abs() <= 1, "64 against 32");
        assert_eq!(discover(0, 0, 0, NOW), NOW.seconds(), "nobody has done anything yet");
        assert_eq!(discover(2, 0, 0, NOW), discover(0, 1, 0, NOW), "keeping weighs twice");
        assert!(discover(3, 0, 0, NOW) < discover(0, 0, 0, NOW.plus_seconds(2 * 86_400)), "old");
    }

    proptest! {
        #[test]
        fn the_logarithm_is_right(value in 1u64..) {
            let exact = (value as f64).log2() * 65_536.0;
            prop_assert!((log2(value) as f64 - exact).abs() < 3.0, "{}", value);
        }

        #[test]
        fn a_note_never_falls_when_somebody_likes_it(
            likes in 0i64..1 << 40, saves in 0i64..1 << 40, comments in 0i64..1 << 40, at in 0i64..1 << 33
        ) {
            let at = Timestamp::from_seconds(at);
            let rank = discover(likes, saves, comments, at);
            prop_assert!(discover(likes + 1, saves, comments, at) >= rank);
            prop_assert!(discover(likes, saves + 1, comments, at) >= rank);
            prop_assert!(discover(likes, saves, comments + 1, at) >= rank);
            prop_assert!(discover(likes, saves, comments, at.plus_seconds(1)) > rank);
        }
    }
}
