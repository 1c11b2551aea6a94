//! Tests of prices: what is taken off, and what of it goes back, add up to the cent.

use super::*;
use crate::money::Currency;
use proptest::prelude::*;

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

const RULES: PointsRules = PointsRules { each: 1, worth: 100, months: 12 };

#[test]
fn coupons_come_first_and_points_take_of_the_rest() {
    let cut = Cut::of(cny(10_000), 3_000, 2_500, &RULES);
    assert_eq!(cut, Cut { coupon: 3_000, points: 2_500, points_off: 2_500 }, "both");
    assert_eq!(cut.pays(cny(10_000)), cny(4_500), "the rest is paid");
    let all = Cut::of(cny(1_000), 400, 90_000, &RULES);
    assert_eq!((all.points, all.pays(cny(1_000))), (599, cny(1)), "one cent is left to pay");
    assert!(Cut::of(cny(1), 50, 50, &RULES).is_none(), "nothing is taken off one cent");
}

#[test]
fn a_part_goes_back_as_its_share_and_whole_at_the_end() {
    assert_eq!(gone_back(1_000, 3_000, 9_000), 333, "a third, rounded down");
    assert_eq!(gone_back(1_000, 6_000, 9_000), 666, "two thirds");
    assert_eq!(gone_back(1_000, 9_000, 9_000), 1_000, "all of it");
    assert_eq!(gone_back(1_000, 0, 9_000), 0, "nothing yet");
}

proptest! {
    #[test]
    fn what_is_paid_and_what_is_taken_off_is_the_price(
        minor in 1..1_000_000_000i64,
        coupon in 0..2_000_000_000i64,
        points in 0..2_000_000_000i64,
        worth in 0..10_000u32,
    ) {
        let rules = PointsRules { worth, ..RULES };
        let cut = Cut::of(cny(minor), coupon, points, &rules);
        prop_assert!(cut.coupon >= 0 && cut.points_off >= 0 && cut.points <= points);
        prop_assert_eq!(cut.pays(cny(minor)).minor + cut.coupon + cut.points_off, minor);
        prop_assert!(cut.pays(cny(minor)).minor >= 1, "something is always paid");
    }

    #[test]
    fn refunds_in_parts_give_back_exactly_what_was_paid(
        paid in 1..1_000_000i64,
        part in 0..1_000_000i64,
        cuts in prop::collection::vec(1..200_000i64, 0..12),
    ) {
        let (mut back, mut part_back) = (0i64, 0i64);
        for cut in cuts.into_iter().chain([i64::MAX]) {
            let now = back.saturating_add(cut).min(paid);
            let share = gone_back(part, now, paid);
            prop_assert!(share >= part_back, "no part comes back twice");
            // Neither side ever has more than its share: within one minor unit of it.
            let exact = i128::from(part) * i128::from(now);
            prop_assert!(i128::from(share) * i128::from(paid) <= exact, "never more than the share");
            (back, part_back) = (now, share);
        }
        prop_assert_eq!((back, part_back), (paid, part), "in the end all of it, and no more");
    }
}
