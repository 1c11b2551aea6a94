//! Money that moves, and money that does not.

use super::engines::on_each;
use super::town::{Town, category_of, cny, id, key_of, money, op_id, pay, person};
use sampan_protocol::Arg;
use sampan_protocol::wallet::{BillKind, BillState, Category, ops};

#[test]
fn a_payment_shows_in_both_wallets() {
    on_each(|db| {
        let town = Town::new(db);
        let transfer = ops::Transfer { note: "晚饭".to_owned(), ..pay(2, cny(1_234)) };
        town.act(1, 1, ops::TRANSFER, &transfer).expect("there is enough");
        let (mine, theirs) = (town.bills(1), town.bills(2));
        let (out, into) = (mine.last().expect("a bill"), theirs.last().expect("a bill"));
        assert_eq!(out.id.0, op_id(1).0, "a bill has the identifier of its operation");
        assert_eq!(into.id, out.id, "both sides speak of the same transfer");
        assert_eq!((out.amount, into.amount), (cny(-1_234), cny(1_234)), "one's out is one's in");
        assert_eq!(
            (out.balance_after, into.balance_after),
            (Some(98_766), Some(1_234)),
            "after it"
        );
        assert_eq!(out.other, Some(person(2)), "the payer sees the payee");
        assert_eq!(into.other, Some(person(1)), "the payee sees the payer");
        assert_eq!((out.note.as_str(), into.note.as_str()), ("晚饭", "晚饭"), "both read the note");
        assert_eq!((&out.kind, &out.state), (&BillKind::Transfer, &BillState::Settled), "settled");
        assert_eq!(town.balance(1, "CNY"), Some(98_766), "the account row follows");
        assert_eq!(town.balance(2, "CNY"), Some(1_234), "on both sides");
        town.is_whole();
    });
}

#[test]
fn a_payment_to_a_merchant_has_its_category() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, ops::TRANSFER, &pay(8, cny(500))).expect("an account is opened for them");
        let bills = town.bills(1);
        let bill = bills.last().expect("a bill");
        assert_eq!(bill.kind, BillKind::Payment, "merchants are paid");
        assert_eq!(category_of(bill), Category::Food, "5812 is a restaurant");
        assert_eq!(town.balance(8, "CNY"), Some(500), "their account was opened by the payment");
    });
}

#[test]
fn what_cannot_be_paid_is_refused_and_says_why() {
    on_each(|db| {
        let town = Town::new(db);
        let long = ops::Transfer { note: "x".repeat(201), ..pay(2, cny(1)) };
        let cases = [
            (pay(1, cny(1)), "error.wallet.own_payment"),
            (pay(77, cny(1)), "error.wallet.unknown_payee"),
            (pay(7, cny(1)), "error.wallet.payee_frozen"),
            (pay(2, cny(0)), "error.wallet.not_positive"),
            (pay(2, cny(-5)), "error.wallet.not_positive"),
            (pay(2, cny(5_000_001)), "error.wallet.over_limit"),
            (pay(2, cny(100_001)), "error.wallet.too_little"),
            (pay(2, money(1, "JPY")), "error.wallet.no_account"),
            (pay(2, money(1, "USD")), "error.wallet.no_account"),
            (long, "error.wallet.note"),
        ];
        for (n, (transfer, expected)) in (1..).zip(cases) {
            let key = key_of(town.act(1, n, ops::TRANSFER, &transfer));
            assert_eq!(key, expected, "{transfer:?}");
        }
        let refused = town.act(1, 99, ops::TRANSFER, &pay(2, cny(100_001)));
        let missing = refused.expect_err("too little").args.remove("missing");
        assert_eq!(missing, Some(Arg::Money(cny(1))), "it says how much is missing");
        assert_eq!(town.balance(1, "CNY"), Some(100_000), "nothing has moved");
        assert_eq!(town.bills(1).len(), 1, "and no bill tells of it");
        town.is_whole();
    });
}

#[test]
fn an_account_is_opened_once_and_only_in_what_is_offered() {
    on_each(|db| {
        let town = Town::new(db);
        let open = |n, code| {
            let currency = money(0, code).currency;
            key_of(town.act(2, n, ops::OPEN_ACCOUNT, &ops::OpenAccount { currency }))
        };
        assert_eq!(open(1, "JPY"), "applied", "yen are offered");
        assert_eq!(open(2, "JPY"), "applied", "twice is once");
        assert_eq!(open(3, "USD"), "error.wallet.currency_not_offered", "dollars are not");
        assert_eq!(town.balance(2, "JPY"), Some(0), "it is empty");
        assert_eq!(town.balance(2, "USD"), None, "there is none");
        town.is_whole();
    });
}

#[test]
fn the_sandbox_gives_and_takes_within_its_day() {
    on_each(|db| {
        let town = Town::new(db);
        let top_up = |n, minor| {
            let args = ops::TopUp { amount: cny(minor), rail: "sandbox".to_owned() };
            key_of(town.act(1, n, ops::TOP_UP, &args))
        };
        assert_eq!(top_up(1, 5_000_000), "applied", "the limit of one transfer");
        assert_eq!(top_up(2, 4_900_000), "applied", "up to the limit of a day");
        assert_eq!(top_up(3, 1), "error.wallet.over_day", "the day is full");
        town.wait(86_401);
        assert_eq!(top_up(4, 1), "applied", "the next day is another");
        let withdraw = |n, minor, rail: &str| {
            let args = ops::Withdraw { amount: cny(minor), rail: rail.to_owned(), bank: None };
            key_of(town.act(1, n, ops::WITHDRAW, &args))
        };
        assert_eq!(withdraw(5, 3_000_000, "sandbox"), "applied", "money goes out");
        assert_eq!(withdraw(6, 1, "swift"), "error.wallet.unknown_rail", "there is no such rail");
        assert_eq!(town.balance(1, "CNY"), Some(7_000_001), "what came less what went");
        let bill = town.bills(1).pop().expect("a bill");
        assert_eq!((bill.kind, bill.amount), (BillKind::Withdrawal, cny(-3_000_000)), "as it went");
        assert_eq!(bill.rail.as_deref(), Some("sandbox"), "it says by which rail");
        assert_eq!(bill.other, None, "a rail is nobody");
        assert_eq!(top_up(7, 1), "applied", "what goes out does not count as coming in");
        town.is_whole();
    });
}

#[test]
fn where_money_is_real_the_sandbox_is_shut() {
    on_each(|db| {
        let mut town = Town::new(db);
        let before = town.balance(1, "CNY");
        town.play_money = false;
        let top_up = ops::TopUp { amount: cny(1), rail: "sandbox".to_owned() };
        let withdraw = ops::Withdraw { amount: cny(1), rail: "sandbox".to_owned(), bank: None };
        let refused = "error.wallet.play_rail";
        assert_eq!(key_of(town.act(1, 1, ops::TOP_UP, &top_up)), refused, "none comes in");
        assert_eq!(key_of(town.act(1, 2, ops::WITHDRAW, &withdraw)), refused, "none goes out");
        assert_eq!(town.balance(1, "CNY"), before, "nothing moved");
        town.is_whole();
    });
}

#[test]
fn an_operation_that_is_unknown_or_malformed_is_refused() {
    on_each(|db| {
        let town = Town::new(db);
        let unknown = key_of(town.act(1, 1, "wallet.print", &()));
        assert_eq!(unknown, "error.sync.unknown_operation", "nothing has that name");
        let malformed = key_of(town.act(1, 2, ops::TRANSFER, &id(2)));
        assert_eq!(malformed, "error.sync.arguments", "a transfer is more than a payee");
    });
}
