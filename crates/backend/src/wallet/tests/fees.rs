//! Fees: taken beside the movement, told to who bears it, and kept when it goes back.

use super::engines::on_each;
use super::town::{Town, cny, key_of, money, op_id, pay};
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::fee::{Fee, FeeOn, FeeRule};
use sampan_protocol::wallet::refund::{REFUND, Refund};
use sampan_protocol::wallet::{BillKind, Link, ops};

/// A town that keeps 0.6 % of what merchants are paid, and 1.00 of what the sandbox takes out.
fn town(db: &crate::db::Db) -> Town {
    let mut town = Town::new(db);
    let currency = cny(0).currency;
    let merchant = Fee { basis_points: 60, ..Fee::default() };
    let out = Fee { fixed: 100, ..Fee::default() };
    town.settings.fees.rules = vec![
        FeeRule { on: FeeOn::Merchant, currency, fee: merchant },
        FeeRule { on: FeeOn::Withdrawal("sandbox".to_owned()), currency, fee: out },
    ];
    town
}

#[test]
fn a_merchant_bears_the_fee_on_what_they_are_paid() {
    on_each(|db| {
        let town = town(db);
        town.act(1, 1, ops::TRANSFER, &pay(8, cny(10_000))).expect("paid");
        assert_eq!(town.balance(1, "CNY"), Some(90_000), "the payer pays what was asked for");
        assert_eq!(town.balance(8, "CNY"), Some(9_940), "and the merchant gets it less 0.6 %");
        let bills = town.bills(8);
        let paid = bills.iter().find(|b| b.kind == BillKind::Payment).expect("a bill");
        assert_eq!(paid.amount, cny(10_000), "which says what was paid");
        let link = paid.linked[0];
        assert_eq!((link.why, link.amount), (Link::Fee, cny(-60)), "and the fee on it");
        let fee = bills.iter().find(|b| b.id == link.bill).expect("a bill of its own");
        assert_eq!((fee.kind, fee.amount), (BillKind::Fee, cny(-60)), "for the fee");
        let on = fee.linked[0];
        assert_eq!((on.why, on.bill, on.amount), (Link::FeeOn, paid.id, paid.amount), "on it");
        assert!(town.bills(1).iter().all(|b| b.linked.is_empty()), "the payer is not told");
        town.act(1, 2, ops::TRANSFER, &pay(2, cny(1_000))).expect("paid");
        assert_eq!(town.balance(2, "CNY"), Some(1_000), "between people it costs nothing");
        town.is_whole();
    });
}

#[test]
fn a_refund_gives_back_what_was_paid_and_not_the_fee() {
    on_each(|db| {
        let town = town(db);
        town.act(1, 1, ops::TRANSFER, &pay(8, cny(10_000))).expect("paid");
        town.act(1, 2, ops::TRANSFER, &pay(8, cny(10_000))).expect("paid again");
        let back = Refund { bill: BillId(op_id(1).0), amount: cny(10_000), note: String::new() };
        assert_eq!(key_of(town.act(8, 3, REFUND, &back)), "applied", "all of it");
        assert_eq!(town.balance(1, "CNY"), Some(90_000), "the payer has it again");
        assert_eq!(town.balance(8, "CNY"), Some(9_880), "the merchant paid both fees");
        town.is_whole();
    });
}

#[test]
fn the_fee_on_what_is_taken_out_is_part_of_it() {
    on_each(|db| {
        let town = town(db);
        let out = |op, minor| {
            let args = ops::Withdraw { amount: cny(minor), rail: "sandbox".to_owned(), bank: None };
            key_of(town.act(1, op, ops::WITHDRAW, &args))
        };
        assert_eq!(out(1, 100), "error.wallet.fee_eats", "nothing would be left");
        assert_eq!(out(2, 100_000), "applied", "everything there is");
        assert_eq!(town.balance(1, "CNY"), Some(0), "leaves");
        let bills = town.bills(1);
        let went = bills.iter().find(|b| b.kind == BillKind::Withdrawal).expect("a bill");
        assert_eq!(went.amount, cny(-99_900), "999.00 arrive outside");
        assert_eq!(went.linked[0].amount, cny(-100), "and 1.00 is the fee");
        town.is_whole();
    });
}

#[test]
fn where_there_is_no_rule_there_is_no_fee() {
    on_each(|db| {
        let town = town(db);
        let top_up = ops::TopUp { amount: money(5_000, "JPY"), rail: "sandbox".to_owned() };
        let open = ops::OpenAccount { currency: top_up.amount.currency };
        town.act(1, 1, ops::OPEN_ACCOUNT, &open).expect("opened");
        town.act(1, 2, ops::TOP_UP, &top_up).expect("put in");
        town.act(1, 3, ops::TRANSFER, &pay(8, money(5_000, "JPY"))).expect("paid");
        assert_eq!(town.balance(8, "JPY"), Some(5_000), "nobody set a fee in yen");
    });
}
