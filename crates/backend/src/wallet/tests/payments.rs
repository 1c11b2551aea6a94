//! The port of payments in two steps, as other features use it.

use super::engines::on_each;
use super::town::{Town, cny, id, key_of, op_id, pay};
use crate::ports::Hold;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::{Bill, BillKind, BillState, ops};
use sampan_protocol::{Money, Timestamp};

/// Person 1 holds 50.00 for the merchant 8, for an hour, by the operation `op`.
fn hold(town: &Town, op: u128, approved: bool) -> String {
    hold_as(town, op, op, cny(5_000), approved)
}

fn hold_as(town: &Town, op: u128, payment: u128, amount: Money, approved: bool) -> String {
    let until = start().plus_seconds(3_600);
    let id_of = BillId(op_id(payment).0);
    key_of(town.payments(1, op, approved, |port, cx| {
        let hold = Hold { id: id_of, payee: id(8), amount, note: "Seat", until };
        port.hold(cx, &hold)
    }))
}

fn start() -> Timestamp {
    Timestamp(1_790_000_000_000_000)
}

fn capture(town: &Town, who: u128, op: u128, minor: i64) -> String {
    let payment = BillId(op_id(1).0);
    key_of(town.payments(who, op, false, |port, cx| port.capture(cx, payment, cny(minor))))
}

fn void(town: &Town, who: u128, op: u128) -> String {
    let payment = BillId(op_id(1).0);
    key_of(town.payments(who, op, false, |port, cx| port.void(cx, payment)))
}

fn refund(town: &Town, who: u128, op: u128, minor: i64, approved: bool) -> String {
    let payment = BillId(op_id(1).0);
    key_of(
        town.payments(who, op, approved, |port, cx| {
            port.refund(cx, payment, cny(minor), "Cancelled")
        }),
    )
}

/// The bill of the payment that somebody sees.
fn bill(town: &Town, who: u128) -> Bill {
    let all = town.bills(who);
    all.into_iter().find(|bill| bill.id.0 == op_id(1).0).expect("a bill")
}

const OVER: &str = "error.wallet.hold_over";

#[test]
fn what_is_held_is_taken_in_part_and_the_rest_is_free() {
    on_each(|db| {
        let town = Town::new(db);
        assert_eq!(hold(&town, 1, true), "applied");
        assert_eq!((town.balance(1, "CNY"), town.held(1)), (Some(100_000), 5_000), "it is held");
        let until = start().plus_seconds(3_600);
        for (who, minor) in [(1, -5_000), (8, 5_000)] {
            let bill = bill(&town, who);
            assert_eq!((bill.amount, bill.state), (cny(minor), BillState::Held(until)), "known");
        }
        assert_eq!(capture(&town, 8, 2, 5_001), "error.wallet.hold_less", "no more than is held");
        assert_eq!(capture(&town, 2, 3, 100), "error.wallet.no_bill", "not by a stranger");
        assert_eq!(capture(&town, 8, 4, 0), "error.wallet.not_positive", "nothing is nothing");
        assert_eq!(capture(&town, 8, 5, 3_000), "applied");
        assert_eq!((town.balance(1, "CNY"), town.held(1)), (Some(97_000), 0), "30.00 are gone");
        assert_eq!(town.balance(8, "CNY"), Some(3_000), "and are there");
        let paid = bill(&town, 1);
        let shown = (paid.kind, paid.amount, paid.state);
        assert_eq!(shown, (BillKind::Payment, cny(-3_000), BillState::Settled), "the bill says so");
        town.wait(3_600);
        town.run_due();
        assert_eq!(bill(&town, 1).state, BillState::Settled, "its end has no say any more");
        town.is_whole();
    });
}

#[test]
fn an_operation_that_comes_again_moves_nothing_twice() {
    on_each(|db| {
        let town = Town::new(db);
        for _ in 0..2 {
            assert_eq!(hold(&town, 1, true), "applied", "held once");
            assert_eq!(town.held(1), 5_000, "and once only");
        }
        let other = hold_as(&town, 9, 1, cny(4_000), true);
        assert_eq!(other, "error.wallet.id_taken", "another payment is not that one");
        for _ in 0..2 {
            assert_eq!(capture(&town, 8, 2, 3_000), "applied", "taken once");
            assert_eq!(town.balance(8, "CNY"), Some(3_000), "and once only");
        }
        assert_eq!(capture(&town, 8, 2, 2_000), "error.wallet.id_taken", "not another amount");
        assert_eq!(capture(&town, 8, 3, 2_000), OVER, "nor by another operation");
        assert_eq!(void(&town, 1, 4), OVER, "what was taken is not let go");
        for _ in 0..2 {
            assert_eq!(refund(&town, 8, 5, 1_000, true), "applied", "given back once");
            assert_eq!(town.balance(8, "CNY"), Some(2_000), "and once only");
        }
        town.is_whole();
    });
}

#[test]
fn what_was_let_go_or_ended_is_not_taken() {
    on_each(|db| {
        let town = Town::new(db);
        assert_eq!(hold(&town, 1, true), "applied");
        assert_eq!(void(&town, 8, 2), "applied", "let go");
        assert_eq!(void(&town, 8, 2), "applied", "again is the same");
        assert_eq!(capture(&town, 8, 3, 5_000), OVER, "it is gone");
        assert_eq!((town.held(1), bill(&town, 8).state), (0, BillState::Released), "and free");
        town.is_whole();
    });
    on_each(|db| {
        let town = Town::new(db);
        assert_eq!(hold(&town, 1, true), "applied");
        town.wait(3_600);
        assert_eq!(capture(&town, 8, 2, 5_000), "error.wallet.hold_expired", "an hour is over");
        town.run_due();
        assert_eq!((town.held(1), bill(&town, 1).state), (0, BillState::Released), "by itself");
        assert_eq!(capture(&town, 8, 3, 5_000), OVER, "for good");
        assert_eq!(refund(&town, 8, 4, 1, true), OVER, "nothing was taken");
        town.is_whole();
    });
}

#[test]
fn no_more_goes_back_than_was_taken() {
    on_each(|db| {
        let town = Town::new(db);
        assert_eq!(hold(&town, 1, true), "applied");
        assert_eq!(refund(&town, 8, 2, 1, true), OVER, "nothing was taken yet");
        assert_eq!(capture(&town, 1, 3, 3_000), "applied", "the payer may say so, too");
        assert_eq!(refund(&town, 1, 4, 100, true), "error.wallet.no_bill", "not the payer's");
        assert_eq!(refund(&town, 8, 5, 100, false), "error.pin.needed", "it needs the PIN");
        assert_eq!(refund(&town, 8, 6, 2_000, true), "applied", "a part");
        assert_eq!(refund(&town, 8, 7, 1_001, true), "error.wallet.over_refund", "the rest is 10");
        assert_eq!(refund(&town, 8, 8, 1_000, true), "applied", "which goes");
        assert_eq!(town.balance(1, "CNY"), Some(100_000), "all of it is back");
        town.is_whole();
    });
}

#[test]
fn only_what_was_approved_is_held_and_within_limits() {
    on_each(|db| {
        let town = Town::new(db);
        assert_eq!(hold(&town, 1, false), "error.pin.needed", "the operation needs the PIN");
        assert_eq!(hold_as(&town, 1, 1, cny(100_001), true), "error.wallet.too_little");
        assert_eq!(hold_as(&town, 2, 2, cny(6_000_000), true), "error.wallet.over_limit");
        // One operation may hold several, each named.
        assert_eq!(hold_as(&town, 3, 31, cny(60_000), true), "applied");
        assert_eq!(hold_as(&town, 3, 32, cny(40_000), true), "applied");
        let spent = key_of(town.act(1, 4, ops::TRANSFER, &pay(2, cny(1))));
        assert_eq!(spent, "error.wallet.too_little", "what is held is as good as spent");
        let bad = |op, payee, seconds| {
            key_of(town.payments(1, op, true, |port, cx| {
                let (id_of, until) = (BillId(op_id(op).0), start().plus_seconds(seconds));
                let amount = cny(1);
                let payee = id(payee);
                port.hold(cx, &Hold { id: id_of, payee, amount, note: "", until })
            }))
        };
        assert_eq!(bad(5, 8, 0), "error.sync.arguments", "an end that is over");
        assert_eq!(bad(6, 8, 91 * 86_400), "error.sync.arguments", "an end that is far");
        assert_eq!(bad(7, 1, 60), "error.wallet.own_payment", "for oneself");
        assert_eq!(bad(8, 7, 60), "error.wallet.payee_frozen", "for who is frozen");
        town.is_whole();
    });
}
