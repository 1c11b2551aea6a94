//! Tests of mandates.

use super::*;
use crate::ids::PersonId;
use crate::money::Currency;
use crate::people::Kind;
use uuid::Uuid;

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
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

fn mandate() -> Mandate {
    Mandate {
        id: OpId(Uuid::from_u128(9)),
        merchant: person(1),
        payer: person(2),
        text: "Gym".to_owned(),
        each: cny(5_000),
        month: cny(8_000),
        used: 3_000,
        charged: Some(Timestamp::from_seconds(1_793_300_000)),
        state: MandateState::Agreed,
        at: Timestamp(1),
        pending: false,
    }
}

fn waiting(name: &str, args: impl Serialize, state: WaitingState) -> Waiting {
    Waiting {
        op_id: OpId(Uuid::from_u128(10)),
        name: name.to_owned(),
        args: serde_json::to_value(args).expect("plain data"),
        other: Some(person(2)),
        at: Timestamp(2),
        state,
    }
}

#[test]
fn a_month_is_that_of_the_calendar() {
    let mandate = mandate();
    let charged = mandate.charged.expect("it was charged");
    assert_eq!(mandate.used_at(charged.plus_seconds(60)), 3_000, "the same month");
    assert_eq!(mandate.used_at(charged.plus_seconds(31 * 86_400)), 0, "the next one begins anew");
}

#[test]
fn caps_have_to_make_sense() {
    assert!(check_caps(cny(5_000), cny(5_000)).is_ok(), "one charge a month");
    let key = |each, month| check_caps(cny(each), cny(month)).expect_err("no sense").key;
    assert_eq!(key(5_000, 4_999), "error.wallet.mandate_caps", "a month below one charge");
    assert_eq!(key(0, 5_000), "error.wallet.not_positive", "nothing");
    assert!(check_text(" ").is_err() && check_text(&"x".repeat(61)).is_err(), "texts have limits");
}

#[test]
fn what_waits_is_seen_at_once_and_what_was_refused_is_not() {
    let known = [mandate()];
    let end = ops::EndMandate { mandate: known[0].id };
    let see = |w: &Waiting| seen(&known, std::slice::from_ref(w), &person(1));
    let ended = see(&waiting(ops::END_MANDATE, &end, WaitingState::Queued));
    assert_eq!((ended[0].state, ended[0].pending), (MandateState::Ended, true), "it is over");
    let refused = WaitingState::Rejected(Error::internal());
    let kept = see(&waiting(ops::END_MANDATE, &end, refused));
    assert_eq!(kept, known, "unless that was refused");
    let lower = ops::LowerMandate { mandate: known[0].id, each: cny(100), month: cny(200) };
    let lowered = see(&waiting(ops::LOWER_MANDATE, lower, WaitingState::Queued));
    assert_eq!((lowered[0].each, lowered[0].month), (cny(100), cny(200)), "caps are lower");
    let ask = ops::AskMandate {
        payer: person(2).id,
        text: "Milk".to_owned(),
        each: cny(1),
        month: cny(2),
    };
    let all = see(&waiting(ops::ASK_MANDATE, ask, WaitingState::Queued));
    assert_eq!((all.len(), all[0].text.as_str()), (2, "Milk"), "the newest comes first");
}
