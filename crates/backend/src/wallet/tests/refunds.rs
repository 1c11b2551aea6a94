//! Refunds: in part and in full, never more, never to anybody else.

use super::engines::on_each;
use super::town::{Town, cny, key_of, money, op_id, pay};
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::refund::{GIVEN_BACK, GivenBack, REFUND, Refund};
use sampan_protocol::wallet::{Bill, BillKind, ops, rows};

fn back(of: u128, minor: i64) -> Refund {
    Refund { bill: BillId(op_id(of).0), amount: cny(minor), note: "Sold out".to_owned() }
}

#[test]
fn what_was_paid_goes_back_in_parts_and_never_more() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, ops::TRANSFER, &pay(8, cny(5_000))).expect("there is enough");
        town.act(8, 2, REFUND, &back(1, 2_000)).expect("a part");
        town.act(8, 2, REFUND, &back(1, 2_000)).ok();
        assert_eq!(key_of(town.act(8, 3, REFUND, &back(1, 3_001))), "error.wallet.over_refund");
        town.act(8, 4, REFUND, &back(1, 3_000)).expect("the rest");
        assert_eq!(key_of(town.act(8, 5, REFUND, &back(1, 1))), "error.wallet.over_refund");
        assert_eq!(town.balance(1, "CNY"), Some(100_000), "all of it is back");
        let told: Vec<Bill> = town.rows(1, rows::BILL);
        let refunds = told.iter().filter(|bill| bill.kind == BillKind::Refund);
        let refunds: Vec<i64> = refunds.map(|bill| bill.amount.minor).collect();
        assert_eq!(refunds.iter().sum::<i64>(), 5_000, "each part is a bill: {refunds:?}");
        for side in [1, 8] {
            let given: Vec<GivenBack> = town.rows(side, GIVEN_BACK);
            assert_eq!(given.len(), 1, "one row a payment");
            assert_eq!((given[0].paid, given[0].back), (cny(5_000), cny(5_000)), "both know");
        }
        town.is_whole();
    });
}

#[test]
fn only_who_received_gives_back_and_only_to_people() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, ops::TRANSFER, &pay(2, cny(500))).expect("there is enough");
        assert_eq!(key_of(town.act(1, 2, REFUND, &back(1, 500))), "error.wallet.no_bill", "payer");
        assert_eq!(key_of(town.act(3, 3, REFUND, &back(1, 500))), "error.wallet.no_bill", "other");
        assert_eq!(key_of(town.act(2, 4, REFUND, &back(77, 5))), "error.wallet.no_bill", "no bill");
        let nothing = key_of(town.act(2, 5, REFUND, &back(1, 0)));
        assert_eq!(nothing, "error.wallet.not_positive", "nothing is no refund");
        let yen = Refund { amount: money(5, "JPY"), ..back(1, 5) };
        assert_eq!(key_of(town.act(2, 6, REFUND, &yen)), "error.sync.arguments", "other money");
        let top_up = ops::TopUp { amount: cny(900), rail: "sandbox".to_owned() };
        town.act(2, 7, ops::TOP_UP, &top_up).expect("it comes in");
        assert_eq!(key_of(town.act(2, 8, REFUND, &back(7, 5))), "error.wallet.cannot_refund");
        // What was received is spent already: there is nothing to give back from.
        town.act(2, 9, ops::TRANSFER, &pay(3, cny(1_400))).expect("all of it");
        assert_eq!(key_of(town.act(2, 10, REFUND, &back(1, 500))), "error.wallet.too_little");
        town.is_whole();
    });
}
