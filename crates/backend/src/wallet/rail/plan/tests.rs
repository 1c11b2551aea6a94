//! Each thing that a rail may tell, and what it moves.

use super::*;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{OpId, PersonId};

fn money(minor: i64) -> Money {
    Money::new(minor, Currency::new("EUR").expect("listed"))
}

fn order(kind: Kind) -> Order {
    let (id, person) = (OpId(Uuid::from_u128(7)), PersonId(Uuid::from_u128(8)));
    let mut order = Order::new(id, "sim", kind, person, money(1_000));
    order.fee = 30;
    order
}

/// Tells an order something; answers what moved.
fn tell(order: &mut Order, what: Happened, available: i64) -> (Vec<Told>, Option<Odd>) {
    let (id, reference) = ("e".to_owned(), "r".to_owned());
    let event = RailEvent { id, order: None, reference, what, at: Timestamp::default() };
    let done = plan(order, &event, available).expect("it is about this order");
    *order = done.next;
    let told = |m: &Move| (m.step, m.from, m.to, m.amount.minor);
    (done.moves.iter().map(told).collect(), done.line)
}

type Told = (Step, Place, Place, i64);

use Place::{Charges, Fees, Person, Rail, Suspense};
use Step::Posted;

#[test]
fn a_top_up_arrives_less_its_fee_and_once() {
    let mut top_up = order(Kind::TopUp);
    let waits = Happened::Waits(Some("https://rail.example/pay".to_owned()));
    assert_eq!(tell(&mut top_up, waits, 0).0, [], "nothing moves while it waits");
    assert!(top_up.act.is_some() && top_up.phase == Phase::Sent, "the person has to act");
    let arrived = tell(&mut top_up, Happened::Succeeded(money(1_000)), 0);
    let expected = [(Posted, Rail, Person, 970), (Posted, Rail, Fees, 30)];
    assert_eq!(arrived, (expected.to_vec(), None), "the fee is kept");
    let again = tell(&mut top_up, Happened::Succeeded(money(1_000)), 970);
    assert_eq!(again.0, [], "told twice, it moves once");
    assert_eq!(tell(&mut top_up, Happened::Failed(Reason::Declined), 970).0, [], "and stays");
    assert_eq!(top_up.phase, Phase::Done, "whatever is told late");
}

#[test]
fn what_is_paid_after_the_end_waits_for_an_operator() {
    let mut top_up = order(Kind::TopUp);
    tell(&mut top_up, Happened::Cancelled, 0);
    let late = tell(&mut top_up, Happened::Succeeded(money(1_000)), 0);
    let expected = (vec![(Posted, Rail, Suspense, 1_000)], Some(Odd::AfterEnd));
    assert_eq!(late, expected, "it is in suspense, and somebody is told");
    let back = tell(&mut top_up, Happened::Returned(money(1_000)), 5_000);
    assert_eq!(back.0, [(Posted, Suspense, Rail, 1_000)], "and goes back from there");
}

#[test]
fn more_or_less_than_was_ordered_is_told() {
    let mut top_up = order(Kind::TopUp);
    let part = tell(&mut top_up, Happened::Succeeded(money(400)), 0);
    assert_eq!(part.0, [(Posted, Rail, Person, 370), (Posted, Rail, Fees, 30)], "what is there");
    assert_eq!(part.1, Some(Odd::TooLittle), "it is not all");
    let more = tell(&mut top_up, Happened::Succeeded(money(1_250)), 370);
    let expected = [(Posted, Rail, Person, 600), (Posted, Rail, Suspense, 250)];
    assert_eq!(more, (expected.to_vec(), Some(Odd::TooMuch)), "never more than was ordered");
}

#[test]
fn what_comes_back_is_taken_from_the_person_as_far_as_it_is_there() {
    let mut top_up = order(Kind::TopUp);
    assert_eq!(tell(&mut top_up, Happened::Returned(money(600)), 0).0, [], "told too early");
    let arrived = tell(&mut top_up, Happened::Succeeded(money(1_000)), 0).0;
    assert_eq!(arrived.last(), Some(&(Posted, Person, Rail, 600)), "it is remembered");
    let rest = tell(&mut top_up, Happened::Returned(money(1_000)), 100);
    let expected = [(Posted, Person, Rail, 100), (Posted, Suspense, Rail, 300)];
    assert_eq!(rest, (expected.to_vec(), Some(Odd::Short)), "what was spent is missing");
}

#[test]
fn our_own_refunds_are_not_taken_twice() {
    let mut top_up = order(Kind::TopUp);
    tell(&mut top_up, Happened::Succeeded(money(1_000)), 0);
    top_up.given_back = 400;
    let own = tell(&mut top_up, Happened::Returned(money(400)), 570);
    assert_eq!(own.0, [], "the refund's own order moves it");
    let more = tell(&mut top_up, Happened::Returned(money(500)), 570);
    assert_eq!(more.0, [(Posted, Person, Rail, 100)], "what is beyond it was not ours");
}

#[test]
fn a_payout_is_posted_or_released() {
    let mut payout = order(Kind::Payout);
    let held = hold_move(&payout);
    assert_eq!((held.id, held.step), (payout.id.0, Step::Pending), "first it is held");
    let left = tell(&mut payout, Happened::Succeeded(money(970)), 0);
    let post = (Step::Post(held.id), Person, Rail, 1_000);
    assert_eq!(left, (vec![post, (Posted, Rail, Fees, 30)], None), "then it leaves");
    let late = tell(&mut payout, Happened::Failed(Reason::NoAccount), 0);
    assert_eq!(late, (Vec::new(), Some(Odd::FailedAfterSuccess)), "a contradiction is told");

    let mut other = order(Kind::Payout);
    let failed = tell(&mut other, Happened::Failed(Reason::NoAccount), 0);
    assert_eq!(failed.0, [(Step::Void(held.id), Person, Rail, 1_000)], "all of it is free again");
    assert_eq!(other.reason, Some(Reason::NoAccount), "and it is known why");
    let left = tell(&mut other, Happened::Succeeded(money(970)), 0);
    let expected = (vec![(Posted, Suspense, Rail, 970)], Some(Odd::LeftAfterFailure));
    assert_eq!(left, expected, "what left nevertheless is missing in suspense");
}

#[test]
fn a_payout_that_comes_back_is_the_persons_again_whichever_is_told_first() {
    let ends = [Happened::Succeeded(money(970)), Happened::Returned(money(970))];
    for [first, second] in [[0, 1], [1, 0]] {
        let mut payout = order(Kind::Payout);
        let mut moves = tell(&mut payout, ends[first].clone(), 0).0;
        moves.extend(tell(&mut payout, ends[second].clone(), 0).0);
        assert_eq!(moves.len(), 3, "it left, its fee was kept, it came back: {moves:?}");
        assert_eq!(moves[2], (Posted, Rail, Person, 970), "less the fee");
    }
}

#[test]
fn another_currency_says_nothing() {
    let yen = Money::new(1_000, Currency::new("JPY").expect("listed"));
    let (id, reference) = (String::new(), String::new());
    let what = Happened::Succeeded(yen);
    let event = RailEvent { id, order: None, reference, what, at: Timestamp::default() };
    let fault = plan(&order(Kind::TopUp), &event, 0);
    assert_eq!(fault, Err(Fault::Currency(yen.currency)), "a thousand yen are not ten euros");
}

/// Has operators do something about an order; answers what moved.
fn decide(order: &mut Order, plan: fn(&Order) -> Option<Plan>) -> Vec<Told> {
    let Some(done) = plan(order) else { return Vec::new() };
    *order = done.next;
    done.moves.iter().map(|m| (m.step, m.from, m.to, m.amount.minor)).collect()
}

#[test]
fn what_lies_aside_is_settled_once_and_belongs_to_its_person_from_then_on() {
    let mut top_up = order(Kind::TopUp);
    assert_eq!(decide(&mut top_up, settle), [], "nothing lies aside");
    tell(&mut top_up, Happened::Cancelled, 0);
    tell(&mut top_up, Happened::Succeeded(money(1_000)), 0);
    assert_eq!(top_up.aside, 1_000, "it lies aside");
    assert_eq!(decide(&mut top_up, settle), [(Posted, Suspense, Person, 1_000)], "it is theirs");
    assert_eq!(decide(&mut top_up, settle), [], "once");
    let back = tell(&mut top_up, Happened::Returned(money(1_000)), 5_000);
    assert_eq!(back, (vec![(Posted, Person, Rail, 1_000)], None), "it goes back from them");

    let mut more = order(Kind::TopUp);
    tell(&mut more, Happened::Succeeded(money(1_250)), 0);
    assert_eq!(decide(&mut more, settle), [(Posted, Suspense, Person, 250)], "what was too much");
    let still = tell(&mut more, Happened::Succeeded(money(1_300)), 0);
    assert_eq!(still.0, [(Posted, Rail, Suspense, 50)], "what is more than that is odd again");
}

#[test]
fn what_is_missing_is_taken_from_the_person_or_borne() {
    let mut payout = order(Kind::Payout);
    tell(&mut payout, Happened::Failed(Reason::NoAccount), 0);
    tell(&mut payout, Happened::Succeeded(money(970)), 0);
    let mut borne = payout.clone();
    assert_eq!(decide(&mut payout, settle), [(Posted, Person, Suspense, 970)], "it did leave");
    let back = tell(&mut payout, Happened::Returned(money(970)), 0);
    assert_eq!(back.0, [(Posted, Rail, Person, 970)], "what comes back is theirs");

    assert_eq!(decide(&mut borne, set_aside), [(Posted, Charges, Suspense, 970)], "or a cost");
    let back = tell(&mut borne, Happened::Returned(money(970)), 0);
    let odd = (vec![(Posted, Rail, Suspense, 970)], Some(Odd::TooMuch));
    assert_eq!(back, odd, "the person has theirs already: somebody has to look at it");
    assert_eq!(decide(&mut borne, settle), [], "nobody gets it twice");
    assert_eq!(decide(&mut borne, set_aside), [(Posted, Suspense, Charges, 970)], "no cost then");
}

#[test]
fn what_was_sent_back_by_hand_is_not_booked_again_when_the_rail_tells() {
    let mut top_up = order(Kind::TopUp);
    tell(&mut top_up, Happened::Succeeded(money(1_250)), 0);
    top_up.given_back = 400;
    let by_hand = sent_back(&top_up).expect("something lies aside");
    assert_eq!(by_hand, Happened::Returned(money(650)), "our own refund, and what was too much");
    assert_eq!(tell(&mut top_up, by_hand.clone(), 570).0, [(Posted, Suspense, Rail, 250)], "back");
    assert_eq!(tell(&mut top_up, by_hand, 570).0, [], "told by the rail, it is known");
    assert_eq!(sent_back(&top_up), None, "nothing lies aside any more");
}
