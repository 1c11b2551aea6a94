//! Tests of family cards: the allowance is never exceeded, whatever the order of things.

use super::allowance::{check_caps, month_of};
use super::*;
use crate::error::Error;
use crate::money::Currency;
use crate::people::Kind;
use crate::wallet::overlay::{Waiting, WaitingState};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// 2026-11-30T15:59:59Z, a second before December in Shanghai.
const BORDER: i64 = 1_796_054_399;
const SHANGHAI: i32 = 480;

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(seconds)
}

fn key(result: Result<(), Error>) -> String {
    result.map_or_else(|error| error.key, |()| "spent".to_owned())
}

#[test]
fn both_caps_hold_to_the_last_fen() {
    let mut allowance = Allowance::new(cny(1_000), Some(cny(600)), 0, at(BORDER));
    let mut spend = |minor| key(allowance.spend(cny(minor), at(BORDER)));
    assert_eq!(spend(601), "error.wallet.family_each", "one payment has its own cap");
    assert_eq!(spend(600), "spent", "the cap itself");
    assert_eq!(spend(401), "error.wallet.family_month", "400 are left");
    assert_eq!(spend(400), "spent", "which are spent");
    assert_eq!(spend(1), "error.wallet.family_month", "and no more");
    assert_eq!(allowance.left_at(at(BORDER)), cny(0), "nothing is left");
    let yen = Money::new(1, Currency::new("JPY").expect("listed"));
    let other = key(allowance.spend(yen, at(BORDER)));
    assert_eq!(other, "error.wallet.family_currency", "it is of one currency");
}

#[test]
fn a_month_begins_where_the_giver_lives() {
    let mut allowance = Allowance::new(cny(1_000), None, SHANGHAI, at(BORDER));
    assert_eq!(key(allowance.spend(cny(1_000), at(BORDER))), "spent", "in the last second");
    assert_eq!(allowance.left_at(at(BORDER + 1)), cny(1_000), "all of it is there in December");
    assert_eq!(allowance.renews(at(BORDER)), at(BORDER + 1), "as was told");
    let mut utc = Allowance::new(cny(1_000), None, 0, at(BORDER));
    assert_eq!(key(utc.spend(cny(1_000), at(BORDER))), "spent", "elsewhere it is November");
    assert_eq!(utc.left_at(at(BORDER + 1)), cny(0), "and goes on being it");
}

#[test]
fn what_comes_back_is_there_again_in_its_own_month_only() {
    let mut allowance = Allowance::new(cny(1_000), None, SHANGHAI, at(BORDER));
    let november = month_of(at(BORDER), SHANGHAI);
    allowance.spend(cny(900), at(BORDER)).expect("there is enough");
    allowance.give_back(400, november);
    assert_eq!(allowance.left_at(at(BORDER)), cny(500), "400 of 900 came back");
    allowance.spend(cny(700), at(BORDER + 1)).expect("a new month");
    allowance.give_back(500, november);
    assert_eq!(allowance.left_at(at(BORDER + 1)), cny(300), "November's is none of December's");
    assert_eq!(allowance.left_at(at(BORDER)), cny(300), "a clock that goes back gives nothing");
}

#[test]
fn caps_have_to_make_sense_and_are_lower_or_not() {
    assert!(check_caps(cny(100), None).is_ok() && check_caps(cny(100), Some(cny(100))).is_ok());
    for (month, each) in [(0, None), (100, Some(0)), (100, Some(101))] {
        assert!(check_caps(cny(month), each.map(cny)).is_err(), "{month} and {each:?}");
    }
    let allowance = Allowance::new(cny(100), Some(cny(50)), 0, at(0));
    assert!(allowance.covers(cny(100), Some(cny(50))), "the same is not higher");
    assert!(!allowance.covers(cny(101), Some(cny(50))), "a larger month is");
    assert!(!allowance.covers(cny(100), Some(cny(51))), "a larger payment is");
    assert!(!allowance.covers(cny(100), None), "and so is no cap at all");
}

fn person(n: u128) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(n)),
        handle: format!("p{n}"),
        name: format!("P {n}"),
        avatar: None,
        kind: Kind::Person,
        mcc: None,
    }
}

#[test]
fn what_waits_is_seen_at_once_and_what_was_refused_is_not() {
    let waiting = |n: u128, name: &str, args: serde_json::Value| Waiting {
        op_id: OpId(Uuid::from_u128(n)),
        name: name.to_owned(),
        args,
        other: Some(person(2)),
        at: at(BORDER),
        state: WaitingState::Queued,
    };
    let json = |value| serde_json::to_value(value).expect("plain data");
    let card = CardId(Uuid::from_u128(7));
    let new = NewCard {
        to: person(2).id,
        name: "零花钱".to_owned(),
        month: cny(1_000),
        each: None,
        utc_offset: SHANGHAI,
    };
    let give = waiting(7, GIVE, serde_json::to_value(new).expect("plain data"));
    let see = |waiting: &[Waiting]| with_waiting(Vec::new(), waiting, &person(1)).remove(0);
    let given = see(std::slice::from_ref(&give));
    assert_eq!((given.state, given.pending), (CardState::Offered, true), "it waits for an answer");
    assert_eq!((given.giver.id, given.user.id), (person(1).id, person(2).id), "from me to them");
    let act = |n, name| waiting(n, name, json(CardAct { card }));
    let paused = see(&[give.clone(), act(8, TAKE), act(9, PAUSE)]);
    assert_eq!(paused.state, CardState::Paused, "what comes last holds");
    let mut end = act(10, END);
    assert_eq!(see(&[give.clone(), end.clone()]).state, CardState::Ended, "it is over");
    end.state = WaitingState::Rejected(Error::internal());
    assert_eq!(see(&[give.clone(), end]).state, CardState::Offered, "unless that was refused");
    let transfer = Transfer {
        to: person(3).id,
        amount: cny(300),
        note: String::new(),
        request: None,
        code: None,
        chat: None,
    };
    let pay = serde_json::to_value(PayCard::by(card, transfer)).expect("plain data");
    let paid = see(&[give, waiting(11, PAY, pay)]);
    assert_eq!(paid.allowance.left_at(at(BORDER)), cny(700), "what waits counts as spent");
}

proptest! {
    #[test]
    fn no_month_ever_sees_more_than_its_cap(
        month in 1..2_000i64,
        each in prop::option::of(1..2_000i64),
        offset in -720..=840i32,
        steps in prop::collection::vec((0..20i64, 1..900i64, any::<bool>()), 1..60),
    ) {
        let each = each.map(|each| cny(each.min(month)));
        let mut now = BORDER;
        let mut allowance = Allowance::new(cny(month), each, offset, at(now));
        let mut spent: BTreeMap<Timestamp, i64> = BTreeMap::new();
        let mut paid: Vec<(Timestamp, i64)> = Vec::new();
        for (days, minor, back) in steps {
            now += days * 86_400;
            let this = month_of(at(now), offset);
            if back && let Some((of, minor)) = paid.pop() {
                allowance.give_back(minor, of);
                *spent.entry(of).or_default() -= minor;
            } else if allowance.spend(cny(minor), at(now)).is_ok() {
                prop_assert!(each.is_none_or(|each| minor <= each.minor), "each within its cap");
                *spent.entry(this).or_default() += minor;
                paid.push((this, minor));
            }
            let of_month = spent.get(&this).copied().unwrap_or(0);
            prop_assert!(of_month <= month, "{of_month} of {month}");
            prop_assert_eq!(allowance.left_at(at(now)).minor, month - of_month, "what is left is told");
        }
    }
}
