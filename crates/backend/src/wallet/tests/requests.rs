//! Requests for money: asked, paid, declined, taken back, and never answered twice.

use super::engines::on_each;
use super::town::{Town, cny, id, key_of, money, op_id, pay};
use sampan_protocol::ids::RequestId;
use sampan_protocol::wallet::{RequestState, ops};

fn ask(town: &Town, who: u128, op: u128, payer: u128, minor: i64) -> RequestId {
    let ask = ops::Ask { payer: id(payer), amount: cny(minor), note: "票".to_owned() };
    town.act(who, op, ops::ASK, &ask).expect("anybody may ask");
    RequestId(op_id(op).0)
}

#[test]
fn a_request_is_in_both_wallets_and_is_paid_once() {
    on_each(|db| {
        let town = Town::new(db);
        let request = ask(&town, 2, 1, 1, 3_000);
        assert_eq!(town.requests(1), town.requests(2), "both have the same row");
        assert_eq!(town.requests(1)[0].state, RequestState::Open, "it waits");
        let answer = |to, minor| ops::Transfer { request: Some(request), ..pay(to, cny(minor)) };
        let act = |who, op, args: &ops::Transfer| key_of(town.act(who, op, ops::TRANSFER, args));
        assert_eq!(act(1, 2, &answer(2, 2_999)), "error.wallet.request_amount", "all of it");
        assert_eq!(act(1, 3, &answer(3, 3_000)), "error.wallet.request_payee", "to who asked");
        assert_eq!(act(3, 4, &answer(2, 3_000)), "error.wallet.request_unknown", "by who is asked");
        assert_eq!(act(1, 5, &answer(2, 3_000)), "applied", "as it was asked");
        assert_eq!(act(1, 6, &answer(2, 3_000)), "error.wallet.request_paid", "not again");
        assert_eq!(town.balance(2, "CNY"), Some(3_000), "it was paid once");
        for who in [1, 2] {
            assert_eq!(town.requests(who)[0].state, RequestState::Paid, "both see that it is paid");
        }
        town.is_whole();
    });
}

#[test]
fn a_request_is_declined_by_one_side_and_taken_back_by_the_other() {
    on_each(|db| {
        let town = Town::new(db);
        let (first, second) = (ask(&town, 2, 1, 1, 10), ask(&town, 2, 2, 1, 20));
        let decline =
            |who, op, request| key_of(town.act(who, op, ops::DECLINE, &ops::Decline { request }));
        let cancel =
            |who, op, request| key_of(town.act(who, op, ops::CANCEL, &ops::Cancel { request }));
        assert_eq!(decline(2, 3, first), "error.wallet.request_unknown", "not one's own");
        assert_eq!(cancel(1, 4, second), "error.wallet.request_unknown", "not another's");
        assert_eq!(decline(1, 5, first), "applied", "who is asked may say no");
        assert_eq!(cancel(2, 6, second), "applied", "who asked may take it back");
        assert_eq!(cancel(2, 7, first), "error.wallet.request_declined", "it is over");
        assert_eq!(decline(1, 8, second), "error.wallet.request_cancelled", "it is over");
        let late = ops::Transfer { request: Some(first), ..pay(2, cny(10)) };
        let late = key_of(town.act(1, 9, ops::TRANSFER, &late));
        assert_eq!(late, "error.wallet.request_declined", "what was declined cannot be paid");
        assert_eq!(town.balance(2, "CNY"), Some(0), "no money has moved");
    });
}

#[test]
fn what_cannot_be_asked_is_refused() {
    on_each(|db| {
        let town = Town::new(db);
        let ask = |op, payer, amount| {
            let ask = ops::Ask { payer: id(payer), amount, note: String::new() };
            key_of(town.act(1, op, ops::ASK, &ask))
        };
        assert_eq!(ask(1, 1, cny(5)), "error.wallet.own_request");
        assert_eq!(ask(2, 55, cny(5)), "error.wallet.unknown_payer");
        assert_eq!(ask(3, 2, cny(0)), "error.wallet.not_positive");
        assert_eq!(ask(4, 2, money(5, "USD")), "error.wallet.currency_not_offered");
        for n in 0..20 {
            assert_eq!(ask(10 + n, 2, cny(5)), "applied", "twenty may be open");
        }
        assert_eq!(ask(40, 2, cny(5)), "error.wallet.too_many_requests", "but no more");
        assert_eq!(ask(41, 3, cny(5)), "applied", "others may still be asked");
    });
}
