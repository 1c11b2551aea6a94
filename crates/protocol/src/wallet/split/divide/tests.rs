//! Splits add up, are fair, and say what is missing.

use super::*;
use crate::error::Arg;
use crate::money::Currency;
use proptest::prelude::*;
use uuid::Uuid;

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

fn id(n: usize) -> PersonId {
    PersonId(Uuid::from_u128(n as u128 + 1))
}

fn split(minor: i64, way: Way, weights: &[u32]) -> SplitBill {
    let sharer = |(n, weight): (usize, &u32)| Sharer { person: id(n), weight: *weight };
    let people = weights.iter().enumerate().map(sharer).collect();
    SplitBill {
        title: String::new(),
        amount: cny(minor),
        way,
        people,
        items: Vec::new(),
        bill: None,
    }
}

fn item(minor: i64, who: &[usize]) -> Item {
    Item { name: "茶".to_owned(), minor, who: who.iter().map(|n| id(*n)).collect() }
}

fn key(result: Result<Vec<i64>, Error>) -> String {
    result.map_or_else(|error| error.key, |parts| format!("{parts:?}"))
}

#[test]
fn parts_are_what_people_expect() {
    assert_eq!(parts(&split(1_000, Way::Equal, &[1; 3])), Ok(vec![334, 333, 333]), "thirds");
    assert_eq!(parts(&split(1_000, Way::Shares, &[2, 1, 0])), Ok(vec![667, 333, 0]), "weights");
    assert_eq!(parts(&split(5, Way::Shares, &[1, 1, 1_000])), Ok(vec![0, 0, 5]), "of little");
    let mut by_items = split(1_000, Way::Items, &[1; 3]);
    by_items.items = vec![item(700, &[0, 1]), item(101, &[0, 1]), item(199, &[2])];
    assert_eq!(parts(&by_items), Ok(vec![401, 400, 199]), "what everybody had");
    by_items.items[1] = item(151, &[0, 1]);
    by_items.items[2] = item(149, &[0, 1]);
    assert_eq!(parts(&by_items), Ok(vec![500, 500, 0]), "what is left over takes turns");
}

#[test]
fn what_does_not_add_up_is_refused_with_what_is_missing() {
    let mut op = split(1_000, Way::Items, &[1; 2]);
    assert_eq!(key(parts(&op)), "error.wallet.split_items", "nothing on it");
    op.items = vec![item(900, &[0])];
    let refused = parts(&op).expect_err("100 are missing");
    assert_eq!(refused.key, "error.wallet.split_missing");
    assert_eq!(refused.args.get("missing"), Some(&Arg::Money(cny(100))), "says how much");
    op.items.push(item(130, &[1]));
    let refused = parts(&op).expect_err("30 too much");
    assert_eq!(refused.key, "error.wallet.split_over");
    assert_eq!(refused.args.get("over"), Some(&Arg::Money(cny(30))), "says how much");
    op.items[1] = item(100, &[]);
    assert_eq!(key(parts(&op)), "error.wallet.split_nobodys", "nobody had it");
    op.items[1] = item(100, &[7]);
    assert_eq!(key(parts(&op)), "error.wallet.split_nobodys", "a stranger had it");
    op.items[1] = item(0, &[0]);
    assert_eq!(key(parts(&op)), "error.wallet.not_positive");
}

#[test]
fn what_cannot_be_split_is_refused() {
    let key = |op: &SplitBill| key(parts(op));
    assert_eq!(key(&split(0, Way::Equal, &[1, 1])), "error.wallet.not_positive");
    assert_eq!(key(&split(10, Way::Equal, &[])), "error.wallet.split_people");
    assert_eq!(key(&split(10, Way::Equal, &[1; 51])), "error.wallet.split_people");
    assert_eq!(key(&split(10, Way::Shares, &[0, 0])), "error.wallet.split_weights");
    assert_eq!(key(&split(10, Way::Shares, &[1, 1_001])), "error.wallet.split_weights");
    let mut twice = split(10, Way::Equal, &[1, 1]);
    twice.people[1].person = id(0);
    assert_eq!(key(&twice), "error.wallet.split_people", "named twice");
}

proptest! {
    #[test]
    fn shares_add_up_and_are_off_by_less_than_one(
        minor in 1..i64::MAX / 2, weights in prop::collection::vec(0..=1_000u32, 1..=50),
    ) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let got = parts(&split(minor, Way::Shares, &weights)).expect("it can be split");
        prop_assert_eq!(got.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(minor));
        let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        for (part, weight) in got.iter().zip(&weights) {
            let off = i128::from(*part) * sum - i128::from(minor) * i128::from(*weight);
            prop_assert!(off.abs() < sum, "{} for weight {} is off by one or more", part, weight);
        }
    }

    #[test]
    fn items_add_up(
        items in prop::collection::vec((1..1_000_000i64, prop::collection::btree_set(0..6usize, 1..=6)), 1..40),
        more in -5..=5i64,
    ) {
        let total: i64 = items.iter().map(|(minor, _)| minor).sum();
        let mut op = split(total, Way::Items, &[1; 6]);
        op.items = items
            .iter()
            .map(|(minor, who)| item(*minor, &who.iter().copied().collect::<Vec<_>>()))
            .collect();
        let got = parts(&op).expect("it adds up");
        prop_assert_eq!(got.iter().sum::<i64>(), total);
        for (n, part) in got.iter().enumerate() {
            let had = items.iter().filter(|(_, who)| who.contains(&n));
            let (low, high) = had.fold((0, 0), |(low, high), (minor, who)| {
                let heads = i64::try_from(who.len()).expect("few");
                (low + minor / heads, high + minor / heads + i64::from(minor % heads > 0))
            });
            prop_assert!((low..=high).contains(part), "{} pays for what they had", n);
        }
        op.amount.minor += more;
        prop_assume!(more != 0 && op.amount.minor > 0);
        prop_assert!(parts(&op).is_err(), "off by {}", more);
    }
}
