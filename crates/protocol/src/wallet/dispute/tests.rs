//! Tests of how disputes go on.

use super::*;
use crate::money::Currency;
use crate::people::Kind;
use crate::wallet::Category;
use crate::wallet::overlay::{Waiting, WaitingState};
use proptest::prelude::*;
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

fn bill() -> Bill {
    Bill {
        id: BillId(Uuid::from_u128(7)),
        account: None,
        kind: BillKind::Payment,
        amount: cny(-5_000),
        other: Some(person(2)),
        rail: None,
        note: "Chair".to_owned(),
        category: Category::Other,
        at: Timestamp::from_seconds(1_000_000_000),
        state: BillState::Settled,
        balance_after: None,
        linked: Vec::new(),
        through: None,
        label: None,
    }
}

fn event() -> impl Strategy<Value = Event> {
    let minor = -10i64..1_300;
    prop_oneof![
        Just(Event::Add),
        Just(Event::Accept),
        Just(Event::Contest),
        Just(Event::Unanswered),
        minor.clone().prop_map(Event::Refund),
        Just(Event::Withdraw),
        minor.prop_map(Event::Decide),
    ]
}

proptest! {
    #[test]
    fn no_path_gives_back_more_than_was_disputed_and_what_is_over_stays(
        paid in 1i64..1_000, asked in -5i64..1_200, held in -5i64..1_200,
        events in proptest::collection::vec(event(), 0..12),
    ) {
        let Ok(mut state) = State::open(paid, asked, held) else {
            prop_assert!(asked <= 0 || asked > paid || held < 0 || held > asked);
            return Ok(());
        };
        for event in events {
            let Ok(next) = step(&state, event) else { continue };
            prop_assert!(state.stage.is_open(), "nothing happens to what is over: {event:?}");
            prop_assert!(next.asked == asked && asked <= paid, "what is disputed stays");
            prop_assert!(next.back >= state.back, "nothing is taken away again");
            prop_assert!(next.back <= asked, "no more goes back than was disputed: {next:?}");
            prop_assert!(next.held <= state.held, "nothing is held anew: {next:?}");
            prop_assert!((0..=next.left()).contains(&next.held), "held is within what is left");
            prop_assert!(next.stage.is_open() || next.held == 0, "what is over holds nothing");
            prop_assert!(!next.stage.is_open() || next.left() > 0, "what is all back is over");
            state = next;
        }
    }
}

#[test]
fn a_dispute_goes_to_the_operators_by_contest_or_by_silence() {
    let open = State::open(5_000, 3_000, 3_000).expect("a dispute");
    let early = step(&open, Event::Decide(3_000)).expect_err("not yet");
    assert_eq!(early.key, "error.wallet.dispute_early", "the other side answers first");
    for event in [Event::Contest, Event::Unanswered] {
        let with_operators = step(&open, event).expect("it goes on");
        assert_eq!(with_operators.stage, Stage::Reviewing, "{event:?} hands it over");
        assert_eq!(with_operators.held, 3_000, "and the money stays held");
        assert!(step(&with_operators, event).is_err(), "once");
        let stage = |minor| step(&with_operators, Event::Decide(minor)).map(|s| s.stage);
        assert_eq!(stage(3_000), Ok(Stage::InFull));
        assert_eq!(stage(1), Ok(Stage::InPart));
        assert_eq!(stage(0), Ok(Stage::Rejected));
        assert!(stage(3_001).is_err() && stage(-1).is_err(), "no more than is disputed");
        let accepted = step(&with_operators, Event::Accept).expect("the other side gives in");
        assert_eq!((accepted.stage, accepted.back), (Stage::Accepted, 3_000), "even then");
    }
}

#[test]
fn what_goes_back_meanwhile_counts() {
    let open = State::open(5_000, 3_000, 2_000).expect("a dispute");
    let less = step(&open, Event::Refund(1_200)).expect("a part");
    assert_eq!((less.back, less.left(), less.held), (1_200, 1_800, 800), "out of what is held");
    let over = step(&less, Event::Refund(1_900)).expect("more than the rest");
    assert_eq!((over.stage, over.back, over.held), (Stage::Refunded, 3_000, 0), "it is over");
}

#[test]
fn only_what_left_me_lately_can_be_disputed() {
    let paid = bill();
    let soon = paid.at.plus_seconds(DISPUTE_SECONDS - 1);
    assert!(can_be_disputed(&paid, None, soon), "within 90 days");
    assert!(!can_be_disputed(&paid, None, soon.plus_seconds(1)), "and not later");
    let back = |minor| GivenBack { bill: paid.id, paid: cny(5_000), back: cny(minor) };
    assert!(can_be_disputed(&paid, Some(&back(4_999)), soon), "a fen is left");
    assert!(!can_be_disputed(&paid, Some(&back(5_000)), soon), "all of it is back");
    let came = Bill { amount: cny(5_000), ..paid.clone() };
    let waits = Bill { state: BillState::Pending, ..paid.clone() };
    let top_up = Bill { kind: BillKind::TopUp, other: None, ..paid.clone() };
    for other in [came, waits, top_up] {
        assert!(!can_be_disputed(&other, None, soon), "{other:?} is no payment of mine");
    }
}

#[test]
fn evidence_has_limits() {
    let name = "a".repeat(64);
    let keys = |text: &str, pictures: &[String], needed| {
        check_evidence(text, pictures, needed).map_or_else(|e| e.key, |()| "fine".to_owned())
    };
    assert_eq!(keys("Broken", std::slice::from_ref(&name), true), "fine");
    assert_eq!(keys(" ", &[], true), "error.wallet.dispute_words", "words are needed");
    assert_eq!(keys(" ", &[], false), "fine", "unless they are not");
    assert_eq!(keys(&"x".repeat(1_001), &[], true), "error.wallet.dispute_text", "too long");
    assert_eq!(keys("x", &vec![name; 7], true), "error.wallet.dispute_pictures", "too many");
    assert_eq!(keys("x", &["../a".to_owned()], true), "error.wallet.dispute_pictures", "a path");
}

#[test]
fn what_waits_is_seen_at_once_and_what_was_refused_is_not() {
    let waiting = |n: u128, name: &str, args: serde_json::Value, state| Waiting {
        op_id: OpId(Uuid::from_u128(n)),
        name: name.to_owned(),
        args,
        other: Some(person(2)),
        at: Timestamp::from_seconds(1_000_000_100),
        state,
    };
    let open = ops::OpenDispute {
        bill: bill().id,
        reason: Reason::NotReceived,
        amount: cny(3_000),
        text: "Nothing came".to_owned(),
        pictures: Vec::new(),
    };
    let args = serde_json::to_value(&open).expect("plain data");
    let (me, find) = (person(1), |id: BillId| Some(bill()).filter(|bill| bill.id == id));
    let queued = waiting(10, ops::OPEN_DISPUTE, args.clone(), WaitingState::Queued);
    let all = seen(Vec::new(), std::slice::from_ref(&queued), &me, &find);
    let shown = (all.len(), all[0].pending, all[0].paid, all[0].payee.clone());
    assert_eq!(shown, (1, true, cny(5_000), person(2)), "it is there, and plainly pending");
    let refused = WaitingState::Rejected(Error::internal());
    let refused = waiting(10, ops::OPEN_DISPUTE, args, refused);
    assert!(seen(Vec::new(), &[refused], &me, &find).is_empty(), "unless it was refused");
    let withdraw = ops::WithdrawDispute { dispute: all[0].id };
    let withdraw = serde_json::to_value(withdraw).expect("plain data");
    let withdraw = waiting(11, ops::WITHDRAW_DISPUTE, withdraw, WaitingState::Queued);
    let over = seen(Vec::new(), &[queued, withdraw], &me, &find);
    assert_eq!(over[0].state.stage, Stage::Withdrawn, "what is done after it, too");
    assert_eq!(over[0].steps.len(), 2, "and the timeline says so");
}
