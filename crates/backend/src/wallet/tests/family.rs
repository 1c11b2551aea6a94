//! Family cards: paid out of the giver's account, never beyond the allowance, ended at once.

use super::engines::on_each;
use super::town::{Town, cny, id, key_of, money, op_id, pay};
use sampan_protocol::ids::{BillId, CardId};
use sampan_protocol::wallet::family::{
    CardAct, CardState, END, FamilyCard, GIVE, LOWER, NewCard, PAUSE, PAY, PayCard, RAISE, RESUME,
    ROW, SetCaps, TAKE,
};
use sampan_protocol::wallet::refund::{GIVEN_BACK, GivenBack, REFUND, Refund};
use sampan_protocol::wallet::{Bill, BillKind, ThroughWhat, ops};
use std::thread;

const CLOSED: &str = "error.wallet.family_closed";
const CANNOT: &str = "error.wallet.family_cannot";
const MONTH: &str = "error.wallet.family_month";
const UNKNOWN: &str = "error.wallet.family_unknown";

fn card() -> CardId {
    CardId(op_id(1).0)
}

/// Person 1 gives person `to` 100.00 a month, at most 60.00 a payment.
fn give(town: &Town, to: u128) -> String {
    let new = NewCard {
        to: id(to),
        name: "零花钱".to_owned(),
        month: cny(10_000),
        each: Some(cny(6_000)),
        utc_offset: 480,
    };
    key_of(town.act(1, 1, GIVE, &new))
}

fn act(town: &Town, who: u128, op: u128, name: &str) -> String {
    key_of(town.act(who, op, name, &CardAct { card: card() }))
}

fn caps(town: &Town, op: u128, name: &str, month: i64, each: Option<i64>) -> String {
    let args = SetCaps { card: card(), month: cny(month), each: each.map(cny) };
    key_of(town.act(1, op, name, &args))
}

fn paid(town: &Town, op: u128, to: u128, minor: i64) -> String {
    key_of(town.act(2, op, PAY, &PayCard::by(card(), pay(to, cny(minor)))))
}

fn told(town: &Town, who: u128) -> FamilyCard {
    town.rows(who, ROW).pop().expect("they see the card")
}

fn left(town: &Town) -> i64 {
    told(town, 2).allowance.left_at(town.now()).minor
}

/// A card that person 2 has taken.
fn taken(town: &Town) {
    assert_eq!(give(town, 2), "applied", "given");
    assert_eq!(act(town, 2, 2, TAKE), "applied", "taken");
}

#[test]
fn a_card_pays_out_of_the_givers_account_once_it_is_taken() {
    on_each(|db| {
        let town = Town::new(db);
        assert_eq!(give(&town, 1), "error.wallet.own_payment", "nobody gives it to themselves");
        assert_eq!(give(&town, 8), "error.wallet.family_person", "nor to a shop");
        assert_eq!(give(&town, 2), "applied", "but to a relative");
        assert_eq!(paid(&town, 3, 8, 100), CLOSED, "which has not taken it");
        assert_eq!(act(&town, 3, 4, TAKE), UNKNOWN, "nobody else takes it");
        assert_eq!(act(&town, 2, 5, TAKE), "applied", "they do");
        assert_eq!(paid(&town, 6, 8, 6_001), "error.wallet.family_each", "over the cap of each");
        assert_eq!(paid(&town, 7, 8, 6_000), "applied", "the cap itself");
        assert_eq!(town.balance(1, "CNY"), Some(94_000), "which the giver pays");
        assert_eq!(town.balance(2, "CNY"), Some(0), "and not for who pays");
        assert_eq!(town.balance(8, "CNY"), Some(6_000), "it arrived");
        assert_eq!(paid(&town, 8, 8, 4_001), MONTH, "40.00 are left of the month");
        assert_eq!(paid(&town, 9, 1, 100), "error.wallet.family_giver", "not to the giver");
        assert_eq!((left(&town), told(&town, 1)), (4_000, told(&town, 2)), "both see what is left");
        let stranger = key_of(town.act(3, 10, PAY, &PayCard::by(card(), pay(8, cny(1)))));
        assert_eq!(stranger, UNKNOWN, "nobody else pays by it");
        town.is_whole();
    });
}

#[test]
fn all_sides_read_what_is_theirs_to_know() {
    on_each(|db| {
        let town = Town::new(db);
        taken(&town);
        assert_eq!(paid(&town, 3, 8, 2_500), "applied", "paid");
        let bill = |who| -> Bill {
            let all = town.bills(who);
            all.into_iter().find(|b| b.id == BillId(op_id(3).0)).expect("a bill")
        };
        let (giver, user, shop) = (bill(1), bill(2), bill(8));
        assert_eq!((giver.amount, giver.counts()), (cny(-2_500), true), "the giver spent it");
        let used = giver.through.expect("by a card");
        assert_eq!((used.what, used.who.map(|w| w.id)), (ThroughWhat::Used, Some(id(2))), "who");
        assert_eq!((user.amount, user.counts()), (cny(-2_500), false), "who paid did not");
        let given = user.through.expect("by a card");
        assert_eq!((given.what, given.who.map(|w| w.id)), (ThroughWhat::Given, Some(id(1))));
        assert_eq!((user.account, user.balance_after), (None, None), "no account of theirs moved");
        assert_eq!(shop.other.map(|other| other.id), Some(id(2)), "the shop sees who paid");
        assert_eq!(shop.through, None, "and nothing of the giver");
    });
}

#[test]
fn two_devices_at_once_spend_exactly_the_cap() {
    on_each(|db| {
        let town = Town::new(db);
        taken(&town);
        let sum: i64 = thread::scope(|scope| {
            let (town, all) = (&town, 0..12_u128);
            let pay = |n: u128| {
                scope.spawn(move || match paid(town, 10 + n, 8 + n % 2, 1_000).as_str() {
                    "applied" => 1_000,
                    MONTH => 0,
                    other => panic!("refused for another reason: {other}"),
                })
            };
            let threads: Vec<_> = all.map(pay).collect();
            threads.into_iter().map(|thread| thread.join().expect("it ends")).sum()
        });
        assert_eq!((sum, left(&town)), (10_000, 0), "ten of twelve, and not a fen more");
        assert_eq!(town.balance(1, "CNY"), Some(90_000), "which the giver paid");
        town.is_whole();
    });
}

#[test]
fn a_month_renews_it_and_what_comes_back_belongs_to_its_own() {
    on_each(|db| {
        let town = Town::new(db);
        taken(&town);
        assert_eq!(paid(&town, 3, 8, 5_000), "applied", "half of it");
        let back = |op, of, minor| {
            let note = "Sold out".to_owned();
            let args = Refund { bill: BillId(op_id(of).0), amount: cny(minor), note };
            key_of(town.act(8, op, REFUND, &args))
        };
        assert_eq!(back(4, 3, 2_000), "applied", "a part goes back");
        assert_eq!((town.balance(1, "CNY"), left(&town)), (Some(97_000), 7_000), "to the giver");
        assert_eq!(town.balance(2, "CNY"), Some(0), "and not to who paid");
        for who in [1, 2, 8] {
            let given: Vec<GivenBack> = town.rows(who, GIVEN_BACK);
            assert_eq!(given[0].back, cny(2_000), "all sides know");
            let refunds = town.bills(who).into_iter().filter(|b| b.kind == BillKind::Refund);
            assert_eq!(refunds.count(), 1, "by a bill");
        }
        town.wait(31 * 86_400);
        assert_eq!(left(&town), 10_000, "another month");
        assert_eq!(paid(&town, 5, 8, 6_000), "applied", "of which most is spent");
        assert_eq!(back(6, 3, 3_000), "applied", "the rest of the first goes back");
        assert_eq!(left(&town), 4_000, "which gives this month no more");
        assert_eq!(back(7, 3, 1), "error.wallet.over_refund", "never more than was paid");
        town.is_whole();
    });
}

#[test]
fn the_giver_lowers_raises_pauses_and_ends_it_at_once() {
    on_each(|db| {
        let town = Town::new(db);
        taken(&town);
        assert_eq!(caps(&town, 3, LOWER, 3_000, Some(3_000)), "applied", "lower goes as it is");
        assert_eq!(paid(&town, 4, 8, 3_001), "error.wallet.family_each", "and holds at once");
        let higher = "error.wallet.family_higher";
        assert_eq!(caps(&town, 5, LOWER, 3_001, Some(3_000)), higher, "higher needs the PIN");
        assert_eq!(caps(&town, 6, LOWER, 3_000, None), higher, "and so does none");
        assert!(ops::needs_pin(RAISE) && ops::needs_pin(GIVE) && ops::needs_pin(PAY), "as here");
        assert_eq!(caps(&town, 7, RAISE, 20_000, None), "applied", "then it goes");
        assert_eq!(paid(&town, 8, 8, 15_000), "applied", "and pays");
        assert_eq!(caps(&town, 9, LOWER, 10_000, None), "applied", "below what is spent");
        assert_eq!((left(&town), paid(&town, 10, 8, 1)), (0, MONTH.to_owned()), "nothing is left");
        assert_eq!(caps(&town, 11, RAISE, 30_000, None), "applied", "more again");
        assert_eq!(act(&town, 2, 12, PAUSE), UNKNOWN, "only the giver lets it rest");
        assert_eq!(act(&town, 1, 13, PAUSE), "applied", "who does");
        assert_eq!(paid(&town, 14, 8, 1), "error.wallet.family_paused", "at once");
        assert_eq!(act(&town, 1, 15, RESUME), "applied", "it goes on");
        assert_eq!(paid(&town, 16, 8, 1), "applied", "and pays");
        assert_eq!(act(&town, 3, 17, END), UNKNOWN, "strangers end nothing");
        assert_eq!(act(&town, 1, 18, END), "applied", "the giver does");
        assert_eq!(paid(&town, 19, 8, 1), CLOSED, "at once");
        assert_eq!(act(&town, 1, 20, RESUME), CLOSED, "for good");
        assert_eq!(told(&town, 2).state, CardState::Ended, "and the other side is told");
    });
}

#[test]
fn who_has_it_gives_it_back_or_never_takes_it() {
    on_each(|db| {
        let town = Town::new(db);
        assert_eq!(give(&town, 2), "applied", "given");
        assert_eq!(act(&town, 2, 2, END), "applied", "declined");
        assert_eq!(act(&town, 2, 3, TAKE), CLOSED, "for good");
        assert_eq!(told(&town, 1).state, CardState::Ended, "and the giver is told");
    });
}

#[test]
fn why_it_does_not_pay_is_the_givers_own() {
    on_each(|db| {
        let town = Town::new(db);
        taken(&town);
        town.act(1, 3, ops::TRANSFER, &pay(3, cny(99_500))).expect("spent elsewhere");
        assert_eq!(paid(&town, 4, 8, 501), CANNOT, "the giver has 5.00");
        assert_eq!(left(&town), 10_000, "which takes nothing of the allowance");
        assert_eq!(paid(&town, 5, 7, 100), "error.wallet.payee_frozen", "the payee is no secret");
        let yen = key_of(town.act(2, 6, PAY, &PayCard::by(card(), pay(8, money(1, "JPY")))));
        assert_eq!(yen, "error.wallet.family_currency", "it is of one currency");
        assert_eq!(paid(&town, 7, 8, 500), "applied", "what is there is paid");
        town.is_whole();
    });
}

#[test]
fn a_frozen_side_pays_nothing_and_says_nothing() {
    on_each(|db| {
        let town = Town::new(db);
        // Person 7 is frozen; what they gave before does not pay.
        let open = ops::OpenAccount { currency: cny(0).currency };
        town.act(7, 30, ops::OPEN_ACCOUNT, &open).expect("they have an account");
        let top_up = ops::TopUp { amount: cny(5_000), rail: "sandbox".to_owned() };
        town.act(7, 3, ops::TOP_UP, &top_up).expect("they have money");
        let new = NewCard {
            to: id(2),
            name: String::new(),
            month: cny(5_000),
            each: None,
            utc_offset: 0,
        };
        town.act(7, 1, GIVE, &new).expect("given");
        assert_eq!(act(&town, 2, 2, TAKE), "applied", "taken");
        assert_eq!(paid(&town, 4, 8, 100), CANNOT, "the same word as for an empty account");
        assert_eq!(town.balance(7, "CNY"), Some(5_000), "nothing moved");
    });
}

#[test]
fn a_new_device_on_either_side_spends_no_more_than_its_own_limit() {
    on_each(|db| {
        let town = Town::new(db);
        // Person 5 has a device that joined others just now: 2,000.00 a day leave by it.
        let top_up = ops::TopUp { amount: cny(900_000), rail: "sandbox".to_owned() };
        let open = ops::OpenAccount { currency: cny(0).currency };
        town.act(5, 30, ops::OPEN_ACCOUNT, &open).expect("they have an account");
        for (who, op) in [(1, 3), (5, 4)] {
            town.act(who, op, ops::TOP_UP, &top_up).expect("they have money");
        }
        let new = |to| NewCard {
            to: id(to),
            name: String::new(),
            month: cny(800_000),
            each: None,
            utc_offset: 0,
        };
        town.act(5, 1, GIVE, &new(2)).expect("given by a new device");
        assert_eq!(act(&town, 2, 2, TAKE), "applied", "taken");
        assert_eq!(paid(&town, 5, 8, 200_001), CANNOT, "more than that device could send");
        assert_eq!(paid(&town, 6, 8, 200_000), "applied", "as much as it could");
        assert_eq!(paid(&town, 7, 8, 1), CANNOT, "and no more");
        town.act(1, 20, GIVE, &new(5)).expect("given to somebody with a new device");
        let theirs = CardId(op_id(20).0);
        town.act(5, 21, TAKE, &CardAct { card: theirs }).expect("taken");
        let over = PayCard::by(theirs, pay(8, cny(200_001)));
        let refused = key_of(town.act(5, 22, PAY, &over));
        assert_eq!(refused, "error.wallet.new_device", "who pays hears of their own limit");
        town.is_whole();
    });
}

#[test]
fn nobody_gives_more_than_twenty_cards() {
    on_each(|db| {
        let town = Town::new(db);
        let month = cny(1_000);
        let give = |op| {
            let (name, utc_offset) = (String::new(), 0);
            let new = NewCard { to: id(2), name, month, each: None, utc_offset };
            key_of(town.act(1, op, GIVE, &new))
        };
        for op in 1..=20 {
            assert_eq!(give(op), "applied", "card {op}");
        }
        assert_eq!(give(21), "error.wallet.family_many", "one more");
        assert_eq!(act(&town, 1, 30, END), "applied", "one ends");
        assert_eq!(give(22), "applied", "and makes room");
    });
}
