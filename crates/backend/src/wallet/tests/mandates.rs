//! Mandates: charged within what was agreed, and not a fen or a moment beyond; and methods to pay.

use super::engines::on_each;
use super::town::{Town, cny, id, key_of, money, op_id, pay};
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::mandate::{Mandate, MandateState};
use sampan_protocol::wallet::methods::Method;
use sampan_protocol::wallet::{BillKind, ops};

/// Person 2 asks person 1 for 50.00 a charge and 80.00 a month.
fn asked(town: &Town) {
    let ask = ops::AskMandate {
        payer: id(1),
        text: "Gym".to_owned(),
        each: cny(5_000),
        month: cny(8_000),
    };
    town.act(2, 1, ops::ASK_MANDATE, &ask).expect("asked");
}

fn agree(town: &Town, who: u128, op: u128, each: i64, month: i64) -> String {
    let args = ops::AgreeMandate { mandate: op_id(1), each: cny(each), month: cny(month) };
    key_of(town.act(who, op, ops::AGREE_MANDATE, &args))
}

fn charge(town: &Town, who: u128, op: u128, minor: i64) -> String {
    let args =
        ops::ChargeMandate { mandate: op_id(1), amount: cny(minor), note: "March".to_owned() };
    key_of(town.act(who, op, ops::CHARGE_MANDATE, &args))
}

fn told(town: &Town, who: u128) -> Mandate {
    town.mandates(who).remove(0)
}

const CLOSED: &str = "error.wallet.mandate_closed";

#[test]
fn what_was_agreed_is_charged_and_no_more() {
    on_each(|db| {
        let town = Town::new(db);
        asked(&town);
        assert_eq!(charge(&town, 2, 2, 100), CLOSED, "nobody has agreed yet");
        assert_eq!(agree(&town, 3, 3, 5_000, 8_000), "error.wallet.mandate_unknown", "not 3's");
        assert_eq!(agree(&town, 1, 4, 5_001, 8_000), "error.wallet.mandate_higher", "not more");
        assert_eq!(agree(&town, 1, 5, 4_000, 7_000), "applied", "less than was asked for");
        assert_eq!(told(&town, 2).each, cny(4_000), "the other side is told");
        assert_eq!(charge(&town, 3, 6, 100), "error.wallet.mandate_unknown", "not 3's to charge");
        assert_eq!(charge(&town, 2, 7, 4_001), "error.wallet.mandate_each", "over the cap");
        assert_eq!(charge(&town, 2, 8, 4_000), "applied", "the cap itself");
        assert_eq!(charge(&town, 2, 9, 3_001), "error.wallet.mandate_month", "over the month's");
        assert_eq!(charge(&town, 2, 10, 3_000), "applied", "what is left of it");
        assert_eq!(town.balance(2, "CNY"), Some(7_000), "both have arrived");
        let bills = town.bills(1);
        let bill = bills.iter().find(|b| b.id == BillId(op_id(8).0)).expect("a bill");
        assert_eq!(bill.note, "Gym · March", "which names the mandate");
        town.wait(32 * 86_400);
        assert_eq!(charge(&town, 2, 11, 4_000), "applied", "another month begins anew");
        assert_eq!(told(&town, 1).used, 4_000, "and is counted anew");
        town.is_whole();
    });
}

#[test]
fn a_mandate_is_lowered_and_ended_at_once() {
    on_each(|db| {
        let town = Town::new(db);
        asked(&town);
        assert_eq!(agree(&town, 1, 2, 5_000, 8_000), "applied", "as asked for");
        let lower = |who, op, each, month| {
            let args = ops::LowerMandate { mandate: op_id(1), each: cny(each), month: cny(month) };
            key_of(town.act(who, op, ops::LOWER_MANDATE, &args))
        };
        assert_eq!(lower(1, 3, 1_000, 2_000), "applied", "the payer may lower it");
        assert_eq!(lower(1, 4, 5_000, 8_000), "error.wallet.mandate_higher", "and not raise it");
        assert_eq!(lower(2, 5, 1, 1), "error.wallet.mandate_unknown", "nobody else may");
        assert_eq!(charge(&town, 2, 6, 1_001), "error.wallet.mandate_each", "it holds at once");
        let end = ops::EndMandate { mandate: op_id(1) };
        let stranger = key_of(town.act(3, 7, ops::END_MANDATE, &end));
        assert_eq!(stranger, "error.wallet.mandate_unknown", "not 3's to end");
        town.act(1, 8, ops::END_MANDATE, &end).expect("ended");
        assert_eq!(charge(&town, 2, 9, 1), CLOSED, "at once");
        assert_eq!(agree(&town, 1, 10, 1_000, 2_000), CLOSED, "for good");
        assert_eq!(told(&town, 2).state, MandateState::Ended, "and the other side is told");
    });
}

#[test]
fn who_cannot_pay_is_not_told_on() {
    on_each(|db| {
        let town = Town::new(db);
        asked(&town);
        assert_eq!(agree(&town, 1, 2, 5_000, 8_000), "applied", "agreed");
        town.act(1, 3, ops::TRANSFER, &pay(3, cny(99_500))).expect("spent elsewhere");
        assert_eq!(charge(&town, 2, 4, 501), "error.wallet.mandate_short", "5.00 are left");
        assert_eq!(charge(&town, 2, 5, 500), "applied", "which can be charged");
    });
}

#[test]
fn what_a_rail_pays_comes_in_and_goes_on() {
    on_each(|db| {
        let town = Town::new(db);
        let via = |op, minor, code| {
            let transfer = pay(2, money(minor, code));
            let args = ops::PayVia::by("sandbox".to_owned(), transfer);
            key_of(town.act(1, op, ops::PAY_VIA, &args))
        };
        assert_eq!(via(1, 3_000, "JPY"), "applied", "in a currency without account, too");
        assert_eq!(town.balance(1, "JPY"), Some(0), "it passed through");
        assert_eq!(town.balance(2, "JPY"), Some(3_000), "and arrived");
        let kinds: Vec<_> =
            town.bills(1).iter().map(|bill| (bill.kind, bill.amount.minor)).collect();
        assert!(kinds.contains(&(BillKind::TopUp, 3_000)), "a bill for the way in: {kinds:?}");
        assert!(kinds.contains(&(BillKind::Transfer, -3_000)), "and one for the way out");
        let before = town.bills(1).len();
        assert_eq!(via(2, 0, "JPY"), "error.wallet.not_positive", "nothing is nothing");
        let frozen = ops::PayVia::by("sandbox".to_owned(), pay(7, cny(100)));
        let refused = key_of(town.act(1, 3, ops::PAY_VIA, &frozen));
        assert_eq!(refused, "error.wallet.payee_frozen", "the payee is frozen");
        assert_eq!(town.bills(1).len(), before, "then nothing comes in either");
        town.is_whole();
    });
}

#[test]
fn the_order_of_methods_is_kept() {
    on_each(|db| {
        let town = Town::new(db);
        let order = vec![Method::Rail("sandbox".to_owned()), Method::Account(cny(0).currency)];
        town.act(1, 1, ops::SET_METHODS, &ops::SetMethods { order: order.clone() }).expect("set");
        assert_eq!(town.methods(1), order, "as it was wished");
        let many = vec![Method::Rail("x".to_owned()); 41];
        let refused = key_of(town.act(1, 2, ops::SET_METHODS, &ops::SetMethods { order: many }));
        assert_eq!(refused, "error.sync.arguments", "nobody has so many");
    });
}

#[test]
fn nobody_is_asked_more_than_five_times_before_they_answer() {
    on_each(|db| {
        let town = Town::new(db);
        let ask = |op, who: u128| {
            let (each, month) = (cny(100), cny(100));
            let args = ops::AskMandate { payer: id(1), text: "Gym".to_owned(), each, month };
            key_of(town.act(who, op, ops::ASK_MANDATE, &args))
        };
        for op in 1..=5 {
            assert_eq!(ask(op, 2), "applied", "{op} of five");
        }
        assert_eq!(ask(6, 2), "error.wallet.too_many_requests", "one more");
        assert_eq!(ask(7, 3), "applied", "somebody else may ask");
        assert_eq!(agree(&town, 1, 8, 100, 100), "applied", "an answer");
        assert_eq!(ask(9, 2), "applied", "makes room");
    });
}

#[test]
fn who_is_frozen_is_charged_nothing() {
    on_each(|db| {
        let town = Town::new(db);
        // Person 7 is frozen; what they agreed to before brings nothing.
        let open = ops::OpenAccount { currency: cny(0).currency };
        town.act(7, 1, ops::OPEN_ACCOUNT, &open).expect("they have an account");
        let top_up = ops::TopUp { amount: cny(5_000), rail: "sandbox".to_owned() };
        town.act(7, 2, ops::TOP_UP, &top_up).expect("they have money");
        let (each, month) = (cny(5_000), cny(5_000));
        let ask = ops::AskMandate { payer: id(7), text: "Gym".to_owned(), each, month };
        town.act(2, 3, ops::ASK_MANDATE, &ask).expect("asked");
        let args = ops::AgreeMandate { mandate: op_id(3), each, month };
        town.act(7, 4, ops::AGREE_MANDATE, &args).expect("agreed");
        let charge =
            ops::ChargeMandate { mandate: op_id(3), amount: cny(100), note: String::new() };
        let refused = key_of(town.act(2, 5, ops::CHARGE_MANDATE, &charge));
        assert_eq!(refused, "error.wallet.mandate_short", "with the word for everything");
        assert_eq!(town.balance(7, "CNY"), Some(5_000), "nothing moved");
    });
}

#[test]
fn a_new_device_agrees_to_no_more_than_it_could_send() {
    on_each(|db| {
        let town = Town::new(db);
        let open = ops::OpenAccount { currency: cny(0).currency };
        town.act(5, 1, ops::OPEN_ACCOUNT, &open).expect("they have an account");
        let top_up = ops::TopUp { amount: cny(900_000), rail: "sandbox".to_owned() };
        town.act(5, 2, ops::TOP_UP, &top_up).expect("they have money");
        let (each, month) = (cny(800_000), cny(800_000));
        let ask = ops::AskMandate { payer: id(5), text: "Rent".to_owned(), each, month };
        town.act(2, 3, ops::ASK_MANDATE, &ask).expect("asked");
        let args = ops::AgreeMandate { mandate: op_id(3), each, month };
        town.act(5, 4, ops::AGREE_MANDATE, &args).expect("agreed by a device that joined just now");
        let charge = |op, minor| {
            let (amount, note) = (cny(minor), String::new());
            let args = ops::ChargeMandate { mandate: op_id(3), amount, note };
            key_of(town.act(2, op, ops::CHARGE_MANDATE, &args))
        };
        assert_eq!(charge(5, 200_001), "error.wallet.mandate_short", "more than it could send");
        assert_eq!(charge(6, 200_000), "applied", "as much as it could");
        assert_eq!(charge(7, 1), "error.wallet.mandate_short", "and no more");
        town.wait(86_400);
        assert_eq!(charge(8, 600_000), "applied", "a day later it is an old device");
        town.is_whole();
    });
}
