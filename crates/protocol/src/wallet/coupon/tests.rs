//! Tests of coupons: what they take off, which is best, and which campaigns make sense.

use super::*;
use crate::money::Currency;
use crate::people::Kind;
use crate::wallet::overlay::{Waiting, WaitingState};
use crate::wallet::price::ops::{PAY_LESS, PayLess};
use proptest::prelude::*;
use uuid::Uuid;

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

fn shop() -> Person {
    Person {
        id: PersonId(Uuid::from_u128(8)),
        handle: "shop".to_owned(),
        name: "Shop".to_owned(),
        avatar: None,
        kind: Kind::Merchant,
        mcc: Some(5_812),
    }
}

fn coupon(n: u128, offer: Offer, minimum: i64, until: i64) -> Coupon {
    Coupon {
        id: OpId(Uuid::from_u128(n)),
        campaign: OpId(Uuid::from_u128(1)),
        merchant: shop(),
        name: "Spring".to_owned(),
        offer,
        minimum: cny(minimum),
        from: Timestamp(10),
        until: Timestamp(until),
        got: Timestamp(1),
        used: None,
        pending: false,
    }
}

#[test]
fn each_kind_takes_off_what_it_says() {
    let off = Offer::Off(cny(1_000));
    assert_eq!(off.takes(cny(5_000), cny(5_000)), 1_000, "from the minimum on");
    assert_eq!(off.takes(cny(5_000), cny(4_999)), 0, "nothing below it");
    let share = Offer::Percent { percent: 15, most: cny(2_000) };
    assert_eq!(share.takes(cny(0), cny(3_333)), 499, "rounded down");
    assert_eq!(share.takes(cny(0), cny(99_999)), 2_000, "up to its cap");
    let cash = Offer::Cash(cny(2_000));
    assert_eq!(cash.takes(cny(0), cny(1_500)), 1_499, "one cent is left to pay");
    let yen = Money::new(9_000, Currency::new("JPY").expect("listed"));
    assert_eq!(cash.takes(cny(0), yen), 0, "nothing of another currency");
}

#[test]
fn the_best_saves_most_and_of_equals_ends_first() {
    let all = [
        coupon(1, Offer::Off(cny(500)), 0, 90),
        coupon(2, Offer::Off(cny(1_000)), 3_000, 80),
        coupon(3, Offer::Percent { percent: 20, most: cny(1_000) }, 0, 70),
        coupon(4, Offer::Off(cny(5_000)), 6_000, 60),
    ];
    let best_at = |minor, now| {
        best(&all, shop().id, cny(minor), Timestamp(now)).map(|(c, off)| (c.id.0.as_u128(), off))
    };
    assert_eq!(best_at(5_000, 20), Some((3, 1_000)), "both save 10, and this one ends first");
    assert_eq!(best_at(6_000, 20), Some((4, 5_000)), "the most");
    assert_eq!(best_at(6_000, 75), Some((2, 1_000)), "not one that has ended");
    assert_eq!(best_at(6_000, 9), None, "none before its day");
    assert_eq!(best_at(600, 20), Some((1, 500)), "below the minimum of the others");
    let elsewhere = best(&all, PersonId(Uuid::from_u128(9)), cny(6_000), Timestamp(20));
    assert_eq!(elsewhere, None, "none at another merchant");
}

#[test]
fn a_waiting_payment_uses_its_coupon_until_it_is_refused() {
    let known = vec![coupon(1, Offer::Off(cny(500)), 0, 90)];
    let args = PayLess {
        to: shop().id,
        amount: cny(2_000),
        pays: cny(1_500),
        coupon: Some(known[0].id),
        points: 0,
        note: String::new(),
        request: None,
        code: None,
    };
    let mut waiting = Waiting {
        op_id: OpId(Uuid::from_u128(50)),
        name: PAY_LESS.to_owned(),
        args: serde_json::to_value(args).expect("plain data"),
        other: Some(shop()),
        at: Timestamp(20),
        state: WaitingState::NeedsPin,
    };
    let seen = with_waiting(known.clone(), std::slice::from_ref(&waiting));
    assert_eq!(seen[0].shelf(Timestamp(20)), Shelf::Used, "nothing else can use it");
    assert!(seen[0].pending, "and it is plainly pending");
    waiting.state = WaitingState::Rejected(Error::internal());
    assert_eq!(with_waiting(known.clone(), &[waiting]), known, "refused, it is there again");
}

#[test]
fn shelves_are_in_the_order_in_which_they_matter() {
    let mut all = vec![
        coupon(1, Offer::Off(cny(500)), 0, 90),
        coupon(2, Offer::Off(cny(500)), 0, 60),
        coupon(3, Offer::Off(cny(500)), 0, 30),
        coupon(4, Offer::Off(cny(500)), 0, 40),
    ];
    let ids = |all: &[Coupon], shelf| {
        on_shelf(all, shelf, Timestamp(50)).iter().map(|c| c.id.0.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&all, Shelf::Usable), [2, 1], "what ends first comes first");
    assert_eq!(ids(&all, Shelf::Expired), [4, 3], "what ended last comes first");
    let bill = BillId(Uuid::from_u128(7));
    for (coupon, at) in all.iter_mut().zip([20, 25, 22, 21]) {
        coupon.used = Some(Used { bill, at: Timestamp(at), off: 1 });
    }
    assert_eq!(ids(&all, Shelf::Used), [2, 3, 4, 1], "what was used last comes first");
}

fn made() -> ops::MakeCampaign {
    ops::MakeCampaign {
        name: "Spring".to_owned(),
        offer: Offer::Off(cny(1_000)),
        minimum: cny(5_000),
        pieces: 100,
        each: 1,
        from: Timestamp::from_seconds(10),
        until: Timestamp::from_seconds(90),
        way: Way::Open,
        code: None,
    }
}

#[test]
fn campaigns_that_make_no_sense_are_refused_with_what_to_change() {
    let now = Timestamp::from_seconds(20);
    assert_eq!(check(&made(), now), Ok(()), "an ordinary one");
    let key = |change: fn(&mut ops::MakeCampaign)| {
        let mut wrong = made();
        change(&mut wrong);
        check(&wrong, now).expect_err("it makes no sense").key
    };
    assert_eq!(key(|m| m.name = " ".to_owned()), "error.wallet.campaign_name");
    assert_eq!(key(|m| m.minimum = cny(1_000)), "error.wallet.campaign_minimum", "all of it off");
    assert_eq!(key(|m| m.pieces = 0), "error.wallet.campaign_pieces");
    assert_eq!(key(|m| m.each = 101), "error.wallet.campaign_pieces", "more than there are");
    assert_eq!(key(|m| m.until = Timestamp::from_seconds(20)), "error.wallet.campaign_time");
    assert_eq!(key(|m| m.way = Way::Code), "error.wallet.campaign_code", "no word");
    assert_eq!(key(|m| m.way = Way::Points(0)), "error.wallet.campaign_points");
    let most = |percent| Offer::Percent { percent, most: cny(1) };
    let wrong = ops::MakeCampaign { offer: most(100), ..made() };
    assert_eq!(check(&wrong, now).expect_err("free").key, "error.wallet.campaign_percent");
    let word = ops::MakeCampaign { way: Way::Code, code: Some("Spring8".to_owned()), ..made() };
    assert_eq!(check(&word, now), Ok(()), "with a word");
}

proptest! {
    #[test]
    fn something_is_always_left_to_pay(
        minor in 0..10_000_000i64,
        named in 1..10_000_000i64,
        percent in 1..=99u8,
        minimum in 0..1_000_000i64,
    ) {
        let offers =
            [Offer::Off(cny(named)), Offer::Cash(cny(named)), Offer::Percent { percent, most: cny(named) }];
        for offer in offers {
            let off = offer.takes(cny(minimum), cny(minor));
            prop_assert!(off >= 0 && off <= named);
            prop_assert!(off == 0 || off < minor);
            prop_assert!(off == 0 || minor >= minimum);
        }
    }
}
