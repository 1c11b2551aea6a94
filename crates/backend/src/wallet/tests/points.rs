//! Points: given for payments to merchants, exact, and paid out of what the service put aside.

use super::engines::on_each;
use super::town::{Town, cny, id, key_of, op_id, pay};
use crate::db::Db;
use crate::wallet::table;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::coupon::{COUPON, Coupon, Offer, Way};
use sampan_protocol::wallet::ops::{
    self, CLAIM_COUPON, ClaimCoupon, FUND_POINTS, FundPoints, MAKE_CAMPAIGN, MakeCampaign,
    PAY_LESS, PayLess,
};
use sampan_protocol::wallet::points::{
    POINTS, POINTS_ENTRY, Points, PointsEntry, PointsWhy as Why,
};
use sampan_protocol::wallet::refund::{REFUND, Refund};

fn points(town: &Town, who: u128) -> Points {
    town.rows(who, POINTS).pop().unwrap_or_default()
}

fn history(town: &Town, who: u128) -> Vec<(Why, i64, i64)> {
    let entries: Vec<PointsEntry> = town.rows(who, POINTS_ENTRY);
    entries.iter().map(|entry| (entry.why, entry.points, entry.after)).collect()
}

fn with_points(minor: i64, points: i64, off: i64) -> PayLess {
    PayLess {
        to: id(8),
        amount: cny(minor),
        pays: cny(minor - off),
        coupon: None,
        points,
        note: String::new(),
        request: None,
        code: None,
    }
}

fn refund(town: &Town, op: u128, bill: u128, minor: i64) {
    let (bill, note) = (BillId(op_id(bill).0), String::new());
    town.act(8, op, REFUND, &Refund { bill, amount: cny(minor), note }).expect("it goes back");
}

fn town(db: &Db) -> Town {
    let mut town = Town::new(db);
    town.give_points(1);
    town
}

/// Whoever runs the service puts 100.00 aside for points; nobody else does.
fn fund(town: &Town) {
    let money = FundPoints { amount: cny(10_000) };
    let refused = key_of(town.act(1, 902, FUND_POINTS, &money));
    assert_eq!(refused, "error.service.operators_only", "it is not for everybody");
    let top_up = ops::TopUp { amount: cny(10_000), rail: "sandbox".to_owned() };
    town.act(3, 901, ops::TOP_UP, &top_up).expect("the sandbox gives");
    town.act(3, 903, FUND_POINTS, &money).expect("funded");
}

/// The history adds up to what there is.
fn adds_up(town: &Town, who: u128) {
    let sum = town.db.write(|sql| table::points::sum(sql, id(who))).expect("it can be read");
    assert_eq!(points(town, who).balance(), sum, "every change is a line");
    let last = history(town, who).last().map_or(0, |(_, _, after)| *after);
    assert_eq!(last, sum, "and the last line says what there is");
    town.is_whole();
}

#[test]
fn payments_to_merchants_give_points_and_nothing_else_does() {
    on_each(|db| {
        let town = town(db);
        town.act(1, 1, ops::TRANSFER, &pay(8, cny(1_999))).expect("paid");
        town.act(1, 2, ops::TRANSFER, &pay(2, cny(5_000))).expect("sent");
        let via = ops::PayVia::by("sandbox".to_owned(), pay(9, cny(3_050)));
        town.act(1, 3, ops::PAY_VIA, &via).expect("paid by a rail");
        assert_eq!(history(&town, 1), [(Why::Given, 19, 19), (Why::Given, 30, 49)], "rounded down");
        assert_eq!(points(&town, 2), Points::default(), "none between people");
        assert_eq!(points(&town, 8), Points::default(), "none for what comes in");
        refund(&town, 4, 1, 1_000);
        refund(&town, 5, 1, 999);
        assert_eq!(points(&town, 1).balance(), 30, "those of a refunded payment are gone");
        adds_up(&town, 1);
    });
}

#[test]
fn points_take_something_off_and_come_back_with_a_refund() {
    on_each(|db| {
        let town = town(db);
        town.act(1, 1, ops::TRANSFER, &pay(8, cny(30_000))).expect("paid");
        let act = |op, args: &PayLess| key_of(town.act(1, op, PAY_LESS, args));
        assert_eq!(act(2, &with_points(1_000, 200, 200)), "error.wallet.points_float", "unfunded");
        assert_eq!(points(&town, 1).balance(), 300, "nothing was used");
        fund(&town);
        assert_eq!(act(4, &with_points(1_000, 301, 301)), "error.wallet.points_few");
        assert_eq!(act(5, &with_points(1_000, 200, 199)), "error.wallet.price_changed");
        let before = town.balance(8, "CNY").expect("an account");
        assert_eq!(act(6, &with_points(1_000, 200, 200)), "applied");
        assert_eq!(
            town.balance(8, "CNY"),
            Some(before + 1_000),
            "the merchant has the whole price"
        );
        assert_eq!(points(&town, 1).balance(), 108, "200 used, 8 given for what was paid");
        refund(&town, 7, 6, 400);
        assert_eq!(points(&town, 1).balance(), 108 + 100 - 4, "half of both");
        assert_eq!(town.balance(8, "CNY"), Some(before + 500), "half of the price");
        refund(&town, 8, 6, 400);
        assert_eq!(points(&town, 1).balance(), 300, "as before");
        assert_eq!(town.balance(8, "CNY"), Some(before), "nothing is left of it");
        adds_up(&town, 1);
    });
}

#[test]
fn what_was_spent_before_a_refund_is_owed() {
    on_each(|db| {
        let town = town(db);
        town.act(1, 1, ops::TRANSFER, &pay(8, cny(30_000))).expect("paid");
        fund(&town);
        town.act(1, 3, PAY_LESS, &with_points(20_000, 300, 300)).expect("all of them");
        refund(&town, 4, 1, 30_000);
        assert_eq!(points(&town, 1).balance(), 197 - 300, "197 are there, 300 are taken back");
        town.act(1, 5, ops::TRANSFER, &pay(8, cny(20_000))).expect("paid");
        assert_eq!(points(&town, 1).balance(), 97, "the next ones pay it");
        adds_up(&town, 1);
    });
}

#[test]
fn points_end_with_their_month() {
    on_each(|db| {
        let town = town(db);
        town.act(1, 1, ops::TRANSFER, &pay(8, cny(5_000))).expect("paid");
        town.wait(40 * 86_400);
        town.act(1, 2, ops::TRANSFER, &pay(8, cny(7_000))).expect("paid in another month");
        let lots = points(&town, 1).lots;
        assert_eq!(lots.iter().map(|lot| lot.points).collect::<Vec<_>>(), [50, 70], "by month");
        town.wait(lots[0].ends.seconds() - town.now().seconds() - 1);
        town.run_due();
        assert_eq!(points(&town, 1).balance(), 120, "not before");
        town.wait(1);
        town.run_due();
        assert_eq!(points(&town, 1).balance(), 70, "the first ones have ended");
        assert_eq!(history(&town, 1).last(), Some(&(Why::Ended, -50, 70)), "and a line says so");
        adds_up(&town, 1);
    });
}

#[test]
fn points_are_exchanged_for_what_merchants_offer() {
    on_each(|db| {
        let town = town(db);
        let now = town.now();
        let reward = MakeCampaign {
            name: "Free coffee".to_owned(),
            offer: Offer::Off(cny(2_500)),
            minimum: cny(0),
            pieces: 5,
            each: 5,
            from: now,
            until: now.plus_seconds(86_400),
            way: Way::Points(40),
            code: None,
        };
        town.act(8, 1, MAKE_CAMPAIGN, &reward).expect("offered");
        let claim = ClaimCoupon { campaign: op_id(1), code: None };
        let take = |op| key_of(town.act(1, op, CLAIM_COUPON, &claim));
        assert_eq!(take(2), "error.wallet.points_few", "none yet");
        assert_eq!(town.rows::<Coupon>(1, COUPON), [], "and nothing was taken");
        town.act(1, 3, ops::TRANSFER, &pay(8, cny(9_000))).expect("paid");
        assert_eq!([take(4), take(5)], ["applied", "applied"]);
        assert_eq!(take(6), "error.wallet.points_few", "10 are left");
        assert_eq!(points(&town, 1).balance(), 10, "two times 40 of 90");
        assert_eq!(town.rows::<Coupon>(1, COUPON).len(), 2, "for two coupons");
        adds_up(&town, 1);
    });
}
