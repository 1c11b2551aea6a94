//! What of a goal is reached, how it is reached in time, and what is put in by itself.

use super::{Goal, Saving};
use crate::money::Money;
use crate::time::Timestamp;
use crate::wallet::plan::calendar;

/// A week in seconds.
const WEEK: i64 = 7 * 86_400;
/// The unit that amounts without decimals are rounded up to.
const WITHOUT_DECIMALS: i64 = 100;
/// How many times ahead are still told.
const FARTHEST: u32 = 1_200;

/// What rounds an amount up to the next whole unit; none where it is whole. Of a currency without
/// decimals that is the next hundred.
#[must_use]
pub fn round_up(amount: Money) -> Option<Money> {
    let unit = match amount.currency.scale() {
        1 => WITHOUT_DECIMALS,
        scale => scale,
    };
    let over = amount.minor.rem_euclid(unit);
    (over > 0).then(|| Money::new(unit - over, amount.currency))
}

/// How far a goal is reached, in hundredths, rounded down; at most 100.
#[must_use]
pub fn percent(saved: i64, goal: &Goal) -> u8 {
    let most = i128::from(goal.amount.minor.max(1));
    let part = i128::from(saved.max(0)) * 100 / most;
    u8::try_from(part.min(100)).unwrap_or(100)
}

/// What is missing, in minor units; nothing where the goal is reached.
#[must_use]
pub const fn missing(saved: i64, goal: &Goal) -> i64 {
    let left = goal.amount.minor.saturating_sub(saved);
    if left > 0 { left } else { 0 }
}

/// So much in each of so many weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How many weeks are left; one that has begun counts.
    pub weeks: i64,
    /// What reaches the goal, put in each week.
    pub each: Money,
}

/// How a goal is reached by its day; none where it is reached, has no day, or its day is over.
#[must_use]
pub fn pace(saved: i64, goal: &Goal, now: Timestamp) -> Option<Pace> {
    let missing = missing(saved, goal);
    let left = goal.by?.seconds().saturating_sub(now.seconds());
    if missing == 0 || left <= 0 {
        return None;
    }
    let weeks = round_up_to(left, WEEK);
    Some(Pace { weeks, each: Money::new(round_up_to(missing, weeks), goal.amount.currency) })
}

/// How often something fits into an amount, begun ones counted.
const fn round_up_to(amount: i64, step: i64) -> i64 {
    amount.div_euclid(step) + if amount.rem_euclid(step) > 0 { 1 } else { 0 }
}

/// When what is put in by itself reaches the goal; none where it is reached, or out of sight.
#[must_use]
pub fn arrival(saved: i64, goal: &Goal, saving: &Saving, now: Timestamp) -> Option<Timestamp> {
    let missing = missing(saved, goal);
    if missing == 0 || saving.amount.minor <= 0 {
        return None;
    }
    let times = u32::try_from(round_up_to(missing, saving.amount.minor)).ok()?;
    let (turn, _) = calendar::next_after(&saving.rhythm, 0, now)?;
    let last = turn.checked_add(times - 1).filter(|last| *last < FARTHEST)?;
    calendar::nth(&saving.rhythm, last)
}

/// What is put in by itself where `minor` were to be: never more than is missing, nothing where the
/// goal is reached.
#[must_use]
pub fn automatic(saved: i64, goal: Option<&Goal>, minor: i64) -> Option<i64> {
    let minor = goal.map_or(minor, |goal| minor.min(missing(saved, goal)));
    (minor > 0).then_some(minor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::wallet::plan::{Every, Rhythm};
    use proptest::prelude::*;

    fn money(minor: i64, code: &str) -> Money {
        Money::new(minor, Currency::new(code).expect("listed"))
    }

    fn goal(minor: i64, by: Option<i64>) -> Goal {
        Goal { amount: money(minor, "CNY"), by: by.map(Timestamp::from_seconds) }
    }

    #[test]
    fn payments_are_rounded_up_to_whole_units() {
        let up = |minor, code| round_up(money(minor, code)).map(|up| up.minor);
        assert_eq!(up(1_234, "CNY"), Some(66), "12.34 to 13");
        assert_eq!(up(1_200, "CNY"), None, "12.00 is whole");
        assert_eq!(up(1, "CNY"), Some(99), "a fen to a yuan");
        assert_eq!(up(1_001, "KWD"), Some(999), "thousandths");
        assert_eq!(up(1_234, "JPY"), Some(66), "yen to the next hundred");
        assert_eq!(up(1_300, "JPY"), None, "which it is");
    }

    #[test]
    fn so_much_a_week_reaches_it_in_time() {
        let weeks = |n: i64| Some(n * WEEK);
        let found = |saved, goal: Goal| {
            pace(saved, &goal, Timestamp::default()).map(|pace| (pace.weeks, pace.each.minor))
        };
        assert_eq!(found(0, goal(1_000, weeks(4))), Some((4, 250)), "evenly");
        assert_eq!(found(1, goal(1_000, weeks(4))), Some((4, 250)), "rounded up to the fen");
        assert_eq!(
            found(0, goal(1_000, Some(3 * WEEK + 1))),
            Some((4, 250)),
            "a begun week counts"
        );
        assert_eq!(found(0, goal(1_000, Some(60))), Some((1, 1_000)), "all of it at once");
        assert_eq!(found(1_000, goal(1_000, weeks(4))), None, "it is reached");
        assert_eq!(found(0, goal(1_000, Some(0))), None, "its day is over");
        assert_eq!(found(0, goal(1_000, None)), None, "it has no day");
    }

    #[test]
    fn a_goal_is_reached_at_all_of_it_and_no_earlier() {
        let goal = goal(999, None);
        assert_eq!([0, 500, 998, 999, 5_000].map(|s| percent(s, &goal)), [0, 50, 99, 100, 100]);
        assert_eq!(percent(i64::MAX, &goal), 100, "however much there is");
        assert_eq!(automatic(900, Some(&goal), 200), Some(99), "no more than is missing");
        assert_eq!(automatic(999, Some(&goal), 200), None, "nothing once it is reached");
        assert_eq!(automatic(999, None, 200), Some(200), "without goal there is no end");
    }

    #[test]
    fn what_is_put_in_by_itself_arrives_on_one_of_its_days() {
        let first = Timestamp::from_seconds(1_790_000_000);
        let rhythm =
            Rhythm { first, every: Every::Week, utc_offset: 480, until: None, times: None };
        let saving = Saving { amount: money(100, "CNY"), rhythm };
        let now = first.plus_seconds(-60);
        let found = |saved, minor| arrival(saved, &goal(minor, None), &saving, now);
        assert_eq!(found(0, 100), Some(first), "the first time is enough");
        assert_eq!(found(0, 101), Some(first.plus_seconds(WEEK)), "a fen more is a week more");
        assert_eq!(found(100, 100), None, "it is reached");
        assert_eq!(found(0, i64::MAX), None, "nobody lives that long");
    }

    proptest! {
        #[test]
        fn rounded_up_is_whole_and_less_than_a_unit_more(
            minor in 1..i64::MAX / 4, code in prop::sample::select(vec!["CNY", "JPY", "KWD"]),
        ) {
            let amount = money(minor, code);
            let unit = if code == "JPY" { 100 } else { amount.currency.scale() };
            let up = round_up(amount).map_or(0, |up| up.minor);
            prop_assert!((0..unit).contains(&up));
            prop_assert_eq!((minor + up) % unit, 0);
        }

        #[test]
        fn a_pace_reaches_the_goal_and_a_fen_less_does_not(
            saved in 0..1_000_000_000i64, more in 1..1_000_000_000i64, left in 1..3_000_000_000i64,
        ) {
            let goal = goal(saved + more, Some(left));
            let pace = pace(saved, &goal, Timestamp::default()).expect("there is time");
            prop_assert!(pace.weeks * WEEK >= left && (pace.weeks - 1) * WEEK < left);
            prop_assert!(saved + pace.weeks * pace.each.minor >= goal.amount.minor);
            prop_assert!(saved + pace.weeks * (pace.each.minor - 1) < goal.amount.minor);
        }

        #[test]
        fn what_is_put_in_by_itself_never_goes_beyond_the_goal(
            saved in 0..2_000i64, most in 1..1_000i64, minor in 1..1_000i64,
        ) {
            let goal = goal(most, None);
            let put = automatic(saved, Some(&goal), minor).unwrap_or(0);
            prop_assert!(put <= minor && (put == 0 || saved + put <= most));
            prop_assert!(put > 0 || saved >= most, "nothing only once it is reached");
        }
    }
}
