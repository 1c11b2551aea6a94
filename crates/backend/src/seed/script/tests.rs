//! Tests of the script: it can be played, and it is what a person expects to see.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

fn script(seed: u64, bills: usize) -> Vec<Event> {
    with_videos(Extent { seed, now: NOW, bills }, &[])
}

#[test]
fn a_seed_has_one_script() {
    assert_eq!(script(7, 0), script(7, 0), "the same seed gives the same world");
    assert_ne!(script(7, 0), script(8, 0), "another seed gives another");
}

#[test]
fn three_months_are_full_and_end_just_now() {
    for seed in 1..20 {
        let events = script(seed, 0);
        let bills = events.iter().filter(|e| e.is_bill_of_mei()).count();
        assert!((160..400).contains(&bills), "seed {seed}: {bills} bills for Mei");
        assert!((600..1_600).contains(&events.len()), "seed {seed}: {} events", events.len());
        assert!(events.iter().all(|e| e.at < NOW), "nothing lies in the future");
        let last = events.iter().rev().find(|e| e.is_bill_of_mei()).expect("there are bills");
        assert!(last.at > NOW.plus_seconds(-600), "the newest bill is minutes old");
        assert!(events[0].at < NOW.plus_seconds(-90 * 86_400), "it began 90 days ago");
    }
}

#[test]
fn more_bills_reach_back_over_years() {
    let events = script(1, 10_000);
    let bills = events.iter().filter(|e| e.is_bill_of_mei()).count();
    assert!((10_000..10_600).contains(&bills), "{bills} bills were asked for");
    assert!(events[0].at < NOW.plus_seconds(-5 * 365 * 86_400), "they reach back five years");
}

#[test]
fn nobody_spends_what_they_do_not_have_or_tops_up_too_much() {
    for (seed, bills) in [(1, 0), (2, 0), (3, 2_000)] {
        let mut purses: BTreeMap<(Who, Currency), i64> = BTreeMap::new();
        let mut days: BTreeMap<(Who, Currency, i64), i64> = BTreeMap::new();
        for event in script(seed, bills) {
            let mut add = |who, amount: Money, sign| {
                let purse = purses.entry((who, amount.currency)).or_default();
                *purse += sign * amount.minor;
                assert!(*purse >= 0, "seed {seed}: {who:?} is short at {:?}", event.at);
                let most = 50_000 * amount.currency.scale();
                assert!((1..=most).contains(&amount.minor), "{amount} is within the limits");
            };
            match event.deed {
                Deed::TopUp(amount) => {
                    add(event.who, amount, 1);
                    let day = event.at.seconds() / 86_400;
                    let sum = days.entry((event.who, amount.currency, day)).or_default();
                    *sum += amount.minor;
                    assert!(*sum <= 50_000 * amount.currency.scale() * 2, "the rail's day");
                }
                Deed::Withdraw(amount) | Deed::PayOut(amount) => add(event.who, amount, -1),
                Deed::Charge { payer, amount, .. } => {
                    add(payer, amount, -1);
                    add(event.who, amount, 1);
                }
                Deed::Pay { to, amount, .. } => {
                    add(event.who, amount, -1);
                    add(to, amount, 1);
                    assert_ne!(to, event.who, "nobody pays themselves");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn requests_are_answered_after_they_were_made_and_some_stay_open() {
    let (mut open, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for event in script(1, 0) {
        match event.deed {
            Deed::Ask { asked, payer, .. } => {
                assert!(seen.insert(asked), "each request is made once");
                open.insert(asked, (event.who, payer));
            }
            Deed::Pay { answers: Some(asked), .. } | Deed::Decline(asked) => {
                let (_, payer) = open.remove(&asked).expect("it is open");
                assert_eq!(payer, event.who, "the one who was asked answers");
            }
            Deed::Cancel(asked) => {
                let (asker, _) = open.remove(&asked).expect("it is open");
                assert_eq!(asker, event.who, "the one who asked takes back");
            }
            _ => {}
        }
    }
    let to_mei = open.values().filter(|(_, payer)| *payer == Who::MEI).count();
    let from_mei = open.values().filter(|(asker, _)| *asker == Who::MEI).count();
    assert_eq!((to_mei, from_mei), (3, 2), "three wait for Mei, and she waits for two");
}
