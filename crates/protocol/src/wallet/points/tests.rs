//! Tests of points: exact whatever happens to them.

use super::*;
use proptest::prelude::*;

fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::new(code).expect("listed"))
}

const fn rules(each: u32, worth: u32) -> PointsRules {
    PointsRules { each, worth, months: 12 }
}

#[test]
fn points_are_given_for_whole_units_and_rounded_down() {
    assert_eq!(rules(1, 100).given_for(money(1_999, "CNY")), 19, "19.99 give 19");
    assert_eq!(rules(2, 100).given_for(money(1_999, "CNY")), 39, "rounded once, not by unit");
    assert_eq!(rules(1, 100).given_for(money(99, "CNY")), 0, "nothing for less than one unit");
    assert_eq!(rules(1, 100).given_for(money(1_000, "JPY")), 50, "a yen is worth less");
    assert_eq!(rules(0, 100).given_for(money(1_000, "CNY")), 0, "switched off");
    assert_eq!(rules(1, 100).given_for(money(-5_000, "CNY")), 0, "what comes in gives nothing");
}

#[test]
fn points_end_with_a_month() {
    let at = month_start(2026, 11, 0).plus_seconds(86_400);
    assert_eq!(rules(1, 1).ends(at), month_start(2027, 12, 0), "twelve months after November");
    let december = month_start(2026, 12, 0);
    assert_eq!(rules(1, 1).ends(december), month_start(2028, 1, 0), "over the end of a year");
    let short = PointsRules { months: 1, ..rules(1, 1) };
    assert_eq!(short.ends(at), month_start(2027, 1, 0), "the month after the next begins");
}

#[test]
fn what_a_refund_takes_of_spent_points_is_owed_and_paid_by_the_next() {
    let (first, later) = (Timestamp(10), Timestamp(20));
    let mut points = Points::default();
    points.give(100, first);
    assert!(points.spend(80), "there are enough");
    points.take_back(100, first);
    assert_eq!((points.balance(), points.owed), (-80, 80), "80 are owed");
    assert!(!points.spend(1), "and nothing can be used");
    points.give(100, later);
    assert_eq!((points.balance(), points.owed), (20, 0), "the next pay it");
    assert_eq!(points.lots, [Lot { ends: later, points: 20 }], "and the rest is there");
}

#[derive(Debug, Clone)]
enum Step {
    Give(i64, i64),
    Spend(i64),
    TakeBack(i64, i64),
    Expire(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..5_000i64, 1..12i64).prop_map(|(n, ends)| Step::Give(n, ends)),
        (0..5_000i64).prop_map(Step::Spend),
        (0..5_000i64, 1..12i64).prop_map(|(n, ends)| Step::TakeBack(n, ends)),
        (0..12i64).prop_map(Step::Expire),
    ]
}

proptest! {
    #[test]
    fn the_balance_is_the_sum_of_what_happened(steps in prop::collection::vec(step(), 0..60)) {
        let (mut points, mut sum) = (Points::default(), 0i64);
        for step in steps {
            match step {
                Step::Give(n, ends) => {
                    points.give(n, Timestamp(ends));
                    sum += n;
                }
                Step::Spend(n) => {
                    let enough = n <= sum;
                    prop_assert_eq!(points.spend(n), enough, "spent if and only if there are enough");
                    sum -= if enough { n } else { 0 };
                }
                Step::TakeBack(n, ends) => {
                    points.take_back(n, Timestamp(ends));
                    sum -= n;
                }
                Step::Expire(now) => {
                    let gone = points.expire(Timestamp(now));
                    prop_assert!(points.lots.iter().all(|lot| lot.ends > Timestamp(now)));
                    sum -= gone;
                }
            }
            prop_assert_eq!(points.balance(), sum, "nothing is lost, nothing invented");
            prop_assert!(points.lots.iter().all(|lot| lot.points > 0), "no empty lots");
            prop_assert!(points.owed == 0 || points.lots.is_empty(), "owed only where none are left");
            prop_assert!(points.lots.windows(2).all(|two| two[0].ends < two[1].ends), "in order");
        }
    }

    #[test]
    fn no_more_points_are_used_than_take_something_off(
        have in -50..2_000_000i64,
        minor in 0..1_000_000i64,
        worth in 1..10_000u32,
        yen in any::<bool>(),
    ) {
        let amount = money(minor, if yen { "JPY" } else { "CNY" });
        let rules = rules(1, worth);
        let used = rules.usable(have, amount);
        let off = rules.value(used, amount.currency).minor;
        prop_assert!(used >= 0 && used <= have.max(0), "no more than there are");
        prop_assert!(off == 0 || off < amount.minor, "something is left to pay");
        let fewer = rules.value(used - 1, amount.currency).minor;
        prop_assert!(used == 0 || fewer < off, "one fewer takes less off");
    }
}
